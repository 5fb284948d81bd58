// The page for partners where scripts run: a choice of looks, with the code and
// a preview of each. Without scripts the code is that of the usual look, and
// languages are links. The looks stand in the page's own query too, so that
// they stay when the language changes, and can be sent to a colleague.
"use strict";

(() => {
  const get = (id) => document.getElementById(id);
  const form = document.querySelector("form.look");
  const [shown, code, own, accent, plain] = ["shown", "embed", "own", "accent", "plain"].map(get);
  const picked = (name) => form.elements[name].value;
  const base = code.defaultValue;
  const usual = shown.getAttribute("src");

  // The same order as the server's, so that one look has one address.
  function query() {
    const looks = new URLSearchParams();
    if (own.checked) looks.set("accent", accent.value.slice(1));
    if (picked("layout")) looks.set("layout", picked("layout"));
    if (picked("theme")) looks.set("theme", picked("theme"));
    return looks;
  }

  // What package snippet would write for the look.
  function write(looks) {
    const embed = `"${shown.dataset.embed}`;
    const height = picked("layout") ? shown.dataset.compact : shown.dataset.full;
    const text = base.replaceAll(`${embed}"`, `${embed}${looks.replaceAll("&", "&amp;")}"`).replace(/ height="\d+"/, ` height="${height}"`);
    return plain.checked ? text.slice(0, text.lastIndexOf("\n<script")) : text;
  }

  function show() {
    accent.disabled = !own.checked;
    const looks = query().size ? `?${query()}` : "";
    code.value = write(looks);
    if (shown.getAttribute("src") !== usual + looks) shown.src = usual + looks;
    const chosen = query();
    if (plain.checked) chosen.set("plain", "1");
    for (const link of document.querySelectorAll(".in a")) link.search = chosen;
    history.replaceState(null, "", chosen.size ? `?${chosen}` : location.pathname);
  }

  // The frame is of this site: how high its card is can be asked. Its body is as
  // high as the frame at least.
  const grown = new ResizeObserver(fit);
  const card = () => shown.contentDocument?.querySelector("main");
  function fit() {
    if (!card()) return;
    const { offsetHeight, clientHeight } = shown.contentDocument.body;
    shown.style.height = `${Math.ceil(card().getBoundingClientRect().height) + offsetHeight - clientHeight}px`;
  }
  function watch() {
    grown.disconnect();
    if (card()) grown.observe(card());
    fit();
  }

  function restore() {
    const given = new URLSearchParams(location.search);
    for (const name of ["theme", "layout"]) {
      for (const radio of form.elements[name]) radio.checked = radio.value === (given.get(name) ?? "");
    }
    for (const name of ["theme", "layout"]) {
      if (!picked(name)) form.elements[name][0].checked = true;
    }
    plain.checked = given.has("plain");
    own.checked = /^[0-9a-f]{6}$/.test(given.get("accent") ?? "");
    if (own.checked) accent.value = `#${given.get("accent")}`;
  }

  form.hidden = false;
  restore();
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  shown.addEventListener("load", watch);
  show();
  watch();
})();
