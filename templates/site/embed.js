// For pages of partners. Shows what they paste as frames that are as high as
// their content:
//
//   <blockquote class="rebut-embed" data-src="https://…/embed/">…</blockquote>, with its <iframe> or without
//   <rebut-fact slug="…" lang="…" theme="dark" accent="b3201f" layout="compact">…</rebut-fact>
//   <rebut-fact src="https://…/">, <rebut-fact topic="…">, <rebut-fact ids="a,b">, <rebut-fact> for the latest
//
// Only frames of the site that this script comes from are made, and only their
// messages are heard: from that frame's window, and from the site's origin. A
// sandbox without allow-same-origin takes the origin away ("null"); the window
// alone is what tells such a frame from others then, and all that it can do is
// to set its own height within bounds, and to have the link opened that its
// reader has just pressed in it.
//
// What a frame replaces stays until the frame has said how high it is: one that
// cannot be reached, or that shows an error, is never seen.
"use strict";

(() => {
  const source = document.currentScript?.src ?? document.querySelector('script[src$="/embed.js"]')?.src;
  if (!source) return;
  const site = new URL(source.replace(/(assets\/)?embed[^/]*$/, ""));
  const languages = "{languages}".split(" ");
  const frames = new Map(); // frame → what it replaces; null for nothing
  const placed = new WeakMap(); // what is replaced → its frame
  const shown = new WeakSet(); // frames that have said how high they are

  // By site: a page may show fact-checks of several.
  const known = window.rebutEmbeds ??= {};
  if (known[site.href]) { // the script was pasted more than once
    known[site.href]();
    return;
  }

  // Frames of the site's embeds only, by their address; "" for any other.
  const ours = (text) => {
    try {
      const url = new URL(text);
      return url.href.startsWith(site.href) && url.pathname.endsWith("/embed/") ? url.href : "";
    } catch {
      return "";
    }
  };

  const languageOf = (element) => {
    const tag = element.lang || element.closest("[lang]")?.lang || "";
    const same = (a, b) => a.toLowerCase() === b.toLowerCase();
    return languages.find((l) => same(l, tag)) ?? languages.find((l) => same(l, tag.split("-")[0])) ?? (element.lang || languages[0]);
  };

  // The address that an element asks for.
  const addressOf = (element) => {
    if (element.localName === "blockquote") return ours(element.dataset.src);
    const get = (name) => element.getAttribute(name)?.trim() ?? "";
    const [src, slug, topic, ids] = ["src", "slug", "topic", "ids"].map(get);
    let url;
    try {
      url = src ? new URL(src) : new URL(`${languageOf(element)}/${topic ? `topics/${topic}/` : slug && `${slug}/`}embed/`, site);
    } catch {
      return "";
    }
    if (!url.pathname.endsWith("/embed/")) url.pathname = url.pathname.replace(/\/?$/, "/embed/");
    if (ids) url.searchParams.set("ids", ids);
    for (const name of ["theme", "accent", "layout"]) {
      if (get(name)) url.searchParams.set(name, get(name).replace("#", ""));
    }
    return ours(url.href);
  };

  const sandboxed = (frame) => self.origin === "null" || (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin"));
  const ask = (frame) => {
    const stuck = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-popups");
    // A question for anybody: a frame that is still empty has another origin.
    frame.contentWindow?.postMessage({ rebut: "ask", links: stuck }, "*");
  };

  // A frame in the making takes no room and nobody can reach it, but it is as
  // wide as what it replaces. In a tab that is not shown yet that width is 0.
  // Frames out of sight notice no change by themselves: they are asked.
  const widths = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (frames.has(target)) ask(target);
      const frame = placed.get(target);
      if (frame?.style.visibility === "hidden") frame.style.width = `${target.offsetWidth}px`;
    }
  });

  function show(frame, quote) {
    if (shown.has(frame)) return;
    shown.add(frame);
    frame.style.maxWidth = "100%";
    if (frame.style.visibility === "hidden") frame.style.cssText = "display:block;width:100%;max-width:680px;border:0";
    if (quote?.localName === "blockquote") quote.remove();
    else for (const child of quote?.childNodes ?? []) if (child !== frame) child.remove();
    if (quote) widths.unobserve(quote);
  }

  addEventListener("message", ({ source, origin, data }) => {
    for (const [frame, quote] of frames) {
      if (source !== frame.contentWindow || origin !== (sandboxed(frame) ? "null" : site.origin)) continue;
      if (data?.rebut === "link" && document.activeElement === frame && /^https?:\/\//.test(data.href)) open(data.href, "_blank", "noopener");
      if (data?.rebut !== "height" || !Number.isFinite(data.height)) continue;
      show(frame, quote);
      frame.title ||= String(data.title).slice(0, 300);
      frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), 100), 4000)}px`;
    }
  });

  function watch(frame, quote) {
    frames.set(frame, quote);
    if (quote) placed.set(quote, frame);
    frame.addEventListener("load", () => ask(frame));
    widths.observe(frame);
  }

  const after = (quote) => quote.nextElementSibling ?? quote.parentElement.nextElementSibling;

  // The frame that was pasted with a quotation, wherever a system has put it.
  const beside = (quote, src) => {
    const near = after(quote);
    const frame = near?.localName === "iframe" ? near : near?.querySelector("iframe");
    return frame && frame.src.split("#")[0] === src.split("#")[0] && !frames.get(frame) ? frame : null;
  };

  function upgrade(quote) {
    const src = addressOf(quote), made = placed.get(quote);
    if (!src || made?.src === src) return;
    if (made) { // its attributes have changed
      made.src = src;
      return;
    }
    if (document.readyState === "loading" && !after(quote)) return; // its frame may be still to come
    const own = beside(quote, src);
    if (own) {
      watch(own, quote);
      ask(own);
      return;
    }
    const frame = document.createElement("iframe");
    frame.src = src;
    frame.title = (quote.title || quote.querySelector("p")?.textContent || quote.textContent).trim();
    frame.lang = quote.lang;
    frame.loading = "lazy";
    frame.setAttribute("scrolling", "no");
    if (quote.localName !== "blockquote") quote.style.display = "block";
    frame.style.cssText = `position:absolute;visibility:hidden;height:0;border:0;width:${quote.offsetWidth}px`;
    watch(frame, quote);
    widths.observe(quote);
    if (quote.localName === "blockquote") quote.after(frame);
    else quote.append(frame);
  }

  function upgradeAll() {
    for (const [frame] of frames) if (!frame.isConnected) frames.delete(frame);
    document.querySelectorAll("blockquote.rebut-embed[data-src], rebut-fact").forEach(upgrade);
    for (const frame of document.querySelectorAll("iframe")) {
      if (!frames.has(frame) && ours(frame.src)) { // the quotation was left out
        watch(frame, null);
        ask(frame);
      }
    }
  }

  known[site.href] = upgradeAll;
  if (!customElements.get("rebut-fact")) {
    customElements.define("rebut-fact", class extends HTMLElement {
      static observedAttributes = ["src", "slug", "topic", "ids", "lang", "theme", "accent", "layout"];

      attributeChangedCallback() {
        if (this.isConnected) Object.values(known).forEach((upgrade) => upgrade());
      }
    });
  }
  upgradeAll();
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => addedNodes.length > 0)) upgradeAll();
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", upgradeAll);
})();
