// For pages of partners: turns every
//   <blockquote class="rebut-embed" data-src="https://…/embed/">fact, link</blockquote>
// into a frame of that height which its content has. Only frames of the site
// that this script comes from are made, and only their messages are heard.
"use strict";

(() => {
  const site = new URL(".", document.currentScript.src);
  const frames = new Set();

  addEventListener("message", (event) => {
    const { rebut, height } = event.data ?? {};
    if (event.origin !== site.origin || rebut !== "height" || !Number.isFinite(height)) return;
    for (const frame of frames) {
      if (frame.contentWindow === event.source) {
        frame.style.height = Math.min(Math.max(Math.ceil(height), 100), 4000) + "px";
      }
    }
  });

  function upgrade(quote) {
    let src;
    try {
      src = new URL(quote.dataset.src);
    } catch {
      return; // stays a quotation with its link
    }
    if (!src.href.startsWith(site.href)) return;
    const frame = document.createElement("iframe");
    frame.src = src.href;
    frame.title = quote.querySelector("p")?.textContent ?? quote.textContent.trim();
    frame.lang = quote.lang;
    frame.setAttribute("scrolling", "no");
    frame.style.cssText = "display:block;width:100%;max-width:680px;border:0;height:" + Math.max(quote.offsetHeight, 420) + "px";
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ rebut: "ask" }, site.origin));
    frames.add(frame);
    quote.replaceWith(frame);
  }

  const upgradeAll = () => document.querySelectorAll("blockquote.rebut-embed[data-src]").forEach(upgrade);

  // By site: a page may show fact-checks of several. For pages that add embeds
  // later: Object.values(rebutEmbeds).forEach((upgrade) => upgrade()).
  const known = window.rebutEmbeds ??= {};
  if (known[site.href]) { // the script was pasted more than once
    known[site.href]();
    return;
  }
  known[site.href] = upgradeAll;
  upgradeAll();
  document.addEventListener("DOMContentLoaded", upgradeAll);
})();
