// Puts an agreed term where the cursor is, in the field beside it: by a click or
// by keyboard. Without this file the terms are there to read.
"use strict";
(() => {
  const joins = (text) => text === "" || /[\s(«“"'’]$/u.test(text);
  for (const term of document.querySelectorAll(".agreed[data-for]")) {
    const field = document.getElementById(term.dataset.for);
    if (!field) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "agreed", textContent: term.textContent, lang: term.lang, dir: term.dir });
    button.title = term.dataset.t;
    term.replaceWith(button);
    button.addEventListener("click", () => {
      const start = field.selectionStart ?? field.value.length, end = field.selectionEnd ?? start;
      const before = joins(field.value.slice(0, start)) ? "" : " ", after = /^[\p{L}\p{N}]/u.test(field.value.slice(end)) ? " " : "";
      field.setRangeText(before + button.textContent + after, start, end, "end");
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
