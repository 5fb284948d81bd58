// Answers what somebody heard in the browser, on hosts that only hand out
// files; a server has answered before. The index and the ranking are those of
// search.js. First the page's own language is searched, and all others only
// where it has no answer: then their index is loaded, too.
import { open } from "./search.js";

const form = document.querySelector("form.ask"), field = form.querySelector("textarea");
const answers = document.getElementById("answers"), page = document.getElementById("in-browser");
const { lang, index, all, wait, failed, answer, near, nearest } = page.dataset;
const limit = 4; // as servers answer

// once loads a file a single time, and again only after a failure.
const files = new Map();
function once(address, read) {
  if (!files.has(address)) {
    const loaded = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return read(response);
    });
    loaded.catch(() => files.delete(address));
    files.set(address, loaded);
  }
  return files.get(address);
}

const indexAt = (address) => once(address, async (response) => open(await response.arrayBuffer()));

// textsIn are what to show of the fact-checks of a language, by slug.
function textsIn(language) {
  const link = page.content.querySelector(`a[hreflang="${CSS.escape(language)}"]`);
  return link ? once(link.getAttribute("href"), (response) => response.json()) : {};
}

// find is the answer that a server would give.
async function find(query) {
  const [own, texts] = await Promise.all([indexAt(index), textsIn(lang)]);
  let found = own.match(query, { limit });
  if (!found.confident && all) found = (await indexAt(all)).match(query, { limit });
  const hits = [];
  for (const { id, lang: heardIn } of found.hits) {
    const text = texts[id] || (await textsIn(heardIn))[id];
    if (text) hits.push({ ...text, lang: texts[id] ? lang : heardIn });
  }
  return { hits, answered: found.confident && hits.length > 0 };
}

function show(query, { hits, answered }) {
  const parts = hits.map(item);
  if (answered) {
    parts[0].classList.add("lead");
    parts.unshift(status(answer));
    if (hits.length > 1) parts.splice(2, 0, status(near, "near"));
  } else {
    if (hits.length > 0) parts.unshift(status(nearest, "near"));
    parts.unshift(unchecked(query));
  }
  answers.replaceChildren(...parts);
}

function status(text, more = "plain") {
  const p = document.createElement("p");
  p.className = `status ${more}`;
  p.textContent = text;
  return p;
}

// unchecked invites to send in what was heard.
function unchecked(query) {
  const part = page.content.querySelector(".unchecked").cloneNode(true);
  const link = part.querySelector("a");
  if (link) link.href = link.href.replaceAll("%7Bheard%7D", encodeURIComponent(query));
  return part;
}

// item fills in the article that lists show.
function item(text) {
  const part = page.content.querySelector("article").cloneNode(true);
  const link = part.querySelector("h2 a"), about = part.querySelector(".about-claim");
  link.href = text.page;
  link.replaceChildren(...text.fact.map(([words, strong]) => {
    if (!strong) return words;
    const em = document.createElement("em");
    em.textContent = words;
    return em;
  }));
  part.querySelector(".excerpt").textContent = text.why;
  part.querySelector("q").textContent = text.claim;
  const rating = page.content.querySelector(`[data-rating="${CSS.escape(text.rating)}"] > *`);
  about.querySelector(".rating").replaceWith(...(rating ? [rating.cloneNode(true)] : []));
  if (!text.draft) part.querySelector(".draft-tag").remove();
  if (text.date) part.querySelector(".byline").append(date(text.date));
  if (text.picture) part.prepend(picture(text.picture));
  if (text.lang !== lang) {
    part.lang = text.lang;
    part.dir = page.content.querySelector(`a[hreflang="${CSS.escape(text.lang)}"]`).dataset.dir;
  }
  return part;
}

function date([iso, words]) {
  const time = document.createElement("time");
  time.dateTime = iso;
  time.textContent = words;
  return time;
}

function picture([src, width, height]) {
  return Object.assign(document.createElement("img"), { src, width, height, alt: "", loading: "lazy", decoding: "async" });
}

async function ask(query) {
  answers.replaceChildren(status(wait));
  try {
    show(query, await find(query));
  } catch {
    answers.replaceChildren(status(failed));
  }
  answers.scrollIntoView({ block: "start" });
}

// A page that comes with a question and no answer is on a host that does not
// answer. From then on nothing has to be loaded again.
const asked = new URLSearchParams(location.search).get(field.name)?.trim();
if (asked && answers.dataset.answered === undefined) {
  field.value = asked;
  ask(asked);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = field.value.trim();
    if (query === "") return;
    history.replaceState(null, "", `?${new URLSearchParams({ [field.name]: query })}#answers`);
    ask(query);
  });
}
