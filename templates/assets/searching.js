// Searches the site; `search.js` loads it when somebody begins to. The index is read a part at a time
// (qsite/pages/search.py), and what was asked stands in the page's address. Words are folded here as they are in
// qsite/pages/search_words.py.

const AT_ONCE = 10;
const NAME = 6;
const OFTEN = 2;
const form = document.querySelector("form[data-search]");
const said = document.querySelector(".search__said");
const sections = [...document.querySelectorAll("[data-results]")];
const more = document.querySelector(".search__more");
const letters = document.querySelector("[data-letters]");
const field = form.elements.q;
const choices = [...form.querySelectorAll("select")];
const isEnglish = document.documentElement.lang.startsWith("en");
const files = new Map();
let asked = 0;
let shown = { order: [], count: 0 };
let written = location.search;
const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: form.dataset.styles });
const dressed = new Promise((done) => { styles.onload = done; styles.onerror = done; });
document.head.append(styles);

// The index

// A file of the index. `about.json` says of which pages the others must speak (`of`).
function file(name, of) {
  const href = form.dataset.search + name + (of ? `?of=${of}` : "");
  if (!files.has(href)) {
    const read = fetch(href, of ? {} : { cache: "no-cache" }).then(async (answer) => {
      const found = answer.ok && await answer.json();
      if (!found || (of && found.of !== of)) throw new Error(`${name} is not of this index`);
      return found;
    });
    read.catch(() => files.clear());
    files.set(href, read);
  }
  return files.get(href);
}

const about = () => file("about.json");

function folded(text) {
  return text.toLowerCase().replace(/['’]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
}

function wordsIn(text) {
  const all = folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(all.filter((word) => [...word].length > 1))];
}

// What different forms of an English word have in common, nearly: "improving" and "improved", "story" and "stories".
function stem(word) {
  if (!isEnglish || word.length < 4) return word;
  let found = word.replace(/(?<=[^s])(?<!u|i)s$/, "").replace(/ie$/, "y");
  if (/[aeiouy].*(ing|ed)$/.test(found) && found.length > 5) {
    found = found.replace(/(ing|ed)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  }
  found = found.replace(/(?<=.{4})(ment|ly|er)$/, "");
  return found.replace(/e$/, "").replace(/y$/, "i");
}

function weightOf(candidate, word) {
  if (candidate === word) return 1;
  if (stem(candidate) === stem(word)) return 0.8;
  return word.length > 2 && candidate.startsWith(word) ? 0.4 : 0;
}

// The numbers of the pages that have a word, each with a weight.
async function pagesWith(word, index) {
  const [first, second] = [...word].map((letter) => letter.codePointAt(0));
  const part = (first * 31 + second) % index.parts;
  const { words } = await file(`words-${part}.json`, index.of);
  const found = new Map();
  for (const [candidate, groups] of Object.entries(words)) {
    const weight = weightOf(candidate, word);
    if (!weight) continue;
    groups.split("|").forEach((group, nth) => {
      const value = weight * [NAME, OFTEN, 1][nth];
      let number = 0;
      for (const step of group ? group.split(".") : []) {
        number += parseInt(step, 36);
        if ((found.get(number) ?? 0) < value) found.set(number, value);
      }
    });
  }
  return found;
}

const valueOf = ({ values, of }, number) => values[of[number]];

const tests = {
  kind: (index, number, value) => `${valueOf(index.kinds, number)}/`.startsWith(`${value}/`),
  region: (index, number, value) => valueOf(index.regions, number).split(" ").includes(value),
  year: (index, number, value) => valueOf(index.years, number).split(" ").includes(value),
};

// The numbers of the pages that fit, best first, with events that are over behind all others.
async function found(words, chosen, index) {
  const total = index.kinds.of.length;
  const groups = await Promise.all(words.map((word) => pagesWith(word, index)));
  const fits = (number) => chosen.every(([name, value]) => tests[name](index, number, value));
  const scores = new Map();
  for (const group of groups) {
    const rare = Math.log(1 + total / (group.size || 1));
    for (const [number, weight] of group) {
      if (!fits(number)) continue;
      const [score, having] = scores.get(number) ?? [0, 0];
      scores.set(number, [score + weight * rare, having + 1]);
    }
  }
  if (!words.length) for (let number = 0; number < total; number += 1) if (fits(number)) scores.set(number, [0, 0]);
  const most = Math.max(0, ...[...scores.values()].map(([, having]) => having));
  const isPast = (number) => number >= index.past;
  const order = [...scores.keys()].filter((number) => scores.get(number)[1] === most);
  order.sort((a, b) => isPast(a) - isPast(b) || scores.get(b)[0] - scores.get(a)[0] || a - b);
  return { order, all: most === words.length };
}

// What is shown

function element(name, className, ...inner) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inner);
  return made;
}

// A text with the words that were looked for marked in it.
function marked(text, words) {
  return text.split(/([\p{L}\p{M}\p{N}'’]+)/u).map((piece, nth) => {
    const [word] = nth % 2 ? wordsIn(piece) : [];
    return word && words.some((one) => weightOf(word, one)) ? element("mark", "", piece) : piece;
  });
}

const isMarked = (pieces) => pieces.some((piece) => piece instanceof Element);

async function result(number, words, index) {
  const { results } = await file(`results-${Math.floor(number / index.block)}.json`, index.of);
  const [href, title, kind, date, regions, summary] = results[number % index.block];
  const link = element("a", "", ...marked(title, words));
  link.href = href;
  const [region] = valueOf(index.regions, number).split(" ");
  const excerpt = marked(summary, words);
  const text = element("p", "result__words", ...excerpt);
  const made = element(
    "li",
    `result${region ? ` region-${region}` : ""}`,
    element("p", "result__kind", kind),
    element("h3", "result__title", link),
    element("p", "result__facts", [date, regions].filter(Boolean).join(" · ")),
    text,
  );
  if (words.length && !isMarked(excerpt)) quote(href, words, text);
  return made;
}

// Where a summary has none of the words, the place in the page's own text that has.
async function quote(href, words, text) {
  if (navigator.connection?.saveData) return;
  const answer = await fetch(href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let best = [];
  let most = 0;
  for (const part of page.querySelectorAll("main .prose :is(p, li, td, blockquote, dd)")) {
    const pieces = marked(part.textContent.replace(/\s+/g, " ").trim(), words);
    const having = new Set(pieces.filter((piece) => piece instanceof Element).map((piece) => stem(wordsIn(piece.textContent)[0]))).size;
    if (having > most) [best, most] = [pieces, having];
  }
  if (most) text.replaceChildren(...around(best));
}

// A text, cut to some words before the first that is marked, and some after it.
function around(pieces) {
  const at = pieces.findIndex((piece) => piece instanceof Element);
  const before = pieces.slice(0, at).join("");
  const start = before.length > 70 ? before.indexOf(" ", before.length - 60) + 1 : 0;
  const after = [];
  let room = 120;
  for (const piece of pieces.slice(at)) {
    if (room <= 0) return [start ? "… " : "", before.slice(start), ...after, " …"];
    room -= (piece.textContent ?? piece).length;
    after.push(piece);
  }
  return [start ? "… " : "", before.slice(start), ...after];
}

async function showMore(words, index, turn) {
  const numbers = shown.order.slice(shown.count, shown.count + AT_ONCE);
  const items = await Promise.all(numbers.map((number) => result(number, words, index)));
  if (turn !== asked) return [];
  shown.count += items.length;
  items.forEach((item, nth) => {
    const section = sections[numbers[nth] >= index.past ? 1 : 0];
    section.hidden = false;
    section.querySelector("ol").append(item);
  });
  more.hidden = shown.count >= shown.order.length;
  return items;
}

function clear() {
  for (const section of sections) {
    section.hidden = true;
    section.querySelector("ol").replaceChildren();
  }
  more.hidden = true;
  letters.hidden = false;
  shown = { order: [], count: 0 };
}

function say(name, values = {}) {
  const words = name ? said.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]) : "";
  if (said.textContent !== words) said.textContent = words;
}

async function search() {
  asked += 1;
  const turn = asked;
  const query = field.value.trim();
  const words = wordsIn(query);
  const chosen = choices.filter((one) => one.value).map((one) => [one.name, one.value]);
  if (!words.length && (query || !chosen.length)) {
    clear();
    say(query ? "short" : "");
    return;
  }
  try {
    const [index] = await Promise.all([about(), dressed]);
    const { order, all } = await found(words, chosen, index);
    if (turn !== asked) return;
    clear();
    shown = { order, count: 0 };
    const count = said.dataset[order.length === 1 ? "one" : "many"].replace("{total}", order.length);
    const values = { found: count, words: `“${query}”` };
    letters.hidden = order.length > 0;
    await showMore(words, index, turn);
    if (turn !== asked) return;
    if (order.length) say(all ? (query ? "for" : order.length === 1 ? "one" : "many") : "some", { ...values, total: order.length });
    else say(query ? "none" : "empty", values);
  } catch {
    if (turn !== asked) return;
    clear();
    say("failed");
  }
}

// What is asked, in the form and in the address

function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  field.value = parameters.get("q") ?? "";
  for (const one of choices) {
    const value = parameters.get(one.name) ?? "";
    one.value = [...one.options].some((option) => option.value === value) ? value : "";
  }
  written = location.search;
}

function toAddress(isStep) {
  const address = new URL(location.href);
  for (const one of [field, ...choices]) {
    if (one.value.trim()) address.searchParams.set(one.name, one.value.trim());
    else address.searchParams.delete(one.name);
  }
  if (address.search === location.search && (!isStep || address.search === written)) return;
  if (isStep && written !== address.search) {
    // What was typed since the last step replaced that step's own entry in the history: it gets it back.
    history.replaceState(null, "", location.pathname + written);
    history.pushState(null, "", address);
    written = address.search;
  } else {
    history.replaceState(null, "", address);
  }
}

let waiting = 0;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { toAddress(false); search(); }, 250);
});
for (const one of choices) one.addEventListener("change", () => { clearTimeout(waiting); toAddress(true); search(); });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  toAddress(true);
  search();
});
more.querySelector("button").addEventListener("click", async () => {
  const [first] = await showMore(wordsIn(field.value), await about(), asked);
  first?.querySelector("a").focus();
});
addEventListener("popstate", () => { fromAddress(); search(); });

if (location.search) fromAddress();
if (field.value.trim() || choices.some((one) => one.value)) search();
else about().catch(() => {});
