// Single keys, for people who work through long lists. They do nothing while
// somebody types, with Ctrl, Alt or the system's key held, or once they are
// turned off: the page has no #keys then. The keys of forms work always.
"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const dialog = document.getElementById("keys"), list = document.getElementById("checks");

  // Choosing several on the list.
  const several = document.getElementById("several"), every = document.getElementById("pick-all");
  if (several && every) {
    const boxes = all('input[name="slug"]', several), says = several.querySelector(".chosen"), whole = every.textContent;
    const count = () => {
      const n = boxes.filter((box) => box.checked).length;
      says.textContent = n ? `${says.dataset.some} ${n}` : "";
      every.textContent = n === boxes.length ? every.dataset.none : whole;
      several.classList.toggle("some", n > 0);
    };
    every.hidden = false;
    every.addEventListener("click", () => { const on = boxes.some((box) => !box.checked); for (const box of boxes) box.checked = on; count(); });
    several.addEventListener("change", count);
    addEventListener("pageshow", count);
    several.addEventListener("submit", (event) => {
      if (boxes.some((box) => box.checked)) return;
      event.preventDefault();
      says.textContent = says.dataset.none;
      boxes[0]?.focus();
    });
  }

  // The form: save and go on to the review.
  const form = document.getElementById("edit"), then = "studio-then";
  if (form) {
    const slug = location.pathname.match(/\/edit\/([^/]+)/)?.[1];
    if (new URLSearchParams(location.search).has("saved") && sessionStorage.getItem(then) === slug) {
      sessionStorage.removeItem(then);
      location.assign(location.pathname.replace(/\/edit\/.*$/, "/review/" + slug));
    }
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || form.dataset.may !== "true") return;
      event.preventDefault();
      sessionStorage.setItem(then, slug);
      form.requestSubmit();
    });
  }

  if (!dialog) return;
  const menu = document.querySelector(".menu .sheet > a");
  if (menu) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: dialog.dataset.button });
    button.addEventListener("click", () => { document.querySelector("details.menu").open = false; dialog.showModal(); });
    menu.after(button);
  }
  const home = dialog.dataset.home;
  const go = (address) => address && location.assign(address);

  // Moving on the list: the row is the one with the focus.
  const links = () => all(":scope > li .fact a", list);
  const move = (step) => {
    if (!list) return;
    const rows = links(), at = rows.findIndex((link) => link.closest("li").contains(document.activeElement));
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    next?.focus();
    next?.closest("li").scrollIntoView({ block: "nearest" });
  };
  const row = () => list?.querySelector(":scope > li:focus-within");
  const second = { l: () => go(home + "?all=1"), m: () => go(home + "?mine=1"), r: () => go(home + "?status=review") };
  const first = {
    j: () => move(1), k: () => move(-1), o: () => row()?.querySelector(".fact a").click(),
    x: () => row()?.querySelector('input[name="slug"]')?.click(),
    "/": () => { const field = document.getElementById("q"); field ? field.focus() : go(home + "?all=1#q"); },
    n: () => go(dialog.dataset.new), "?": () => dialog.showModal(),
  };
  let led = -Infinity; // when g was pressed, ms
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || dialog.open) return;
    if (event.target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])")) return;
    const goes = performance.now() - led < 1500;
    led = -Infinity;
    if (event.key === "g" && !goes) { led = performance.now(); return; }
    const act = (goes ? second : first)[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (location.hash === "#q") document.getElementById("q")?.focus();
})();
