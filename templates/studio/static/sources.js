// What the form does for sources: fills them from their pages, leads to archives,
// names them, and puts references to them into the text. Everything goes by the
// form's own fields and events, so that studio.js keeps and checks it.
"use strict";
(() => {
  const form = document.getElementById("edit"), words = document.getElementById("source-words")?.dataset;
  if (!form || !words) return;
  const all = (query, root = form) => [...root.querySelectorAll(query)];
  const may = form.dataset.may === "true";
  const say = document.getElementById("source-says");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  // Rows, by what the form calls them: "sources.cmhc-2023".
  const rows = () => all('[data-list="sources"] > .rows > .row');
  const nameOfRow = (row) => row.id.slice("d-".length);
  const fieldOf = (row, key) => all("input, textarea, select", row).find((f) => {
    const rest = f.name.startsWith(nameOfRow(row) + ".") ? f.name.slice(nameOfRow(row).length + 1) : "";
    return rest === key || rest.startsWith(key + ".");
  });
  const fieldsOf = (row, key) => all("input, textarea, select", row).filter((f) => f.name === `${nameOfRow(row)}.${key}` || f.name.startsWith(`${nameOfRow(row)}.${key}.`));
  const valueOf = (row, key) => fieldsOf(row, key).map((f) => f.value.trim()).find(Boolean) ?? "";
  const told = (field, text) => { const place = field.closest(".field").querySelector(".told"); if (place) place.textContent = text; };
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  // A source that is not saved yet is named as saving would name it.
  const site = (address) => { try { return new URL(address).hostname.replace(/^www\d*\./, ""); } catch { return ""; } };
  const named = (row) => {
    const own = valueOf(row, "id");
    if (own || !fieldOf(row, "id")) return own || nameOfRow(row).slice("sources.".length); // translators do not name them
    const from = valueOf(row, "publisher") || valueOf(row, "title") || site(valueOf(row, "url"));
    const parts = from.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).slice(0, 3).join("-");
    if (!from) return "";
    const year = valueOf(row, "date").match(/^\d{4}/), stem = (!parts || parts.length > 40 ? "source" : parts) + (year ? `-${year}` : "");
    const taken = new Set(rows().filter((other) => other !== row).map((other) => valueOf(other, "id") || other.dataset.named));
    let id = stem;
    for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
    return id;
  };
  const rename = () => {
    for (const row of rows()) delete row.dataset.named;
    for (const row of rows()) {
      const id = named(row);
      if (id) row.dataset.named = id;
    }
  };

  // The links to archives follow the address.
  const online = (address) => /^https?:\/\/[^\s/]+\.[^\s/]+/.test(address);
  const follow = (row) => {
    const address = valueOf(row, "url").replace(/#.*$/s, "");
    for (const link of all("[data-archive]", row)) {
      link.hidden = !online(address);
      link.href = link.dataset.archive + (online(address) ? address : "");
    }
  };

  // Filling. Whatever somebody typed stays, even while the page is asked.
  const mark = (field, address) => {
    const [key] = field.name.slice(nameOfRow(field.closest(".row")).length + 1).split(".");
    const hint = field.closest(".field").querySelector(".hint");
    if (hint && !hint.querySelector(".from-page")) hint.append(Object.assign(document.createElement("strong"), { className: "from-page", textContent: words.check }));
    const note = Object.assign(document.createElement("input"), { type: "hidden", name: "filled", value: `${key} ${address}` });
    if (![...form.querySelectorAll('[name="filled"]')].some((other) => other.value === note.value)) form.append(note);
    field.dataset.filled = note.value;
  };
  const unmark = (field) => {
    const hint = field.closest(".field")?.querySelector(".hint .from-page");
    if (!hint) return;
    hint.remove();
    const row = field.closest(".row"), [key] = field.name.slice(nameOfRow(row).length + 1).split("."), value = field.dataset.filled ?? `${key} ${valueOf(row, "url")}`;
    for (const note of form.querySelectorAll('[name="filled"]')) if (note.value === value) note.remove();
  };
  const put = (row, name, value) => {
    const field = all("input, textarea, select", row).find((f) => f.name === name);
    if (!field || field.value.trim()) return null;
    if (field.tagName === "SELECT" && ![...field.options].some((o) => o.value === value)) field.append(new Option(value, value));
    field.value = value;
    filling = true;
    changed(field);
    filling = false;
    mark(field, valueOf(row, "url"));
    return field;
  };
  let filling = false;
  const asking = new WeakMap();
  const ask = async (button) => {
    const row = button.closest(".row"), at = button.closest(".field").querySelector("input"), address = valueOf(row, "url");
    asking.get(button)?.abort();
    const mine = new AbortController();
    asking.set(button, mine);
    told(at, words.asking);
    button.setAttribute("aria-busy", "true");
    try {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (!name.startsWith("note.") && !name.startsWith("preview-")) data.append(name, value);
      data.append(button.name, button.value);
      const answer = await fetch(words.ask, { method: "POST", body: data, headers: { Accept: "application/json" }, signal: mine.signal });
      if (!answer.ok) throw new Error(answer.status);
      const { values, said } = await answer.json();
      if (!row.isConnected || valueOf(row, "url") !== address) { told(at, ""); return; }
      const done = Object.entries(values).sort().map(([name, value]) => put(row, name, value)).filter(Boolean);
      told(at, said);
      say.textContent = [said, ...done.map((f) => f.labels?.[0]?.textContent.trim())].join(" ");
    } catch (problem) {
      if (problem.name !== "AbortError") { told(at, words.failed); say.textContent = words.failed; }
    } finally { if (asking.get(button) === mine) button.removeAttribute("aria-busy"); }
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="fill"], button[name="find"]');
    if (!button) return;
    event.preventDefault();
    ask(button);
  });
  const bare = (row) => ["title", "publisher", "date"].every((key) => !valueOf(row, key));
  form.addEventListener("paste", (event) => {
    const row = event.target.closest(".row"), button = row?.querySelector('button[name="fill"]');
    if (!button || event.target !== fieldOf(row, "url")) return;
    setTimeout(() => { if (online(event.target.value.trim()) && bare(row)) ask(button); });
  });

  const typed = (event) => {
    const row = event.target.closest?.(".row");
    if (!row || !event.target.name?.startsWith(nameOfRow(row) + ".")) return;
    if (!filling) unmark(event.target);
    if (event.target === fieldOf(row, "url")) { follow(row); if (!filling) told(event.target, ""); }
    if (event.target === fieldOf(row, "title") && row.closest('[data-list="sources"]')) {
      const title = row.querySelector(".row-title");
      title.dataset.was ??= title.textContent;
      title.textContent = event.target.value.trim() || title.dataset.was;
    }
    rename();
  };
  form.addEventListener("input", typed);

  // References to sources in the text.
  const list = () => rows().flatMap((row) => {
    const id = row.dataset.named, title = valueOf(row, "title") || row.querySelector(".row-title").textContent.trim();
    return id ? [{ id, row, title, publisher: valueOf(row, "publisher"), text: [title, valueOf(row, "publisher"), id].filter(Boolean).join(" – ") }] : [];
  });
  const used = (field, id) => new RegExp(`\\[[^\\]]*@${id}(?![a-z0-9-])[^\\]]*\\]`).test(field.value);
  // The name is fixed by being used: it does not change with the publisher any more.
  const fix = (source) => {
    const own = fieldOf(source.row, "id");
    if (own && !own.value.trim()) { own.value = source.id; changed(own); }
  };
  // Put in as if it were typed, so that it can be undone like what is typed.
  const type = (field, from, to, text) => {
    field.focus();
    field.setSelectionRange(from, to);
    if (document.execCommand?.("insertText", false, text)) return;
    field.setRangeText(text, from, to, "end");
    changed(field);
  };
  // A reference goes behind what is selected; one inside or right behind another
  // joins it, as several are written.
  const refer = (field, source, from, to) => {
    fix(source);
    const before = field.value.slice(0, from), open = before.lastIndexOf("["), inside = open >= 0 && /^\[@[^\]\n]*\]?$/.test(before.slice(open));
    const end = inside && (before.endsWith("]") ? from - 1 : from + field.value.slice(from).search(/[\]\n]|$/));
    if (from === to && inside && (before.endsWith("]") || field.value[end] === "]")) {
      type(field, end, end, `; @${source.id}`);
      field.setSelectionRange(end + source.id.length + 4, end + source.id.length + 4);
    } else type(field, from, to, `${from === 0 || /\s$/.test(before) ? "" : " "}[@${source.id}]`);
    say.textContent = fill(words.put, { title: source.title });
  };
  const seen = new WeakSet(); // texts in which somebody has put the cursor
  const choose = (box) => {
    const select = box.querySelector("select"), field = document.getElementById(box.dataset.for), was = select.value, found = list();
    select.replaceChildren(...found.map((s) => new Option(s.text, s.id)));
    const next = select.dataset.chosen ? was : found.find((s) => !used(field, s.id))?.id;
    if (next && found.some((s) => s.id === next)) select.value = next;
    box.querySelector("button").disabled = !found.length;
  };
  for (const box of all(".insert")) {
    box.hidden = !may;
    const field = document.getElementById(box.dataset.for), select = box.querySelector("select");
    field.addEventListener("focus", () => seen.add(field));
    for (const kind of ["focusin", "pointerdown", "pointerenter"]) box.addEventListener(kind, () => choose(box));
    select.addEventListener("change", () => { select.dataset.chosen = "1"; });
    box.querySelector("button").addEventListener("click", () => {
      choose(box);
      const source = list().find((s) => s.id === select.value), at = seen.has(field) ? field.selectionEnd : field.value.trimEnd().length;
      if (source) refer(field, source, at, at);
      delete select.dataset.chosen;
    });
  }

  // Typing [@ in the text offers the sources whose title, publisher or name goes on so.
  const asked = (field) => {
    const at = field.selectionStart, begun = at === field.selectionEnd && field.value.slice(0, at).match(/\[(?:@[a-z0-9-]+; ?)*@([^\][;@\n]{0,40})$/);
    return begun ? { query: begun[1].toLowerCase(), from: at - begun[1].length, to: at } : null;
  };
  // Where the cursor is in a text, px from its top: a copy of the text up to there is measured.
  const depth = (field) => {
    const copy = document.createElement("div"), end = document.createElement("span"), style = getComputedStyle(field);
    for (const name of ["font", "letterSpacing", "wordSpacing", "padding", "border", "direction", "tabSize"]) copy.style[name] = style[name];
    Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", inlineSize: `${field.clientWidth}px`, boxSizing: "border-box" });
    copy.textContent = field.value.slice(0, field.selectionEnd);
    end.textContent = ".";
    copy.append(end);
    document.body.append(copy);
    const bottom = end.offsetTop + end.offsetHeight;
    copy.remove();
    return bottom - field.scrollTop;
  };
  for (const box of all(".insert")) {
    const field = document.getElementById(box.dataset.for);
    if (!may || field.readOnly) continue;
    const menu = Object.assign(document.createElement("ul"), { className: "cites", id: `c-${field.name}`, role: "listbox", hidden: true });
    menu.setAttribute("aria-label", box.querySelector("label").textContent);
    field.after(menu);
    field.setAttribute("aria-autocomplete", "list");
    let found = [], at = -1;
    const close = () => { menu.hidden = true; at = -1; for (const name of ["aria-activedescendant", "aria-controls"]) field.removeAttribute(name); };
    const light = (n) => {
      at = (n + found.length) % found.length;
      for (const [i, item] of [...menu.children].entries()) item.setAttribute("aria-selected", String(i === at));
      field.setAttribute("aria-activedescendant", menu.children[at].id);
      menu.children[at].scrollIntoView({ block: "nearest" });
    };
    const pick = () => {
      const { from, to } = asked(field) ?? {}, source = found[at];
      close();
      if (from === undefined || !source) return;
      fix(source);
      const closed = /^[^\][\n]*\]/.test(field.value.slice(to));
      type(field, from, to, source.id + (closed ? "" : "]"));
      if (closed) field.setSelectionRange(from + source.id.length + 1, from + source.id.length + 1);
      say.textContent = fill(words.put, { title: source.title });
    };
    const offer = () => {
      const begun = asked(field);
      if (!begun) { close(); return; }
      found = list().filter((s) => begun.query.trim().split(/\s+/).every((word) => s.text.toLowerCase().includes(word))).slice(0, 8);
      menu.replaceChildren(...found.map((s, i) => {
        const item = Object.assign(document.createElement("li"), { id: `${menu.id}-${i}`, role: "option", textContent: s.title });
        item.append(Object.assign(document.createElement("span"), { className: "hint", textContent: [s.publisher, s.id].filter(Boolean).join(" – ") }));
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); at = i; pick(); });
        return item;
      }));
      const opens = menu.hidden && found.length;
      menu.hidden = !found.length;
      menu.style.insetBlockStart = `${field.offsetTop + Math.min(depth(field), field.offsetHeight) + 6}px`;
      say.textContent = found.length ? fill(words.found, { n: found.length }) : words.none;
      if (found.length) { field.setAttribute("aria-controls", menu.id); light(0); } else close();
      if (opens) menu.scrollIntoView({ block: "nearest" });
    };
    field.addEventListener("input", offer);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (menu.hidden || event.isComposing) return;
      const act = { ArrowDown: () => light(at + 1), ArrowUp: () => light(at - 1), Enter: pick, Tab: pick, Escape: close }[event.key];
      if (act) { event.preventDefault(); event.stopPropagation(); act(); }
    });
  }

  for (const row of all(".row")) follow(row);
  rename();
  for (const box of all(".insert")) choose(box);
})();
