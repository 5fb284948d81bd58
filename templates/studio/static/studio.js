// What the studio's pages do beyond their forms: times of the person's clock,
// counters, keeping what is typed, checking it, drawing the picture, rows of
// lists. Without this file every form works as well, by its buttons.
"use strict";
(() => {
  const later = (wait, act) => {
    let timer;
    const run = (...a) => { clearTimeout(timer); timer = setTimeout(() => act(...a), wait); };
    run.cancel = () => clearTimeout(timer);
    return run;
  };
  const at = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];

  for (const time of all("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!isNaN(moment)) time.textContent = moment.toLocaleString(document.documentElement.lang + "-CA", { dateStyle: "medium", timeStyle: "short" });
  }
  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  document.querySelector(".parts [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); // on phones the row is longer than the page

  const form = at("edit");
  if (!form) return;
  const say = form.dataset, may = say.may === "true", kept = at("kept"), tally = at("tally");
  for (const part of all(".scripted")) part.hidden = false;
  for (const part of all(".plain-only")) part.hidden = true;

  // The form as it would be sent, without comments that are being written.
  const filled = (extra) => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (!name.startsWith("note.") && (extra || !name.startsWith("preview-"))) data.append(name, value);
    return data;
  };

  // Counters: characters, as people count them; marks of emphasis are none.
  const count = (field) => {
    const counter = document.querySelector(`.count[data-for="${CSS.escape(field.id)}"]`);
    if (!counter) return;
    const text = field.hasAttribute("data-marked") ? field.value.replaceAll("*", "") : field.value;
    const n = [...text].length, limit = Number(counter.dataset.limit);
    counter.textContent = `${n} / ${limit}` + (n > limit ? ` (${say.tOver} ${n - limit})` : "");
    counter.toggleAttribute("data-over", n > limit);
  };

  // Keeping what is typed.
  let safe = "", expired = false, busy = false;
  const status = (text, bad) => { if (kept) { kept.textContent = text; kept.classList.toggle("bad", Boolean(bad)); } };
  const loggedOut = () => {
    if (expired) return;
    expired = true;
    status(say.tExpired + " ", true);
    const link = Object.assign(document.createElement("a"), { href: say.login, target: "_blank", textContent: say.tLogin });
    kept?.append(link);
  };
  const keep = async () => {
    const now = filled().toString();
    if (now === safe) { if (!expired) status(say.tKept); return; }
    if (busy) { keepSoon(); return; }
    busy = true;
    if (!expired) status(say.tKeeping);
    try {
      const answer = await fetch(say.typed, { method: "POST", body: new URLSearchParams(now) });
      if (answer.status === 401) { loggedOut(); keepAgain(); return; }
      if (!answer.ok) throw new Error(answer.status);
      safe = now;
      expired = false;
      status(say.tKept);
    } catch {
      status(say.tAgain, true);
      keepAgain();
    } finally { busy = false; }
  };
  const keepSoon = later(700, keep), keepAgain = later(4000, keep);
  const unsafe = () => may && !sending && filled().toString() !== safe;
  let sending = false;
  addEventListener("pagehide", () => {
    if (!unsafe()) return;
    const body = filled();
    if (!navigator.sendBeacon(say.typed, body)) fetch(say.typed, { method: "POST", body, keepalive: true }).catch(() => {});
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") { if (unsafe()) { keepSoon.cancel(); keep(); } } else if (expired) keep();
  });
  addEventListener("beforeunload", (event) => { if (unsafe() && (expired || kept?.classList.contains("bad"))) event.preventDefault(); });

  // Checking it.
  let checking;
  const check = async () => {
    checking?.abort();
    checking = new AbortController();
    try {
      const answer = await fetch(say.check, { method: "POST", body: filled(), signal: checking.signal });
      if (answer.status === 401) { loggedOut(); return; }
      if (answer.ok) show(await answer.json());
    } catch { /* the next one will tell */ }
  };
  // A source is known by its name, which the row of one that is not saved has not got yet.
  const inRow = (name) => {
    const [list, id, ...rest] = name.split(".");
    if (list !== "sources" || !id || at(`d-sources.${id}`)) return name;
    const row = all('[data-list="sources"] > .rows > .row', form).find((row) => {
      const key = row.id.slice("d-sources.".length);
      return (form.elements[`sources.${key}.id`]?.value.trim() || row.dataset.named) === id; // sources.js names it
    });
    return row ? [row.id.slice(2), ...rest].join(".") : name;
  };
  const placeOf = (named) => {
    const name = inRow(named), begins = document.querySelector(`[data-problems^="${CSS.escape(name)}."]`);
    for (let at = name; at; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
      const list = document.querySelector(`[data-problems="${CSS.escape(at)}"]`) ?? begins;
      if (list) return list;
    }
    return document.querySelector("[data-general]");
  };
  const show = (problems) => {
    const by = new Map();
    let errors = 0;
    for (const p of problems) {
      if (p.severity === "error") errors++;
      const list = placeOf(p.field);
      if (list) by.set(list, [...(by.get(list) ?? []), p]);
    }
    for (const list of all("[data-problems], [data-general]")) {
      const items = (by.get(list) ?? []).map((p) => {
        const item = Object.assign(document.createElement("li"), { className: p.severity, textContent: p.message });
        if (p.hint) item.append(" ", Object.assign(document.createElement("span"), { className: "hint", textContent: p.hint }));
        return item;
      });
      if (list.textContent !== items.map((i) => i.textContent).join("")) list.replaceChildren(...items);
      if (list.hasAttribute("data-general")) list.parentElement.hidden = !items.length;
    }
    const parts = [];
    const word = (kind, text, n) => parts.push(Object.assign(document.createElement("span"), { className: kind, textContent: `${text} ${n}` }));
    if (errors) word("error", say.tErrors, errors);
    if (problems.length > errors) word("warning", say.tWarnings, problems.length - errors);
    if (tally && tally.textContent !== (parts.map((p) => p.textContent).join(" ") || say.tClear)) {
      if (parts.length) tally.replaceChildren(...parts.flatMap((p, i) => (i ? [" ", p] : [p]))); else tally.textContent = say.tClear;
    }
  };
  const checkSoon = later(500, check);

  // The picture.
  const image = at("drawn"), frame = at("frame"), cover = at("safe"), says = at("drawn-says");
  const status2 = (text) => { if (says.textContent !== text) says.textContent = text; };
  let drawing, address;
  const missing = () => { // the names of the fields beside which something is to be done
    const names = all(".problems[data-problems]:not(:empty)", form).map((list) => (list.closest(".field")?.querySelector("label, legend") ?? list.closest(".step")?.querySelector("h2"))?.textContent.trim());
    return [...new Set(names)].filter(Boolean).join(" · ");
  };
  const draw = async () => {
    if (!frame.checkVisibility()) return; // the page or the embed is looked at
    drawing?.abort();
    const mine = (drawing = new AbortController());
    frame.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(say.picture, { method: "POST", body: filled(true), signal: mine.signal });
      if (answer.status === 401) { loggedOut(); return; }
      if (answer.status !== 200) { image.hidden = true; overlay(); status2(answer.headers.has("X-Picture-Problem") ? say.tCannot : say.tNone); return; }
      const blob = await answer.blob();
      if (mine !== drawing) return;
      if (address) URL.revokeObjectURL(address);
      image.src = address = URL.createObjectURL(blob);
      image.hidden = false;
      overlay();
      status2(answer.headers.has("X-Picture-Problem") ? [say.tGrowing, missing()].join(" ") : say.tDrawn);
    } catch (problem) {
      if (problem.name !== "AbortError") status2(say.tNone);
    } finally { if (mine === drawing) frame.removeAttribute("aria-busy"); }
  };
  const overlay = () => {
    const shape = document.querySelector(`#shapes [data-id="${CSS.escape(at("preview-format").value)}"]`);
    const { top = 0, right = 0, bottom = 0, left = 0, cropX = 0, cropY = 0 } = shape?.dataset ?? {};
    at("crop").hidden = !at("show-crop").checked || image.hidden || ![cropX, cropY].some(Number);
    Object.assign(at("crop").style, { inset: `${cropY}% ${cropX}%` });
    cover.hidden = !at("show-safe").checked || image.hidden || ![top, right, bottom, left].some(Number);
    Object.assign(cover.style, { top: top + "%", right: right + "%", bottom: bottom + "%", left: left + "%" });
    frame.classList.toggle("phone", at("show-phone").checked && !image.hidden);
  };
  const drawSoon = later(120, draw);
  for (const id of ["preview-design", "preview-format", "preview-theme", "preview-lang"]) at(id)?.addEventListener("change", (event) => { event.stopPropagation(); draw(); });
  for (const id of ["show-safe", "show-crop", "show-phone"]) at(id)?.addEventListener("change", overlay);

  // Typing.
  const typed = () => { if (may) { keepSoon(); checkSoon(); drawSoon(); } };
  for (const kind of ["input", "change"]) form.addEventListener(kind, (event) => {
    if (event.target.matches("[data-talk], [id^='preview-'], [id^='i-']")) return;
    if (event.target.matches(".one") && event.target.value.includes("\n")) event.target.value = event.target.value.replaceAll("\n", " "); // pasted
    count(event.target);
    typed();
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches(".one") && !event.isComposing) event.preventDefault(); });
  form.addEventListener("submit", (event) => { if (event.submitter?.getAttribute("formtarget") !== "_blank") { sending = true; keepSoon.cancel(); } });
  addEventListener("pageshow", () => { sending = false; });
  document.addEventListener("keydown", (event) => {
    if (may && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); form.requestSubmit(); }
  });

  // Rows.
  let added = 0;
  for (const blank of all("details.blank", form)) {
    const pattern = blank.querySelector(".row"), list = blank.parentElement.dataset.list, into = blank.parentElement.querySelector(":scope > .rows");
    pattern.remove();
    const add = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "+ " + blank.querySelector("summary").textContent });
    blank.replaceWith(add);
    add.addEventListener("click", () => {
      const key = `new-${++added}`, row = pattern.cloneNode(true);
      for (const node of [row, ...all("*", row)]) for (const a of [...node.attributes]) {
        if (["id", "for", "name", "value", "aria-describedby", "data-for", "data-problems"].includes(a.name)) node.setAttribute(a.name, a.value.replaceAll(`${list}.new`, `${list}.${key}`).replace(/^new$/, key));
      }
      into.append(row);
      row.querySelector(":is(input:not([type=hidden]), textarea, select)").focus();
      typed();
    });
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest(".row");
    if (button.dataset.move && row) {
      event.preventDefault();
      const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
      if (other) button.dataset.move === "1" ? other.after(row) : other.before(row);
      button.focus();
      typed();
    }
    if (button.classList.contains("take")) {
      const field = at(button.dataset.for), text = button.parentElement.querySelector(".text");
      field.value = text.textContent;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
  });

  safe = filled().toString(); // as the page came, now that no row waits to be filled
  if (at("preview-design")) draw();
})();
