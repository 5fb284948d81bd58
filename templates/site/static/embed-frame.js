// Inside an embed: applies what its address asks for (theme, accent, layout,
// ids), tells the page around it how high it is, and looks for news. It runs
// before anything is shown. It keeps nothing on the reader's device.
//
// What the page around is told is no secret, but only that page is told, and
// only it is heard. It may ask again ({ rebut: "ask" }).
//
//   { rebut: "height", height, title }     for embed.js; height in px
//   { message: "height", value, secret }   for WordPress, which puts #?secret= in the address
//   { "datawrapper-height": { id: px } }   for pages that show Datawrapper's charts
//   { rebut: "link", href }                where a sandbox lets no link open
"use strict";

(() => {
  const root = document.documentElement;
  const given = new URLSearchParams(location.search);
  const framed = parent !== window;
  const secret = /^#\?secret=([a-zA-Z0-9]{1,64})$/.exec(location.hash)?.[1];
  const options = new URLSearchParams(); // those that are right, for further embeds

  const choose = (name, pattern) => {
    const value = given.get(name) ?? "";
    if (!pattern.test(value)) return "";
    options.set(name, value);
    return value;
  };
  const theme = choose("theme", /^(light|dark)$/);
  const layout = choose("layout", /^(compact|row)$/);
  const accent = choose("accent", /^[0-9a-f]{6}$/i);
  if (theme) root.dataset.theme = theme;
  if (layout) root.dataset.layout = layout;

  // A colour that would be hard to read on the ground is mixed with the ink
  // until it is not (WCAG 2.2, success criterion 1.4.3: 4.5 to 1).
  const rgb = (hex) => [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const luminance = (colour) => colour.map((v) => v / 255)
    .map((s) => (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4))
    .reduce((sum, s, i) => sum + s * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const legible = (colour, ground, ink) => {
    for (let share = 0; share < 1; share += 1 / 16) {
      const mixed = colour.map((v, i) => Math.round(v + (ink[i] - v) * share));
      if (contrast(mixed, ground) >= 4.5) return mixed;
    }
    return ink;
  };
  if (accent) {
    const [ground, ink, darkGround, darkInk] = document.currentScript.dataset.grounds.split(" ").map((c) => rgb(c.slice(1)));
    root.style.setProperty("--own-light", `rgb(${legible(rgb(accent), ground, ink)})`);
    root.style.setProperty("--own-dark", `rgb(${legible(rgb(accent), darkGround, darkInk)})`);
  }

  // Safari and Chromium say whose page is around; without that, nobody is named.
  const around = location.ancestorOrigins?.[0];
  const post = (message) => {
    if (framed) parent.postMessage(message, around && around !== "null" ? around : "*");
  };

  // Frames of chosen fact-checks, in a list of them.
  const rows = new Map(); // frame → whether it has said how high it is
  const askRows = () => rows.forEach((_, frame) => frame.contentWindow?.postMessage({ rebut: "ask" }, "*"));

  let card, last = 0, links = false;
  const tell = () => {
    const height = card?.getBoundingClientRect().height;
    if (!height) return; // out of sight
    const { borderTopWidth: top, borderBottomWidth: bottom } = getComputedStyle(document.body);
    const whole = Math.ceil(height + parseFloat(top) + parseFloat(bottom));
    if (whole === last) return;
    last = whole;
    post({ rebut: "height", height: whole, title: document.title, "datawrapper-height": { [location.pathname]: whole },
      ...(secret && { message: "height", value: whole, secret }) });
  };

  // The reader is told of news, and nothing moves before that is asked for.
  const news = () => {
    root.classList.add("news");
    if (layout === "row") post({ rebut: "news" });
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (framed && source === parent && data?.rebut === "ask") {
      if (around && origin !== around) return;
      links = data.links === true;
      last = 0;
      tell();
      askRows();
      return;
    }
    for (const frame of rows.keys()) {
      if (source !== frame.contentWindow || (origin !== location.origin && origin !== self.origin)) continue;
      if (data?.rebut === "news") news();
      if (data?.rebut !== "height" || !Number.isFinite(data.height)) continue;
      rows.set(frame, true);
      frame.title = String(data.title).slice(0, 300);
      frame.style.height = `${Math.min(Math.max(data.height, 20), 2000)}px`;
    }
  });

  // Chosen fact-checks stand in place of the latest, in the order of their ids.
  const ids = [...new Set((given.get("ids") ?? "").split(","))].filter((id) => /^[a-z0-9-]{1,100}$/.test(id)).slice(0, 12);
  const show = (list) => {
    const none = document.createElement("p");
    none.className = "none";
    none.textContent = list.dataset.empty;
    const frames = ids.map((id) => {
      const frame = document.createElement("iframe");
      const query = new URLSearchParams(options);
      query.set("layout", "row");
      frame.src = `${list.dataset.chosen.replace("{slug}", id)}?${query}`;
      frame.title = id;
      rows.set(frame, false);
      return frame;
    });
    let open = frames.length;
    for (const frame of frames) {
      frame.addEventListener("load", () => {
        frame.contentWindow.postMessage({ rebut: "ask" }, "*");
        if (--open > 0) return;
        setTimeout(() => { // what is not there has not answered
          if ([...rows.values()].includes(true) || !last) return;
          list.append(none);
          tell();
        }, 1000);
      });
    }
    list.append(...frames);
  };
  if (ids.length > 0) root.dataset.ids = ids.length;

  // At most every ten minutes, and only while somebody may see it. Where the
  // host lets no sandbox read its pages, there are no news.
  const pause = 10 * 60 * 1000;
  let looked = performance.now();
  const look = async () => {
    if (document.visibilityState !== "visible" || performance.now() - looked < pause || !last) return;
    looked = performance.now();
    try {
      const answer = await fetch(location.pathname, { credentials: "omit" });
      if (!answer.ok) return;
      const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (now && now.innerHTML !== as) news();
    } catch {
      // out of reach for now
    }
  };
  let as = "";

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copy);
    field.focus();
    field.select();
    // A frame may use the clipboard only so, unless the page around allows more.
    let done = document.execCommand("copy");
    if (!done) done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    const { label = button.textContent } = button.dataset;
    button.dataset.label = label;
    button.textContent = done ? button.dataset.done : button.dataset.failed;
    setTimeout(() => { button.textContent = label; }, 2000);
  };

  const clicked = (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
    const link = event.target.closest("a[href]");
    if (!link) return;
    const source = link.getAttribute("role") === "doc-noteref" && document.getElementById(link.hash.slice(1));
    if (source) {
      event.preventDefault();
      source.closest("details").open = true;
      document.querySelector(".shown")?.classList.remove("shown");
      source.classList.add("shown");
      source.scrollIntoView({ block: "nearest" });
      return;
    }
    if (link.target !== "_blank") return;
    if (secret && link.origin === location.origin) {
      event.preventDefault();
      post({ message: "link", value: link.href, secret });
    } else if (links) {
      event.preventDefault();
      post({ rebut: "link", href: link.href });
    }
  };

  addEventListener("DOMContentLoaded", () => {
    card = document.querySelector("main");
    as = card.innerHTML;
    const same = new URLSearchParams(options);
    if (ids.length > 0) {
      same.set("ids", ids);
      const code = document.getElementById("code");
      code.value = code.value.replaceAll('/embed/"', `/embed/?ids=${ids}"`);
    }
    for (const link of document.querySelectorAll(".languages a")) {
      link.search = same;
      if (secret) link.hash = location.hash;
    }
    for (const button of document.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
    }
    const list = document.querySelector("[data-chosen]");
    if (ids.length > 0 && list) show(list);
    document.addEventListener("click", clicked);
    new ResizeObserver(tell).observe(card);
    // Out of sight the observer sleeps, but letters change when their font comes.
    document.fonts.addEventListener("loadingdone", tell);
    tell();
    setInterval(look, pause / 10);
    document.addEventListener("visibilitychange", look);
  });
  addEventListener("load", tell);
})();
