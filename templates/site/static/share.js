// The share panel where scripts run: readers choose app, size, design and
// colours, see the picture, and send, save or copy what goes with it. Without
// scripts the same files are links and the same words stand in text areas; this
// script takes both from there.
"use strict";

(() => {
  const panel = document.querySelector(".share");
  const get = (id) => document.getElementById(id);
  if (!panel || !panel.querySelector(".app")) return;

  const [sizes, design, theme] = ["format", "design", "theme"].map((name) => get(`pick-${name}`));
  const status = get("share-status");
  const send = get("share-now");
  const app = () => panel.querySelector(".apps :checked");
  const format = () => sizes.querySelector(":checked").value;
  const item = (id) => get("everything").querySelector(`[data-format="${id}"]`); // of a list of files

  // The files of a look: one, or those of a carousel.
  const files = (d = design.value, t = theme.value) => [...get("everything").querySelectorAll(
    `[data-design="${d}"] > [data-format="${format()}"] [data-theme="${t}"]`)];

  function say(text) {
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, 50); // said again even if it is the same
  }

  // What cannot be had is not offered.
  function offer(select, there) {
    for (const option of select.options) option.disabled = !there(option.value);
    if (select.selectedOptions.length === 0 || select.selectedOptions[0].disabled) {
      select.value = [...select.options].find((option) => !option.disabled).value;
    }
    select.parentElement.hidden = select.options.length < 2;
  }

  function openApp() {
    for (const block of panel.querySelectorAll(".app")) block.classList.toggle("on", block.id === `on-${app().value}`);
    const fits = app().dataset.fits.split(" ");
    sizes.replaceChildren(sizes.firstElementChild, ...fits.map(size));
    sizes.querySelector("input").checked = true;
    sizes.hidden = fits.length < 2;
    show();
  }

  // A button of the shape that pictures of a format have.
  function size(id) {
    const [label, input, shape] = ["label", "input", "span"].map((name) => document.createElement(name));
    Object.assign(input, { type: "radio", name: "size", value: id });
    label.title = item(id).querySelector(".format bdi").textContent;
    input.setAttribute("aria-label", label.title);
    shape.style.aspectRatio = `${item(id).dataset.width} / ${item(id).dataset.height}`;
    label.append(input, shape);
    return label;
  }

  function show() {
    offer(design, (id) => [...theme.options].some((t) => files(id, t.value).length > 0));
    offer(theme, (id) => files(design.value, id).length > 0);
    status.textContent = "";
    for (const field of get("words").querySelectorAll("textarea")) field.parentElement.hidden = field !== words("caption") && field !== words("alt");
    const links = files();
    const { width, height } = item(format()).dataset;
    const preview = panel.querySelector(".app.on img");
    const shown = links[0].dataset.small ? new URL(links[0].dataset.small, location.href).href : links[0].href;
    Object.assign(preview, { width, height, alt: words("alt").value });
    if (preview.src !== shown) preview.src = shown; // what the page shows already is not loaded anew
    const label = get("take").dataset.label;
    get("take").replaceChildren(...links.map((link) => {
      const copy = link.cloneNode();
      copy.removeAttribute("id");
      copy.removeAttribute("aria-labelledby");
      copy.textContent = links.length > 1 ? link.textContent : label;
      copy.ariaLabel = links.length > 1 ? `${label} ${link.textContent}` : null;
      return copy;
    }));
  }

  // The field with the words of a kind that go with the picture.
  function words(kind) {
    if (kind === "link") return get("link");
    if (kind === "caption") return get(app().dataset.caption);
    const start = `${design.value}=`;
    return get(app().dataset.alts.split(" ").find((pair) => pair.startsWith(start)).slice(start.length));
  }

  for (const button of panel.querySelectorAll("[data-words]")) {
    button.addEventListener("click", async () => {
      const field = words(button.dataset.words);
      try {
        await navigator.clipboard.writeText(field.value);
        say(status.dataset.copied);
      } catch {
        get("words").open = true;
        field.focus();
        field.select(); // ready for the reader's own copy command
        say(status.dataset.select);
      }
    });
  }

  // The service worker keeps what is saved. What is fetched goes through it, but
  // for readers who have just come: there it is still being set up.
  function keep(url) {
    const { serviceWorker } = navigator;
    if (serviceWorker && !serviceWorker.controller) serviceWorker.ready.then(({ active }) => active.postMessage({ rebut: "save", url }));
  }

  const load = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const blob = await answer.blob();
    keep(link.href);
    return new File([blob], link.download, { type: blob.type });
  };

  let fetched = { look: "" }; // the pictures that were last asked for, as files

  send.hidden = !navigator.share;
  send.addEventListener("click", async () => {
    const text = words("caption").value;
    const { page: url, title, again, failed } = send.dataset;
    try {
      const look = files().map((link) => link.href).join(" ");
      if (fetched.look !== look) fetched = { look, files: await Promise.all(files().map(load)) };
      const pictures = { files: fetched.files, text };
      await navigator.share(navigator.canShare && navigator.canShare(pictures) ? pictures : { title, text: title, url });
    } catch (error) {
      // A browser that waited long for the pictures wants to be asked anew.
      if (error.name === "NotAllowedError") say(again);
      else if (error.name !== "AbortError") say(failed); // an abort: the reader closed the menu
    }
  });

  panel.addEventListener("change", (event) => {
    if (event.target.name === "app") openApp();
    else if (event.target.closest(".look")) show();
  });
  panel.classList.add("live");
  for (const part of panel.querySelectorAll(".look, .acts")) part.hidden = false;
  openApp();
})();
