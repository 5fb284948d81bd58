// Inside an embed: tells the page around it how tall the embed is, whenever
// that changes. A hidden frame has no height and says nothing.
"use strict";

(() => {
  let last = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === 0 || height === last || parent === window) return;
    last = height;
    // The height is no secret, and whoever frames the embed may know it.
    parent.postMessage({ rebut: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  addEventListener("load", tell);
  // Out of sight the observer sleeps, but letters change when their font comes.
  document.fonts.addEventListener("loadingdone", tell);
  // The page around may be ready only after this one was.
  addEventListener("message", (event) => {
    if (event.source === parent && event.data && event.data.rebut === "ask") {
      last = 0;
      tell();
    }
  });
})();
