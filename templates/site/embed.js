// For pages of partners: turns every
//   <blockquote class="rebut-embed" data-src="https://…/embed/">fact, link</blockquote>
// into a frame of that height which its content has. Only frames of the site
// that this script comes from are made, and only their messages are heard.
//
// The quotation stays until its frame has said how tall it is: a frame that
// cannot be reached, or that shows an error, is never seen.
"use strict";

(() => {
  const site = new URL(".", document.currentScript.src);
  const quotes = new Map(); // frame → the quotation that it replaces
  const loaded = new WeakSet(); // frames that can be asked

  const ask = (frame) => {
    if (loaded.has(frame)) frame.contentWindow?.postMessage({ rebut: "ask" }, site.origin);
  };

  // A frame in the making takes no room and nobody can reach it, but it is as
  // wide as the quotation. In a tab that is not shown yet that width is 0.
  // Frames out of sight notice no change by themselves: they are asked.
  const widths = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (quotes.has(target)) ask(target);
      for (const [frame, quote] of quotes) {
        if (quote === target) frame.style.width = quote.offsetWidth + "px";
      }
    }
  });

  function show(frame, quote) {
    widths.unobserve(quote);
    if (quote.isConnected) {
      quote.remove();
      frame.style.cssText = "display:block;width:100%;max-width:680px;border:0";
    } else { // the page has dropped it meanwhile
      quotes.delete(frame);
      frame.remove();
    }
  }

  addEventListener("message", (event) => {
    const { rebut, height } = event.data ?? {};
    if (event.origin !== site.origin || rebut !== "height" || !Number.isFinite(height)) return;
    for (const [frame, quote] of quotes) {
      if (frame.contentWindow !== event.source) continue;
      if (frame.style.visibility === "hidden") show(frame, quote);
      frame.style.height = Math.min(Math.max(Math.ceil(height), 100), 4000) + "px";
    }
  });

  function upgrade(quote) {
    let src;
    try {
      src = new URL(quote.dataset.src);
    } catch {
      return; // stays a quotation with its link
    }
    if (!src.href.startsWith(site.href) || [...quotes.values()].includes(quote)) return;
    const frame = document.createElement("iframe");
    frame.src = src.href;
    frame.title = quote.querySelector("p")?.textContent ?? quote.textContent.trim();
    frame.lang = quote.lang;
    frame.setAttribute("scrolling", "no");
    frame.style.cssText = "position:absolute;visibility:hidden;height:0;border:0;width:" + quote.offsetWidth + "px";
    frame.addEventListener("load", () => {
      loaded.add(frame);
      ask(frame);
    });
    quotes.set(frame, quote);
    quote.after(frame);
    widths.observe(quote);
    widths.observe(frame);
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
