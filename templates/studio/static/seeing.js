// What readers will see, while somebody types: the body under its field, the
// page and the embed beside the form. The frames come as they were typed last;
// from then on this script changes what is in them where it differs, so that
// nothing flickers and nobody loses their place. Nothing in the frames runs.
"use strict";
(() => {
  const form = document.getElementById("edit");
  const screens = [...document.querySelectorAll(".screen")];
  if (!form || !screens.length) return;

  const filled = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (!name.startsWith("note.")) data.append(name, value);
    return data;
  };

  // Has one node say what another says, and keeps all that is the same.
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");
  const become = (is, will) => {
    if (is.nodeType !== Node.ELEMENT_NODE) { if (is.data !== will.data) is.data = will.data; return; }
    const own = is.nodeName === "DETAILS" ? ["open"] : is.nodeName === "INPUT" ? ["checked"] : []; // as the person left it
    for (const { name, value } of [...will.attributes]) if (!own.includes(name) && is.getAttribute(name) !== value) is.setAttribute(name, value);
    for (const { name } of [...is.attributes]) if (!own.includes(name) && !will.hasAttribute(name)) is.removeAttribute(name);
    let now = is.firstChild;
    for (const next of [...will.childNodes]) {
      if (now && alike(now, next)) { become(now, next); now = now.nextSibling; continue; }
      const node = is.ownerDocument.adoptNode(next);
      if (now) { now.replaceWith(node); now = node.nextSibling; } else is.append(node);
    }
    while (now) { const gone = now; now = now.nextSibling; gone.remove(); }
  };

  // A frame is as wide as the screen that it stands for, and made smaller to fit.
  const fit = (screen) => {
    const frame = screen.firstElementChild, way = screen.closest(".way");
    if (!screen.clientWidth) return;
    if (screen.hasAttribute("data-grows")) {
      const body = frame.contentDocument?.body;
      if (body) screen.style.blockSize = `${Math.min(Math.max(body.scrollHeight + 2, 64), 512)}px`;
      return;
    }
    const wide = way.querySelector("[value=wide]").checked;
    screen.classList.toggle("phone", !wide);
    const want = Number(wide ? screen.dataset.wide : screen.dataset.phone), scale = Math.min(1, screen.clientWidth / want);
    Object.assign(frame.style, { inlineSize: `${scale < 1 ? want : screen.clientWidth}px`, blockSize: `${screen.clientHeight / scale}px`, transform: `scale(${scale})` });
  };

  const asked = new Map();
  const look = async (screen) => {
    if (!screen.checkVisibility()) return;
    asked.get(screen)?.abort();
    const mine = new AbortController(), frame = screen.firstElementChild;
    asked.set(screen, mine);
    try {
      const answer = await fetch(screen.dataset.at, { method: "POST", body: filled(), signal: mine.signal });
      if (!answer.ok) return; // the form tells of it
      const text = await answer.text(), now = frame.contentDocument;
      if (mine !== asked.get(screen)) return;
      if (!now?.body?.firstElementChild) { frame.addEventListener("load", () => look(screen), { once: true }); return; }
      const next = new DOMParser().parseFromString(text, "text/html");
      become(now.documentElement, next.documentElement);
      fit(screen);
    } catch { /* the next one will tell */ }
  };
  let timer;
  const lookSoon = () => { clearTimeout(timer); timer = setTimeout(() => screens.forEach(look), 350); };

  const observer = new ResizeObserver((entries) => { for (const { target } of entries) fit(target); });
  for (const screen of screens) {
    observer.observe(screen);
    screen.firstElementChild.addEventListener("load", () => fit(screen));
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, (event) => { if (!event.target.matches("[data-talk]")) lookSoon(); });
  form.addEventListener("click", (event) => { if (event.target.closest("button[type=button], [data-move]")) lookSoon(); });
  form.addEventListener("toggle", (event) => { const screen = event.target.querySelector?.(":scope > .screen"); if (screen) look(screen); }, true);
  document.getElementById("preview-lang")?.addEventListener("change", lookSoon);
  const draw = () => document.getElementById("preview-design").dispatchEvent(new Event("change"));
  for (const choice of document.querySelectorAll(".ways input")) choice.addEventListener("change", () => (choice.value === "picture" ? draw() : screens.forEach(look)));
  for (const choice of document.querySelectorAll(".widths input")) choice.addEventListener("change", () => screens.forEach(fit));
  for (const button of document.querySelectorAll("[data-show-design]")) button.addEventListener("click", () => {
    const ways = document.querySelector(".ways [value=picture]"), design = document.getElementById("preview-design");
    ways.checked = true;
    design.value = button.dataset.showDesign;
    draw();
    document.getElementById("picture").scrollIntoView({ block: "nearest" });
  });
})();
