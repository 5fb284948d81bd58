// Finds the fact-check that answers what somebody heard, in the browser: reads
// the index that package search writes and ranks as that package does, to the
// sixth decimal. A test holds the two together; docs/matching.md describes the
// method and the file.
//
//   import { open } from "./search.js";
//   const index = open(await (await fetch(address)).arrayBuffer());
//   const { hits, confident } = index.match("what was heard", { limit: 5 });

// ---- Words: fold.go, words.go, light.go ----

const dropped = /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/gu;
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0];
const sameLetter = new Map();
for (const [letters, one] of [["ىیېے", "ي"], ["کڪ", "ك"], ["ةہھەۀۂۃ", "ه"], ["ٱ", "ا"], ["ς", "σ"], ["ı", "i"],
  ["øØ", "o"], ["đĐ", "d"], ["łŁ", "l"], ["’ʼ‘′＇", "'"]]) {
  for (const letter of letters) sameLetter.set(letter, one);
}

function foldLetter(letter) {
  const r = letter.codePointAt(0);
  if (r < 0xad) return letter;
  for (const zero of zeros) if (r >= zero && r <= zero + 9) return String(r - zero);
  return sameLetter.get(letter) ?? letter;
}

function fold(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return Array.from(text.normalize("NFKD").replace(dropped, ""), foldLetter).join("").normalize("NFC");
}

const lower = (word) => Array.from(word, (letter) => letter.toLowerCase()).join("");
const isDigit = (letter) => letter >= "0" && letter <= "9" && letter.length === 1;
const inWord = (letter) => /[\p{L}\p{M}\p{N}]/u.test(letter);
const isMark = (letter) => /\p{M}/u.test(letter);
const isUpper = (letter) => /\p{Lu}/u.test(letter);
const isLower = (letter) => /\p{Ll}/u.test(letter);

function unspaced(letter) {
  const r = letter.codePointAt(0);
  return r >= 0xe01 && r <= 0xeff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff || r >= 0x3041 && r <= 0x30ff ||
    r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff;
}

const alphabetic = (letter) => inWord(letter) && !isDigit(letter) && !unspaced(letter);

const maxWord = 48; // bytes
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function cut(word) {
  if (word.length * 3 <= maxWord) return word;
  const bytes = encoder.encode(word);
  if (bytes.length <= maxWord) return word;
  let end = maxWord;
  while ((bytes[end] & 0xc0) === 0x80) end--;
  return decoder.decode(bytes.subarray(0, end));
}

const arabicPrefixes = ["وال", "بال", "كال", "فال", "ال", "لل"];
const arabicSuffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];
const size = (word) => { let n = 0; for (const _ of word) n++; return n; };

function light(word) {
  const r = word.codePointAt(0);
  if (r >= 0x620 && r <= 0x6ff) return lightArabic(word);
  if (r >= 0x900 && r <= 0xb7f) return lightIndic(word);
  return word;
}

function lightArabic(word) {
  if (word.startsWith("و") && size(word.slice(1)) >= 3) word = word.slice(1);
  for (const prefix of arabicPrefixes) {
    if (word.startsWith(prefix) && size(word.slice(prefix.length)) >= 2) {
      word = word.slice(prefix.length);
      break;
    }
  }
  for (const suffix of arabicSuffixes) {
    const rest = word.slice(0, -suffix.length);
    if (word.endsWith(suffix) && size(rest) >= 2) word = rest;
  }
  return word;
}

function lightIndic(word) {
  const letters = Array.from(word);
  while (letters.length > 2 && indicEnding(letters[letters.length - 1])) letters.pop();
  return letters.join("");
}

function indicEnding(letter) {
  const r = letter.codePointAt(0), place = r & 0x7f;
  return r >= 0x900 && r <= 0xb7f && (place >= 1 && place <= 0x14 && place !== 4 || place >= 0x3e && place <= 0x4c || place === 0x70);
}

// words are the words of a text: {text, caps}.
function words(text) {
  const letters = Array.from(fold(text)), out = [];
  let at = 0, tag = false;
  const run = (is) => {
    const start = at;
    while (at < letters.length && is(letters[at])) at++;
    return letters.slice(start, at);
  };
  const add = (part) => {
    const word = cut(light(lower(part.join(""))));
    if (part.length > 1 && size(word) >= 2) out.push({ text: word, caps: isUpper(part[0]) });
  };
  const number = () => {
    let text = run(isDigit).join("");
    while (at + 1 < letters.length && (letters[at] === "," || letters[at] === ".") && isDigit(letters[at + 1])) {
      at++;
      const part = run(isDigit).join("");
      if (part.length !== 3) {
        text += "." + part;
        break;
      }
      text += part;
    }
    let unit = lower(run(alphabetic).join(""));
    if (unit === "k" && !text.includes(".")) unit = "000";
    out.push({ text: cut(text + unit), caps: false });
  };
  const pairs = () => {
    const parts = [];
    for (const letter of run(unspaced)) {
      if (isMark(letter) && parts.length > 0) parts[parts.length - 1] += letter;
      else if (inWord(letter)) parts.push(letter);
    }
    if (parts.length === 1) out.push({ text: cut(parts[0]), caps: false });
    for (let i = 0; i + 1 < parts.length; i++) out.push({ text: cut(parts[i] + parts[i + 1]), caps: false });
  };
  while (at < letters.length) {
    const letter = letters[at];
    if (letter === "#" || letter === "@") { tag = true; at++; }
    else if (isDigit(letter)) number();
    else if (unspaced(letter)) pairs();
    else if (inWord(letter)) {
      let word = run(alphabetic);
      while (word.length > 0) {
        const n = tag ? camel(word) : word.length;
        add(word.slice(0, n));
        word = word.slice(n);
      }
    } else { tag = tag && letter === "_"; at++; }
  }
  return out;
}

function camel(letters) {
  for (let i = 1; i < letters.length; i++) {
    if (isUpper(letters[i]) && (!isUpper(letters[i - 1]) || i + 1 < letters.length && isLower(letters[i + 1]))) return i;
  }
  return letters.length;
}

// ---- The message: clean.go ----

const address = /(?:https?:\/\/|www\.|pic\.twitter\.com\/)[^ \t\r\n\u00a0]*|[a-z0-9.-]+\.(?:com|org|net|ca|fr|info|co)\/[^ \t\r\n\u00a0]*/gi;
const signature = /[—–-] ?[^—–\r\n]{1,80}\(@[A-Za-z0-9_]{1,20}\)[^\r\n]{0,40}$/u;
const date = /(?:january|february|march|april|may|june|july|august|september|october|november|december) [0-9]{1,2}, [12][0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}/gi;
const signatureWeight = 0.65, dateWeight = 0.6, maxQuery = 8000;

function clean(query) {
  query = decoder.decode(encoder.encode(query).subarray(0, maxQuery)).replace(/\ufffd+/gu, " ");
  let text = query.replace(address, " ").replace(/[ \t\r\n]+$/u, ""), signed = "";
  const found = text.search(signature);
  if (found >= 0) [text, signed] = [text.slice(0, found), text.slice(found)];
  const list = [];
  const weigh = (part, weight) => { for (const w of words(part)) list.push({ text: w.text, weight, caps: w.caps }); };
  weigh(text.replace(date, " "), 1);
  weigh(signed.replace(date, " "), signatureWeight);
  for (const part of [text, signed]) for (const day of part.match(date) ?? []) weigh(day, dateWeight);
  return list;
}

// ---- The file: shard.go, index.go ----

const magic = "rebutsx2", features = 6, signs = 9, sections = 8, maxRing = 64;

export function open(buffer) {
  const bytes = new Uint8Array(buffer), view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (decoder.decode(bytes.subarray(0, magic.length)) !== magic) throw new Error("not an index of version 2");
  let at = magic.length;
  const floats = (n) => Array.from({ length: n }, () => { at += 8; return view.getFloat64(at - 8, true); });
  const model = { weights: floats(features), signs: floats(signs), threshold: floats(1)[0] };
  const shards = [], count = view.getUint32(at, true);
  at += 4;
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(at, true);
    shards.push(new Shard(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return { match: (query, options = {}) => match(shards, model, query, options) };
}

class Cursor {
  constructor(bytes, at) { this.bytes = bytes; this.at = at; }
  number() {
    let n = 0, factor = 1;
    for (;;) {
      const b = this.bytes[this.at++];
      if (b === undefined) return 0;
      if (b < 0x80) return n + b * factor;
      n += (b & 0x7f) * factor;
      factor *= 128;
    }
  }
  take(n) { this.at += n; return this.bytes.subarray(this.at - n, this.at); }
}

class Shard {
  constructor(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const parts = [];
    for (let i = 0, at = 4 * sections; i < sections; i++) {
      const length = view.getUint32(4 * i, true);
      parts.push(bytes.subarray(at, at + length));
      at += length;
    }
    const table = (part) => {
      const v = new DataView(part.buffer, part.byteOffset, part.byteLength);
      return Uint32Array.from({ length: part.length / 4 }, (_, i) => v.getUint32(4 * i, true));
    };
    this.lang = decoder.decode(parts[0]);
    this.stop = new Set(decoder.decode(parts[1]).split("\n"));
    this.next = parts[3];
    this.postStart = table(parts[4]);
    this.postings = parts[5];
    this.docStart = table(parts[6]);
    this.records = parts[7];
    this.docs = this.docStart.length;
    this.readWords(parts[2]);
    this.readNames();
    this.total = new Float64Array(this.docs);
    this.part = new Float64Array(this.docs);
  }

  // readWords reads the word list, and where the words of each first letter begin and end.
  readWords(bytes) {
    this.words = [];
    this.ids = new Map();
    this.letters = new Map();
    const c = new Cursor(bytes, 0);
    let last = new Uint8Array(0);
    for (let id = 0; id < this.postStart.length; id++) {
      const shared = bytes[c.at++], n = bytes[c.at++];
      const word = new Uint8Array(shared + n);
      word.set(last.subarray(0, shared));
      word.set(c.take(n), shared);
      last = word;
      const text = decoder.decode(word), first = String.fromCodePoint(text.codePointAt(0));
      this.words.push(text);
      this.ids.set(text, id);
      if (!this.letters.has(first)) this.letters.set(first, [id, id]);
      this.letters.get(first)[1] = id + 1;
    }
  }

  // readNames finds the words of claimants' names by their sound.
  readNames() {
    this.names = new Map();
    const ids = new Set();
    for (let doc = 0; doc < this.docs; doc++) {
      for (const text of this.record(doc).texts) if (text.kind === kindName) text.ids.forEach((id) => ids.add(id));
    }
    for (const id of [...ids].sort((a, b) => a - b)) {
      const key = sound(this.words[id]), list = this.names.get(key) ?? [];
      if (key !== "" && list.length < maxNear) this.names.set(key, [...list, id]);
    }
  }

  find(word) { return this.ids.get(word) ?? -1; }

  *forms(id) {
    for (let i = 0, at = id; i < maxRing; i++) {
      at = this.next[3 * at] | this.next[3 * at + 1] << 8 | this.next[3 * at + 2] << 16;
      if (at === id) return;
      yield at;
    }
  }

  *prefixed(prefix) {
    const [from, to] = this.letters.get(String.fromCodePoint(prefix.codePointAt(0))) ?? [0, 0];
    for (let id = from; id < to; id++) if (this.words[id].startsWith(prefix)) yield id;
  }

  documents(id) { return Math.min(new Cursor(this.postings, this.postStart[id]).number(), this.docs); }

  // eachPosting calls each with the documents of a word and its impact until each returns false.
  eachPosting(word, each) {
    const c = new Cursor(this.postings, this.postStart[word]);
    for (let n = c.number(), doc = 0; n > 0; n--) {
      doc += c.number();
      if (each(doc, this.postings[c.at++]) === false) return;
    }
  }

  record(doc) {
    const c = new Cursor(this.records, this.docStart[doc]);
    const id = decoder.decode(c.take(c.number())), stored = c.take(c.number());
    const end = doc + 1 < this.docs ? this.docStart[doc + 1] : this.records.length, texts = [];
    while (c.at < end) {
      const kind = this.records[c.at++];
      texts.push({ kind, ids: Array.from({ length: c.number() }, () => c.number()) });
    }
    return { id, stored, texts };
  }
}

// ---- The query in a shard: lookup.go, near.go, sound.go ----

const minSounds = 3, sounds = new Map();
for (const [one, letters] of [["B", "bpبپбпबभपਬਭਪ"], ["F", "fvفڤфвफवਫਵ"], ["K", "kqcgكقغخگкгхकखगघਕਖਗਘ"], ["J", "jجچжजझਜਝ"],
  ["S", "szشسصزژсзшщцसशषਸ"], ["T", "tتطثтटठतथਟਠਤਥ"], ["D", "dدذضظдडढदधਡਢਦਧ"], ["L", "lلлलਲ"], ["M", "mمмमਮ"], ["N", "nنнनणਨਣ"], ["R", "rرрरਰੜ"]]) {
  for (const letter of letters) sounds.set(letter, one);
}

// sound is what a word has in common with its transliterations.
function sound(word) {
  let key = "", last;
  for (const letter of word) {
    const s = sounds.get(letter);
    if (s !== undefined && s !== last) key += s;
    last = s;
  }
  return key.length < minSounds ? "" : key;
}

const formShare = 0.8, kinShare = 0.4, soundShare = 0.6, maxNear = 3, maxWords = 400;
const minKin = 6, kinEnding = 3, minNear = 4, nearEnding = 3, minCompound = 7, maxCompound = 32, minPart = 3, maxParts = 4;

function idf(df, n) {
  df = Math.min(df, n);
  return Math.log(1 + (n - df + 0.5) / (df + 0.5));
}

const damp = (times) => 2.2 * times / (1.2 + times);
const worth = (u) => u.weight * u.mass * damp(u.times);

function unitsOf(s, query) {
  const list = [], seen = new Map();
  const repeat = (u, q) => {
    u.times++;
    u.weight = Math.max(u.weight, q.weight);
    u.caps = u.caps || q.caps;
  };
  for (const q of query.slice(0, maxWords)) {
    if (s.stop.has(q.text)) continue;
    if (seen.has(q.text)) {
      repeat(list[seen.get(q.text)], q);
      continue;
    }
    for (const u of lookup(s, q)) {
      let i = u.alts.length === 0 ? -1 : list.findIndex((o) => o.alts.some((a) => a.word === u.alts[0].word && a.share >= formShare));
      if (i >= 0) repeat(list[i], q);
      else i = list.push(u) - 1;
      seen.set(q.text, i);
    }
  }
  return list;
}

function lookup(s, q) {
  const id = s.find(q.text);
  if (id >= 0) {
    const u = unitOf(s, q, family(s, id, 1));
    addKin(s, q.text, u.alts);
    return [u];
  }
  const parts = compound(s, q.text);
  if (parts.length > 0) return parts.map((part) => unitOf(s, q, family(s, part, 1)));
  const alts = [];
  for (const near of nearest(s, q.text)) for (const a of family(s, near.word, near.share)) addNew(alts, a);
  if (alts.length === 0) for (const id of s.names.get(sound(q.text)) ?? []) addNew(alts, { word: id, share: soundShare });
  return [unitOf(s, q, alts)];
}

function addNew(alts, a) {
  if (!alts.some((b) => b.word === a.word)) alts.push(a);
}

function unitOf(s, q, alts) {
  let df = 0;
  for (const a of alts) df += s.documents(a.word);
  return { text: q.text, weight: q.weight, times: 1, caps: q.caps, alts, mass: idf(df, s.docs), seen: 0 };
}

function family(s, id, share) {
  const alts = [{ word: id, share }];
  for (const form of s.forms(id)) alts.push({ word: form, share: share * formShare });
  return alts;
}

function addKin(s, word, alts) {
  const letters = Array.from(word), n = letters.length;
  if (n < minKin || isDigit(letters[0])) return;
  for (const id of s.prefixed(letters.slice(0, Math.max(minKin - 1, n - kinEnding)).join(""))) {
    if (size(s.words[id]) <= n + kinEnding) addNew(alts, { word: id, share: kinShare });
  }
}

function nearest(s, word) {
  const target = Array.from(word);
  if (target.length < minNear || /[0-9]/.test(word) || unspaced(target[0])) return [];
  const best = [];
  for (const id of s.prefixed(target[0])) {
    const share = nearness(target, Array.from(s.words[id]));
    if (share > 0) best.push({ word: id, share });
  }
  return best.sort((a, b) => b.share - a.share).slice(0, maxNear);
}

function nearness(target, known) {
  const longer = Math.max(known.length, target.length), shorter = Math.min(known.length, target.length);
  if (longer - shorter > nearEnding || shorter < minNear - 1) return 0;
  const slips = longer >= 8 ? 2 : 1;
  let share = 0;
  if (longer - shorter <= slips) {
    const taken = steps(target, known, slips);
    if (taken <= slips) share = 0.9 - 0.8 * taken / longer;
  }
  let same = 0;
  while (same < shorter && known[same] === target[same]) same++;
  if (same >= minNear && longer - same <= nearEnding && 3 * same >= 2 * longer) {
    share = Math.max(share, 0.9 - 0.4 * (longer - same) / longer);
  }
  return share;
}

function steps(a, b, limit) {
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j), now = [];
  for (let i = 0; i < a.length; i++) {
    now[0] = i + 1;
    let least = now[0];
    for (let j = 0; j < b.length; j++) {
      now[j + 1] = Math.min(last[j + 1] + 1, now[j] + 1, last[j] + (a[i] === b[j] ? 0 : 1));
      if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) now[j + 1] = Math.min(now[j + 1], before[j - 1] + 1);
      least = Math.min(least, now[j + 1]);
    }
    if (least > limit) return limit + 1;
    [before, last, now] = [last, now, before];
  }
  return last[b.length];
}

function compound(s, word) {
  const letters = Array.from(word), n = letters.length;
  if (n < minCompound || n > maxCompound || unspaced(letters[0])) return [];
  const ways = Array(n + 1).fill(null);
  ways[0] = { parts: [], least: s.docs };
  for (let end = minPart; end <= n; end++) {
    for (let start = end - minPart; start >= 0; start--) {
      const from = ways[start];
      if (!from || from.parts.length >= maxParts) continue;
      const part = letters.slice(start, end).join(""), id = s.find(part);
      if (id < 0 && !s.stop.has(part)) continue;
      const least = id >= 0 ? Math.min(from.least, s.documents(id)) : from.least, count = from.parts.length + 1, to = ways[end];
      if (!to || count < to.parts.length || count === to.parts.length && least > to.least) {
        ways[end] = { parts: [...from.parts, id], least };
      }
    }
  }
  return ways[n] ? ways[n].parts.filter((id) => id >= 0) : [];
}

// ---- First stage: score.go ----

const shortlist = 50;

function best(s, units, n) {
  const { total, part } = s;
  total.fill(0);
  for (const u of units) {
    const weight = worth(u);
    if (u.alts.length === 1) {
      s.eachPosting(u.alts[0].word, (doc, impact) => { total[doc] += weight * (u.alts[0].share * impact / 255); });
      continue;
    }
    const touched = [];
    for (const a of u.alts) {
      s.eachPosting(a.word, (doc, impact) => {
        if (part[doc] === 0) touched.push(doc);
        part[doc] = 1 - (1 - part[doc]) * (1 - a.share * impact / 255);
      });
    }
    for (const doc of touched) {
      total[doc] += weight * part[doc];
      part[doc] = 0;
    }
  }
  const list = [];
  total.forEach((score, doc) => { if (score > 0) list.push({ doc, score }); });
  return list.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, n);
}

// ---- Second stage: view.go, features.go ----

const [kindClaim, kindTitle, kindName] = [0, 1, 2];

function gramsOf(word) {
  const letters = ["_", ...word, "_"];
  if (letters.length < 4) return [letters.join("")];
  return Array.from({ length: letters.length - 3 }, (_, i) => letters.slice(i, i + 4).join(""));
}

class View {
  constructor(s, units) {
    this.s = s;
    this.units = units;
    this.known = new Map();
    this.mass = 0;
    this.docs = 0;
    let sum = 0;
    units.forEach((u, i) => {
      this.mass += worth(u);
      sum += (u.weight * u.mass) ** 2;
      for (const a of u.alts) {
        const k = this.slot(a.word);
        if (k.share < a.share) [k.unit, k.share] = [i, a.share];
      }
    });
    this.norm = Math.sqrt(sum);
    this.letters();
  }

  slot(word) {
    let k = this.known.get(word);
    if (!k) this.known.set(word, k = { unit: -1, share: 0, ready: false, seen: 0 });
    return k;
  }

  letters() {
    this.grams = new Map();
    for (const u of this.units) {
      const own = gramsOf(u.text);
      for (const g of own) this.grams.set(g, (this.grams.get(g) ?? 0) + u.weight * u.mass / Math.sqrt(own.length));
    }
    let sum = 0;
    for (const weight of this.grams.values()) sum += weight * weight;
    this.gramNorm = Math.sqrt(sum);
  }

  word(id) {
    const k = this.slot(id);
    if (k.ready) return k;
    k.ready = true;
    const text = this.s.words[id], own = gramsOf(text);
    k.number = isDigit(text[0]);
    k.mass = this.massOf(id, k);
    let sum = 0;
    for (const g of own) sum += this.grams.get(g) ?? 0;
    k.grams = sum / Math.sqrt(own.length);
    return k;
  }

  massOf(id, k) {
    if (k.unit >= 0) return this.units[k.unit].mass;
    let df = this.s.documents(id);
    for (const form of this.s.forms(id)) df += this.s.documents(form);
    return idf(df, this.s.docs);
  }

  compare({ doc, score }) {
    const share = score / this.mass, record = this.s.record(doc);
    const e = { view: this, doc, id: record.id, stored: record.stored, share, claim: 0, query: 0, cosine: 0,
      words: share, grams: 0, title: 0, numbers: 0, names: 0, count: 0, matched: this.units.map(() => 0) };
    this.docs++;
    const sum = { words: 0, grams: 0, length: 0 };
    for (const { kind, ids } of record.texts) {
      this.text(kind, ids, e);
      this.add(ids, sum);
    }
    const length = Math.sqrt(sum.length);
    if (length > 0 && this.norm > 0) {
      e.cosine = sum.words / (length * this.norm);
      e.grams = sum.grams / (length * this.gramNorm);
    }
    this.query(e);
    return e;
  }

  add(ids, sum) {
    for (const id of ids) {
      const k = this.word(id), counted = k.unit >= 0 ? this.units[k.unit] : k;
      if (counted.seen === this.docs) continue;
      counted.seen = this.docs;
      sum.length += k.mass * k.mass;
      sum.grams += k.mass * k.grams;
      if (k.unit >= 0) sum.words += k.mass * this.units[k.unit].weight * k.mass * k.share;
    }
  }

  text(kind, ids, e) {
    let total = 0, found = 0, numbers = 0, agree = 0;
    for (const id of ids) {
      const k = this.word(id);
      total += k.mass;
      if (k.number) numbers++;
      if (k.unit < 0) continue;
      if (k.number) agree++;
      found += k.mass * k.share;
      e.matched[k.unit] = Math.max(e.matched[k.unit], k.share);
    }
    if (total === 0) return;
    const share = found / total;
    if (kind === kindTitle) e.title = Math.max(e.title, share);
    if (kind === kindClaim && share > e.claim) {
      e.claim = share;
      e.numbers = numbers === 0 ? 0 : (2 * agree - numbers) / numbers;
    }
  }

  query(e) {
    let names = 0, found = 0;
    const rarest = idf(1, this.s.docs);
    this.units.forEach((u, i) => {
      const w = worth(u);
      e.query += w * e.matched[i] / this.mass;
      e.count += u.weight * e.matched[i] * Math.min(1, u.mass / rarest);
      if (u.caps) {
        names += w;
        found += w * e.matched[i];
      }
    });
    if (names > 0) e.names = found / names;
  }

  // has tells whether a document has a word of the query anywhere.
  has(u, doc) {
    return u.alts.some((a) => {
      let found = false;
      this.s.eachPosting(a.word, (d) => { found = d === doc; return d < doc; });
      return found;
    });
  }
}

// ---- Match: match.go, confidence.go ----

const explained = 5, defaultLimit = 5;
const round = (x) => Math.floor(x * 1e6 + 0.5) / 1e6;
const ratio = (a, b) => (b === 0 ? 0 : a / b);
const base = (lang) => lang.toLowerCase().split("-")[0];
const byBytes = (a, b) => (a < b ? -1 : a > b ? 1 : 0); // ids are ASCII

function withoutStops(shards, query) {
  let most = 0, own = null;
  for (const s of shards) {
    const n = query.filter((w) => s.stop.has(w.text)).length;
    if (n > most) [most, own] = [n, s.stop];
  }
  return own ? query.filter((w) => !own.has(w.text)) : query;
}

function match(shards, model, query, { limit = 0, lang = "" }) {
  const asked = withoutStops(shards, clean(query)), list = [];
  for (const s of shards) {
    if (lang !== "" && base(lang) !== base(s.lang)) continue;
    const units = unitsOf(s, asked), found = best(s, units, Math.max(shortlist, limit));
    if (found.length === 0) continue;
    const view = new View(s, units);
    for (const c of found) list.push(view.compare(c));
  }
  const ranked = distinct(rank(list, model));
  const hits = ranked.slice(0, limit > 0 ? limit : defaultLimit).map((c, i) => ({
    id: c.id, lang: c.view.s.lang, score: round(c.rank), probability: round(probability(ranked, i, model)),
    matched: matchedWords(c, i < explained), stored: c.stored,
  }));
  return { hits, confident: hits.length > 0 && hits[0].probability >= model.threshold };
}

function rank(list, { weights }) {
  const most = (key) => list.reduce((m, c) => Math.max(m, c[key]), 0);
  const words = most("words"), grams = most("grams"), count = most("count");
  for (const c of list) {
    const values = [ratio(c.words, words), ratio(c.grams, grams), c.title, c.numbers, c.names, ratio(c.count, count)];
    c.rank = values.reduce((sum, value, i) => sum + weights[i] * value, 0);
  }
  return list.sort((a, b) => round(b.rank) - round(a.rank) || byBytes(a.id, b.id));
}

function distinct(list) {
  const seen = new Set();
  return list.filter((c) => !seen.has(c.id) && seen.add(c.id));
}

function probability(list, i, { signs: weights }) {
  const c = list[i];
  let next = 0;
  list.forEach((o, j) => { if (j !== i) next = Math.max(next, o.cosine); });
  const signs = [1, c.cosine, c.grams, c.claim, c.query, c.share, Math.log1p(c.count), Math.max(0, c.cosine - next),
    Math.log1p(c.view.s.docs) / 10];
  return 1 / (1 + Math.exp(-signs.reduce((sum, sign, k) => sum + weights[k] * sign, 0)));
}

function matchedWords(c, long) {
  const list = [];
  c.view.units.forEach((u, i) => {
    if (!list.includes(u.text) && (c.matched[i] > 0 || long && c.view.has(u, c.doc))) list.push(u.text);
  });
  return list;
}
