// The table of a chart: lines and columns are added, and what was copied from a
// spreadsheet is pasted as one. Without this file the table has empty lines, and
// more of them each time that it is saved.
"use strict";
(() => {
  const form = document.getElementById("edit"), table = form?.querySelector("fieldset.figures table");
  if (!table || form.dataset.may !== "true") return;
  const rows = () => [...table.tBodies[0].rows], columns = () => rows()[0].cells.length - 1;
  const cell = (row, column) => rows()[row]?.cells[column]?.querySelector("input:not([type=hidden], [type=checkbox])");
  const head = (column) => table.tHead.rows[0].cells[column].querySelector("input:not([type=hidden], [type=checkbox])");

  // A new line is the last one again, empty and with a key of its own.
  const renamed = (node, list, key, fresh) => {
    for (const one of [node, ...node.querySelectorAll("*")]) for (const a of [...one.attributes]) {
      if (["id", "for", "name", "aria-describedby", "data-problems"].includes(a.name)) one.setAttribute(a.name, a.value.replaceAll(`${list}${key}.`, `${list}${fresh}.`));
      if (a.name === "value" && one.type === "hidden" && a.value === key) one.setAttribute("value", fresh);
    }
    for (const input of node.querySelectorAll("input:not([type=hidden])")) { input.checked = false; input.removeAttribute("checked"); if (input.type !== "checkbox") { input.value = ""; input.removeAttribute("value"); } }
    for (const list of node.querySelectorAll(".problems")) list.replaceChildren();
    return node;
  };
  let added = 100; // beyond the numbers of those that the page came with
  const keyOf = (node) => node.querySelector("input[type=hidden]").value;
  const addRow = () => {
    if (rows().length >= Number(table.dataset.mostRows)) return false;
    const last = rows().at(-1), key = keyOf(last.cells[0]), fresh = `new-${added++}`;
    const row = last.cloneNode(true);
    renamed(row, "chart.categories.", key, fresh);
    for (const input of row.querySelectorAll("td input")) {
      const name = input.name.replace(/\.values\..*$/, `.values.${fresh}`), list = input.parentElement.querySelector(".problems");
      Object.assign(input, { name, id: `f-${name}` });
      input.setAttribute("aria-describedby", `p-${name}`);
      list.id = `p-${name}`;
      list.dataset.problems = name;
    }
    last.after(row);
    return true;
  };
  const addColumn = () => {
    if (columns() >= Number(table.dataset.mostColumns)) return false;
    const last = table.tHead.rows[0].lastElementChild, key = keyOf(last), fresh = `new-${added++}`;
    last.after(renamed(last.cloneNode(true), "chart.series.", key, fresh));
    for (const row of rows()) row.lastElementChild.after(renamed(row.lastElementChild.cloneNode(true), "chart.series.", key, fresh));
    return true;
  };
  const changed = (input) => input?.dispatchEvent(new Event("input", { bubbles: true }));

  for (const button of form.querySelectorAll("[data-add]")) button.addEventListener("click", () => {
    const row = button.dataset.add === "row";
    if (!(row ? addRow() : addColumn())) { button.disabled = true; return; }
    (row ? cell(rows().length - 1, 0) : head(columns())).focus();
  });

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    if (lines.length < 2 && lines[0].length < 2) return; // a text for the field
    event.preventDefault();
    const at = event.target.closest("td, th"), line = at.parentElement, column = at.cellIndex;
    let row = line.parentElement === table.tHead ? -1 : rows().indexOf(line);
    const isNumber = (text) => /\d/.test(text) && /^[-−–+$\s\d.,%]*$/.test(text);
    const heads = row < 0 || lines.length > 1 && column === 0 && lines[0].length > 1 && !lines[0].slice(1).some((text) => isNumber(text.trim())) && lines[1].slice(1).some((text) => isNumber(text.trim()));
    const width = Math.max(...lines.map((one) => one.length));
    while (column + width - 1 > columns() && addColumn());
    if (heads) {
      lines.shift().forEach((text, i) => { if (column + i > 0 && column + i <= columns()) head(column + i).value = text.trim(); });
      row = Math.max(row, 0);
    }
    while (row + lines.length > rows().length && addRow());
    lines.forEach((one, i) => one.forEach((text, j) => { const input = cell(row + i, column + j); if (input) input.value = text.trim(); }));
    changed(event.target);
  });

  // Down and up go from line to line, as in a spreadsheet.
  table.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key], at = event.target.closest("td, th");
    if (!by || event.target.type === "checkbox" || event.isComposing) return;
    event.preventDefault();
    const row = rows().indexOf(at.parentElement) + by;
    if (event.key === "Enter" && row >= rows().length) addRow();
    (row < 0 ? at.cellIndex && head(at.cellIndex) : cell(row, at.cellIndex))?.focus();
  });
})();
