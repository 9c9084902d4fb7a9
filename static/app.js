// Improves pages that work without it: suggestions, keys, lists that open in place. sharing.js copies, place.js says where the
// reader is, portions.js brings the parts of long texts. Nothing of it is needed to read, search, link or cite.
"use strict";

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const field = $(".ask input");
const text = $("article.text");
const frame = $("template#tools");

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

/* Switches lead back to where the reader is now; the size of the text changes under their eyes */

const SIZES = ["s", "m", "l", "xl"];

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='/preferences?']");
  if (!link) return;
  const to = new URL(link.href);
  to.searchParams.set("back", location.pathname + location.search + location.hash);
  link.href = to;
  const [name, value] = to.searchParams.get("set").split(":");
  if (name !== "size" || !link.matches(".size")) return;
  event.preventDefault();
  fetch(to, { redirect: "manual" });
  const kept = (typeof inView === "function" && inView()) || document.body;
  const before = kept.getBoundingClientRect().top;
  document.documentElement.dataset.size = value;
  scrollBy(0, kept.getBoundingClientRect().top - before);
  $$("a.size").forEach((other, side) => {
    const next = SIZES[SIZES.indexOf(value) + (side ? 1 : -1)];
    to.searchParams.set("set", `size:${next}`);
    other.hidden = !next;
    other.href = to;
  });
});

/* Keys */

const keys = {
  "/": () => { field?.focus(); field?.select(); },
  "?": () => { $("nav a[href$='/help']")?.click(); },
};
if (document.body.dataset.keys) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = keys[event.key];
    if (key && key() !== false) event.preventDefault();
  });
}
