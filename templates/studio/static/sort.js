// Lists of the form in another order: by dragging, with a mouse, a pen or a
// finger, and by the arrow keys. A row is taken by its grip; the others make way
// for it. The form's own hidden fields are in the rows, so that their order is
// what is kept and saved. References go by the names of sources: none changes.
"use strict";
(() => {
  const form = document.getElementById("edit"), words = document.getElementById("source-words")?.dataset;
  if (!form || !words || form.dataset.may !== "true") return;
  const say = document.getElementById("source-says");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  // What can be sorted: rows of lists, and choices that are ticked.
  const kinds = [
    { items: ".list > .rows > .row", title: ".row-title", ready: () => true },
    { items: ".ticks > .choice", title: ".tick", ready: (item) => item.querySelector("input").checked },
    { items: ".lines > ol > .line", title: ".line-text", ready: () => true },
  ];
  const kindOf = (item) => kinds.find((kind) => item.matches(kind.items));
  const siblings = (item) => [...item.parentElement.children].filter((other) => other.matches(kindOf(item).items) && kindOf(item).ready(other));
  const titleOf = (item) => item.querySelector(kindOf(item).title).textContent.trim();
  const place = (item) => ({ n: siblings(item).indexOf(item) + 1, m: siblings(item).length });
  const tell = (item) => { say.textContent = `${titleOf(item)}: ${fill(words.moved, place(item))}`; };
  const changed = (item) => {
    const field = item.closest(".lines")?.previousElementSibling;
    if (field) field.value = siblings(item).map(titleOf).join("\n");
    (field ?? item.querySelector("input")).dispatchEvent(new Event(field ? "input" : "change", { bubbles: true }));
  };

  // The dragged element stays where it is in the document and the others are put
  // around it: one that leaves the document loses the pointer, or the finger.
  const arrange = (item, others, before) => {
    for (const other of others.slice(0, before)) if (item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) item.before(other);
    for (const other of others.slice(before).reverse()) if (item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) item.after(other);
  };
  const move = (item, to) => {
    const others = siblings(item).filter((other) => other !== item), was = place(item).n - 1;
    to = Math.max(0, Math.min(to, others.length));
    if (to !== was) { arrange(item, others, to); changed(item); }
    tell(item);
  };

  // How many of the others the pointer has passed, in the order of reading.
  const passed = (others, x, y, wraps, rtl) => others.filter((other) => {
    const box = other.getBoundingClientRect();
    if (!wraps) return y > (box.top + box.bottom) / 2;
    const middle = (box.left + box.right) / 2;
    return y > box.bottom || (y > box.top && (rtl ? x < middle : x > middle));
  }).length;

  const drag = (item, grip, event) => {
    const list = item.parentElement, wraps = list.matches(".ticks"), rtl = getComputedStyle(list).direction === "rtl";
    const others = siblings(item).filter((other) => other !== item), first = place(item).n - 1, start = { x: event.clientX, y: event.clientY };
    let on = false, to = first, point = start, frame = 0, hold = { x: 0, y: 0 };
    const pin = (act) => { // what changes in height does not move the row away from the pointer
      const before = grip.getBoundingClientRect().top;
      act();
      scrollBy({ top: grip.getBoundingClientRect().top - before, behavior: "instant" });
    };
    const follow = () => {
      item.style.translate = "";
      const box = item.getBoundingClientRect();
      item.style.translate = `${wraps ? point.x - box.left - hold.x : 0}px ${point.y - box.top - hold.y}px`;
    };
    const settle = () => {
      const now = passed(others, point.x, point.y, wraps, rtl);
      if (now !== to) { to = now; arrange(item, others, to); }
      follow();
    };
    const scroll = () => {
      const edge = 80, below = innerHeight - 120, by = point.y < edge ? point.y - edge : Math.max(0, point.y - below);
      if (by) { scrollBy({ top: by / 6, behavior: "instant" }); settle(); }
      frame = requestAnimationFrame(scroll);
    };
    const begin = () => {
      on = true;
      pin(() => list.classList.add("sorting"));
      item.classList.add("dragged");
      const box = item.getBoundingClientRect();
      hold = { x: start.x - box.left, y: start.y - box.top };
      frame = requestAnimationFrame(scroll);
    };
    const moved = (event) => {
      point = { x: event.clientX, y: event.clientY };
      if (!on && Math.hypot(point.x - start.x, point.y - start.y) > 4) begin();
      if (on) settle();
    };
    const end = (keep) => {
      stop.abort();
      cancelAnimationFrame(frame);
      if (!on) return;
      item.style.translate = "";
      item.classList.remove("dragged");
      if (!keep) arrange(item, others, first);
      pin(() => list.classList.remove("sorting"));
      grip.focus({ preventScroll: true });
      if (keep && to !== first) { changed(item); tell(item); } else say.textContent = fill(words.back, place(item));
    };
    const stop = new AbortController(), { signal } = stop;
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", moved, { signal });
    grip.addEventListener("pointerup", (event) => { moved(event); end(true); }, { signal });
    grip.addEventListener("pointercancel", () => end(false), { signal });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); end(false); } }, { signal });
  };

  const gripOf = (item) => {
    const grip = Object.assign(document.createElement("button"), { type: "button", className: "grip" });
    grip.append(Object.assign(document.createElement("span"), { className: "unseen" }));
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || siblings(item).length < 2) return;
      event.preventDefault(); // no text is selected
      grip.focus({ preventScroll: true });
      drag(item, grip, event);
    });
    grip.addEventListener("keydown", (event) => {
      const now = place(item).n - 1, rtl = getComputedStyle(item.parentElement).direction === "rtl", side = rtl ? -1 : 1;
      const to = { ArrowUp: now - 1, ArrowDown: now + 1, ArrowLeft: now - side, ArrowRight: now + side, Home: 0, End: Infinity }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(item, to);
      grip.focus();
      item.scrollIntoView({ block: "nearest" });
    });
    return grip;
  };
  const equip = () => {
    for (const kind of kinds) for (const item of form.querySelectorAll(kind.items)) {
      if (kind === kinds[0] && !item.querySelector("[data-move]")) continue; // not this person's to move
      let grip = item.querySelector(":scope > .grip");
      if (!grip) { grip = gripOf(item); item.prepend(grip); }
      grip.hidden = !kind.ready(item) || siblings(item).length < 2;
      grip.firstChild.textContent = `${titleOf(item)} – ${words.grip}`;
    }
  };
  // Texts of which each line is one of a list: their lines below them, to be moved.
  const lines = (field) => {
    const texts = field.value.split("\n").map((text) => text.trim()).filter(Boolean);
    let box = field.nextElementSibling?.matches(".lines") ? field.nextElementSibling : null;
    if (!box) {
      if (texts.length < 2) return;
      box = Object.assign(document.createElement("details"), { className: "lines" });
      box.append(Object.assign(document.createElement("summary"), { textContent: words.lines }), document.createElement("ol"));
      field.after(box);
    }
    box.hidden = texts.length < 2;
    const list = box.querySelector("ol");
    if ([...list.children].map(titleOf).join("\n") === texts.join("\n")) return;
    list.replaceChildren(...texts.map((text) => {
      const line = Object.assign(document.createElement("li"), { className: "line" });
      line.append(Object.assign(document.createElement("span"), { className: "line-text", lang: field.lang, dir: field.dir, textContent: text }));
      return line;
    }));
    equip();
  };
  const listed = 'textarea[name$=".also_heard"], textarea[name$=".authors"]';
  form.addEventListener("input", (event) => { if (event.target.matches(listed)) lines(event.target); });
  for (const list of form.querySelectorAll(".list > .rows")) new MutationObserver(equip).observe(list, { childList: true });
  form.addEventListener("change", equip);
  form.addEventListener("click", (event) => { const button = event.target.closest("[data-move]"); if (button) tell(button.closest(".row")); });
  // What is ticked last comes last.
  form.addEventListener("change", (event) => {
    const item = event.target.closest?.(".ticks > .choice");
    if (!item || !event.isTrusted) return;
    const ticked = siblings(item).filter((other) => other !== item);
    if (event.target.checked && ticked.length) { ticked.at(-1).after(item); event.target.focus(); }
  });
  for (const field of form.querySelectorAll(listed)) lines(field);
  equip();
})();
