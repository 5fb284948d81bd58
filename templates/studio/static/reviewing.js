// What the pages of reviewing do beyond their forms: ticks are kept as they are
// set, and the month is walked by keys. Without this file the forms and links do
// the same.
"use strict";
(() => {
  const list = document.querySelector(".points[data-ticks]"), form = document.getElementById("move"), kept = document.getElementById("ticks-kept");
  if (list && form) {
    let last = Promise.resolve();
    const keep = async () => {
      const data = new URLSearchParams({ act: "tick", ticks: "1", base: form.elements.base.value });
      for (const box of list.querySelectorAll("[name=tick]:checked")) data.append("tick", box.value);
      const answer = await fetch(list.dataset.ticks, { method: "POST", body: data, headers: { "X-Requested-By": "script" } }).catch(() => null);
      if (kept) kept.textContent = answer?.status === 204 ? list.dataset.tKept : "";
    };
    list.addEventListener("change", (event) => {
      if (event.target.name !== "tick") return;
      if (kept) kept.textContent = "";
      event.target.closest(".point")?.classList.toggle("done", event.target.checked);
      last = last.then(keep); // one after the other: the last set is the one that holds
    });
  }

  const effect = document.querySelector("[data-effect]");
  if (effect) {
    effect.ariaBusy = "true";
    effect.querySelector("p").append(" …");
    fetch(effect.dataset.effect).then((answer) => answer.ok ? answer.text() : Promise.reject(answer.status)).then((text) => {
      const found = new DOMParser().parseFromString(text, "text/html").getElementById("effect");
      if (!found) return;
      found.querySelector("h1").remove();
      effect.replaceChildren(effect.querySelector("h2"), ...found.childNodes);
    }).catch(() => {}).finally(() => { effect.ariaBusy = null; }); // the link stays where it fails
  }

  const month = document.querySelector("table.month");
  if (!month) return;
  for (const hint of document.querySelectorAll(".scripted-hint")) hint.hidden = false;
  const days = [...month.querySelectorAll("td.day")], rtl = getComputedStyle(month).direction === "rtl";
  const stop = (day) => { for (const d of days) d.tabIndex = d === day ? 0 : -1; };
  stop(month.querySelector("td.today:not(.other)") ?? days.find((d) => !d.classList.contains("other")));
  const go = (rel) => document.querySelector(`.months [rel=${rel}]`)?.click();
  month.addEventListener("keydown", (event) => {
    const at = days.indexOf(event.target.closest("td.day"));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (event.key === "PageUp") go("prev");
    else if (event.key === "PageDown") go("next");
    else if (event.key === "Enter" && event.target === days[at]) days[at].querySelector("a")?.click();
    else if (step) {
      const to = days[at + step];
      if (to) { stop(to); to.focus(); } else go(step < 0 ? "prev" : "next");
    } else return;
    event.preventDefault();
  });
})();
