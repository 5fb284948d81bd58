// What pages can do more of where scripts run: copy texts. Without scripts the
// buttons stay hidden.
"use strict";

// The service worker keeps what was read for times without a connection. It is
// told of graphics that are saved, because downloads pass it by.
const worker = document.currentScript?.dataset.worker;
if (worker && navigator.serviceWorker) {
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[download]");
    if (link) navigator.serviceWorker.controller?.postMessage({ rebut: "save", url: link.href });
  });
}

function say(button) {
  const label = button.textContent;
  if (label === button.dataset.done) return; // pressed again meanwhile
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button);
    } catch {
      field.focus(); // selected, ready for the reader's own copy command
    }
  });
}

// An open language menu closes when the reader turns to something else.
for (const menu of document.querySelectorAll("details.languages")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
