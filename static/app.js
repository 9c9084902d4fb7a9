// Improves pages that work without it: tools for the paragraph in hand, hit stepping without reloading,
// keys, suggestions; copying and sharing stand in sharing.js. Nothing here is needed to read, search, link or cite.
"use strict";

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const field = $(".ask input");
const text = $("article.text");
const frame = $("template#tools");

/* The paragraph in hand */

const pars = text ? $$(".par, .body > h2, .caption, .points li", text) : [];
let hand = text && $(".hand", text);

let part = null;

function address(id, tail = "") {
  return frame.dataset.path + id + tail;
}

function permalink(id, tail = "") {
  return (frame.dataset.origin || location.origin) + address(id, tail);
}

function take(block, scroll) {
  if (!block || !frame) return;
  if (hand && hand !== block) {
    hand.classList.remove("hand");
  }
  $$(".tools", text).forEach((tools) => tools.remove());
  hand = block;
  part = null;
  hand.classList.add("hand");
  const tools = frame.content.firstElementChild.cloneNode(true);
  const n = $(".n", block);
  const title = $("h2", tools);
  title.textContent = n ? title.textContent.replace("{n}", n.textContent) : block.textContent.slice(0, 10);
  const ways = { cite: frame.dataset.cite || address(block.id, "/cite"), qr: address(block.id, "/qr.svg"), cutting: address(block.id, "/cutting.png"), raw: `${frame.dataset.raw}?block=${block.id}#b-${block.id}` };
  $$("[data-to]", tools).forEach((way) => { way.href = ways[way.dataset.to]; });
  $(".part", tools).hidden = true;
  $("[data-copy=share]", tools).hidden = !navigator.share;
  if (block.matches(".par, li")) block.append(tools);
  else block.after(tools);
  if (scroll) block.scrollIntoView({ block: "center" });
}

async function act(button) {
  const what = button.dataset.copy;
  const link = permalink(hand.id);
  if (what === "part") {
    if (part) await copy(button, linkToPart(link, part, document.body.textContent));
  } else if (what === "share") {
    await share(frame, hand, link);
  } else if (what === "quote" || what === "message") {
    await copy(button, (what === "quote" ? quotation : message)(frame, hand, link));
  } else {
    await copy(button, link);
  }
}

if (text && frame) {
  if (hand) take(hand);
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && pars.includes(target)) take(target);
  text.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      event.preventDefault();
      act(button);
    } else if (!event.target.closest("a, .tools") && getSelection().isCollapsed) {
      take(event.target.closest(".par, .body > h2, .caption, .points li"));
    }
  });
  text.addEventListener("focusin", (event) => {
    if (event.target.matches(".par .n")) take(event.target.closest(".par"));
  });
  document.addEventListener("selectionchange", () => {
    const node = getSelection().anchorNode;
    const block = node && (node.nodeType === 1 ? node : node.parentElement)?.closest(".par, .caption, .points li");
    if (!block || getSelection().isCollapsed || !text.contains(block)) return;
    if (block !== hand) take(block);
    part = selectionIn(hand) || part;
    const line = $(".tools .part", text);
    if (line && part) line.hidden = false;
  });
}
/* Stepping through hits */

const bar = $(".hitbar");
function step(by, exactly) {
  if (!bar) return;
  const total = Number(bar.dataset.total);
  const shown = $(".k", bar);
  const now = exactly || ((Number(shown.textContent) - 1 + by + total) % total) + 1;
  const mark = document.getElementById(`h${now}`);
  if (!mark) return;
  $$("mark.now", text).forEach((other) => other.classList.remove("now"));
  // A mark that a selection cuts is several elements; all up to the next anchor belong to it.
  mark.classList.add("now");
  shown.textContent = now;
  const url = new URL(location);
  url.searchParams.set("hit", now);
  url.searchParams.delete("at");
  url.hash = mark.id;
  history.replaceState(null, "", url);
  mark.scrollIntoView({ block: "center" });
}
if (bar) {
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const href = link.getAttribute("href");
    if (link.matches(".prev")) step(-1);
    else if (link.matches(".next")) step(1);
    else if (link.closest("svg")) step(0, Number(new URL(href, location).searchParams.get("hit")));
    else return;
    event.preventDefault();
  });
}

/* All passages of an article, in place */

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".every a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = link.closest(".group").id;
  const answer = await fetch(link.href).catch(() => null);
  const page = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = page && $(".answer", page);
  if (!there) {
    location.href = link.href;
    return;
  }
  // The whole list, not one article: the other links must know what is open too.
  $(".answer").replaceWith(there);
  history.replaceState(null, "", link.href);
  $(`#${id} .every a`)?.focus({ preventScroll: true });
});

/* The place being read, in the contents */

function show(entry) {
  entry.setAttribute("aria-current", "true");
  // Contents longer than the window scroll by themselves; where they do not, this moves nothing.
  const margin = entry.closest(".left");
  margin.scrollTop = entry.offsetTop - margin.clientHeight / 2;
}

const entries = new Map($$(".contents a").map((link) => [link.getAttribute("href").slice(1), link]));
if (entries.size && "IntersectionObserver" in window) {
  const headings = [...entries.keys()].map((id) => document.getElementById(id));
  const place = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    entries.forEach((link) => link.removeAttribute("aria-current"));
    const last = passed[passed.length - 1];
    if (last) show(entries.get(last.id));
  };
  const observer = new IntersectionObserver(place, { rootMargin: "0px 0px -66% 0px" });
  headings.forEach((heading) => observer.observe(heading));
  place();
}

/* Suggestions */

const list = $("#suggestions");
let asked = 0;
let timer = 0;
$$(".ask input").forEach((input) => input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const turn = ++asked;
    const typed = input.value.trim();
    const answer = typed ? await fetch(`${document.body.dataset.suggest}?q=${encodeURIComponent(typed)}`) : null;
    const found = answer && answer.ok ? (await answer.json())[1] : [];
    // A slow older answer must not replace a newer one.
    if (turn === asked) list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
  }, 150);
}));

/* Keys */

function walk(by) {
  const at = pars.indexOf(hand);
  const next = pars[at < 0 ? 0 : at + by];
  if (next) take(next, true);
}
const keys = {
  "/": () => { field?.focus(); field?.select(); },
  "?": () => { $("nav a[href$='/help']")?.click(); },
  j: () => walk(1),
  k: () => walk(-1),
  n: () => step(1),
  N: () => step(-1),
  c: () => { const button = $(".tools [data-copy=link]"); if (button) act(button); },
};
if (document.body.dataset.keys) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = keys[event.key];
    if (key) {
      event.preventDefault();
      key();
    }
  });
}
