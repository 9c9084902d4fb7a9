// Where the reader is: one place. The paragraph in hand, the hit in it, the address and the focus move together,
// by keys (n N j k, c, Esc), by buttons and by touch; a polite live region tells of it.
"use strict";

const BLOCKS = "h1[id], .portion .par, .portion :is(h2, h3, h4, h5, h6)[id], .caption, .points li";
const bar = $(".hitbar");
const blocks = () => $$(BLOCKS, text);
const marks = () => $$("mark[id]", text).filter((mark) => /^h\d+$/.test(mark.id));
const numberOf = (mark) => Number(mark.id.slice(1));
const stopOf = (block) => $(":scope > .n", block) || block;

let hand = null;
let hit = null;
let part = null;

function firstMark(block) {
  return $$("mark[id]", block).find((mark) => /^h\d+$/.test(mark.id)) || null;
}

/* Moving */

function take(block, { mark = firstMark(block), scroll = false, focus = true, say = false, open = false, name = true } = {}) {
  if (!block) return;
  closeTools();
  hand?.classList.remove("hand");
  hand = block;
  part = null;
  hand.classList.add("hand");
  setHit(mark);
  if (open) openTools();
  if (focus) {
    const stop = stopOf(block);
    if (stop === block) block.tabIndex = -1;
    stop.focus({ preventScroll: true });
  }
  if (scroll) {
    const tall = !mark && block.offsetHeight > innerHeight * 0.6;
    (mark || block).scrollIntoView({ block: tall ? "start" : "center" });
  }
  if (name) remember();
  if (say) announce();
}

function setHit(mark) {
  $$("mark.now", text).forEach((other) => other.classList.remove("now"));
  hit = mark;
  // A mark that a selection cuts is several elements; all up to the next anchor belong to it.
  for (let piece = mark; piece?.nodeName === "MARK" && (piece === mark || !piece.id); piece = piece.nextSibling) {
    piece.classList.add("now");
  }
  if (bar) $(".k", bar).value = passed();
}

// The number of the hit in hand, or of the last one before the place.
function passed() {
  if (hit) return numberOf(hit);
  if (!hand) return 0;
  const portion = hand.closest(".portion");
  const before = marks().filter((mark) => mark.compareDocumentPosition(hand) & Node.DOCUMENT_POSITION_FOLLOWING);
  const last = before.at(-1);
  return last && (!portion || portion.contains(last)) ? numberOf(last) : Number(portion?.dataset.before || 0);
}

function walk(by) {
  // From nowhere one comes to the first paragraph in view; the title is a place too, but not the first.
  const all = blocks().filter((block) => hand || !block.matches("h1"));
  const seen = all.indexOf(inView());
  const next = all[hand ? all.indexOf(hand) + by : Math.max(0, seen)];
  if (next) take(next, { scroll: true, say: true });
  else $(by > 0 ? ".turns.below a.on" : ".turns.above a.back")?.click();
}

function step(by) {
  if (!bar) return;
  const total = Number(bar.dataset.total);
  let number = passed() + by;
  if (!hit && by < 0) number += 1;
  if (!hand) {
    const seen = inView();
    const next = marks().find((mark) => !seen || seen.contains(mark) || seen.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (next && seen) number = numberOf(next) - (by < 0 ? 1 : 0);
  }
  goToHit((number - 1 + total) % total + 1);
}

function goToHit(number) {
  const mark = document.getElementById(`h${number}`);
  if (mark) take(mark.closest(BLOCKS), { mark, scroll: true, say: true });
  else location.href = addressOfHit(number);
}

function leave() {
  if (!hand) return false;
  const within = document.activeElement?.closest(".tools");
  const opened = $(".tools", text);
  closeTools();
  if (opened && within) {
    stopOf(hand).focus({ preventScroll: true });
    return true;
  }
  hand.classList.remove("hand");
  hand = null;
  setHit(null);
  remember();
  text.focus({ preventScroll: true });
  $("#said").textContent = frame.dataset.left;
  return true;
}

// The block that is read: the first one that begins in the window, below what sticks to its top.
function inView() {
  const box = text?.getBoundingClientRect();
  if (!box) return null;
  for (let y = 80; y < innerHeight; y += 24) {
    const block = document.elementFromPoint(box.left + box.width / 2, y)?.closest(BLOCKS);
    if (block && (block.getBoundingClientRect().top >= 40 || block.offsetHeight > innerHeight)) return block;
  }
  return null;
}

/* The address, which is the same place for a reader without a script */

let later = 0;

function addressOfHit(number) {
  const url = new URL(frame.dataset.article, location.href);
  url.searchParams.set("hit", number);
  url.hash = `h${number}`;
  return url;
}

function address(id, tail = "") {
  return frame.dataset.path + id + (tail || frame.dataset.end);
}

function permalink(id) {
  return new URL(address(id), frame.dataset.origin || location.href).href;
}

// Of a site of files the file that holds the text: only there a browser finds its words.
function fileOfText() {
  if (document.body.dataset.suggest) return "";
  return `${new URL(frame.dataset.article, frame.dataset.origin || location.href)}#${hand.id}`;
}

function here() {
  // A page that is a file has no address but its own.
  if (!document.body.dataset.suggest) return hand ? `#${hand.id}` : location.pathname;
  if (!hand) return frame.dataset.article;
  const url = new URL(address(hand.id), location.href);
  url.search = frame.dataset.marking;
  if (hit) url.searchParams.set("hit", numberOf(hit));
  url.hash = hit ? hit.id : hand.id;
  return url;
}

function remember() {
  clearTimeout(later);
  // Browsers refuse what changes too often, as when a key is held.
  later = setTimeout(() => history.replaceState(null, "", here()), 120);
}

function announce() {
  const n = $(":scope > .n", hand);
  const where = n ? frame.dataset.where.replace("{n}", n.textContent) : hand.textContent.trim().slice(0, 30);
  $("#said").textContent = hit
    ? frame.dataset.hit.replace("{k}", numberOf(hit)).replace("{total}", bar.dataset.total).replace("{where}", where)
    : where;
}

/* Tools, when asked for: the number of a paragraph is the button of its menu */

function openTools() {
  const tools = frame.content.firstElementChild.cloneNode(true);
  const n = $(":scope > .n", hand);
  const name = n ? frame.dataset.paragraph.replace("{n}", n.textContent) : hand.textContent.slice(0, 10);
  $("h2", tools).textContent = name;
  tools.setAttribute("aria-label", name);
  const ways = { cite: frame.dataset.cite || address(hand.id, "/cite"), qr: address(hand.id, "/qr.svg"), cutting: address(hand.id, "/cutting.png"), picture: address(hand.id, "/quotation.png"), raw: `${frame.dataset.raw}?block=${hand.id}#b-${hand.id}` };
  $$("[data-to]", tools).forEach((way) => { way.href = ways[way.dataset.to]; });
  $(".selection", tools).hidden = true;
  $("[data-copy=share]", tools).hidden = !navigator.share;
  if (hand.matches(".par, li")) hand.append(tools);
  else hand.after(tools);
  n?.setAttribute("aria-expanded", "true");
}

function closeTools() {
  $$(".tools", text).forEach((tools) => tools.remove());
  $$(".n[aria-expanded=true]", text).forEach((n) => n.setAttribute("aria-expanded", "false"));
}

async function act(button) {
  const what = button.dataset.copy;
  const link = permalink(hand.id);
  if (what === "part") {
    if (part) await copy(button, linkToPart(link, part, document.body.textContent, fileOfText()));
  } else if (what === "share") {
    await share(frame, hand, link);
  } else if (what === "quote" || what === "message") {
    await copy(button, (what === "quote" ? quotation : message)(frame, hand, link));
  } else {
    await copy(button, link);
  }
}

function selectionChanged() {
  const node = getSelection().anchorNode;
  const block = node && (node.nodeType === 1 ? node : node.parentElement)?.closest(".par, .caption, .points li");
  if (!block || getSelection().isCollapsed || !text.contains(block)) return;
  if (block !== hand || !$(".tools", text)) take(block, { focus: false, open: true });
  part = selectionIn(hand) || part;
  const line = $(".tools .selection", text);
  if (line && part) line.hidden = false;
}

function makeButtons(within) {
  $$(".par > .n", within).forEach((n) => {
    n.setAttribute("role", "button");
    n.setAttribute("aria-expanded", "false");
  });
}

function pressed(event) {
  const target = event.target;
  const n = target.closest(".par > .n");
  const walks = target.closest("[data-walk]");
  const copies = target.closest("[data-copy]");
  if (n && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    const opened = n.getAttribute("aria-expanded") === "true";
    if (opened) closeTools();
    else {
      take(n.parentElement, { mark: n.parentElement.contains(hit) ? hit : firstMark(n.parentElement), open: true });
      if (event.detail === 0) $(".tools button", text)?.focus();
    }
  } else if (copies) {
    act(copies);
  } else if (walks) {
    walk(Number(walks.dataset.walk));
    openTools();
  } else if (target.closest("[data-leave]")) {
    closeTools();
    leave();
  } else if (!target.closest("a, button, .tools") && getSelection().isCollapsed) {
    const block = target.closest(BLOCKS);
    const mark = target.closest("mark[id]");
    if (block) take(block, { mark: mark && /^h\d+$/.test(mark.id) ? mark : firstMark(block), open: true });
  }
}

if (text && frame) {
  makeButtons(text);
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const found = named?.closest(BLOCKS) || $(".hand", text);
  if (found && text.contains(found)) {
    const mark = named?.matches("mark.hit") ? named : $("mark.now", found) || firstMark(found);
    const box = (mark || found).getBoundingClientRect();
    // The address named it, and may name more: a part of it. What has the focus is not brought into view by `autofocus`.
    take(found, { mark, scroll: box.bottom < 80 || box.top > innerHeight - 40, open: Boolean($(".tools", text)), name: false });
  }
  text.addEventListener("click", pressed);
  document.addEventListener("selectionchange", selectionChanged);
  text.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches(".par > .n")) {
      event.preventDefault();
      event.target.click();
    } else if (event.key === "Enter" && event.target === hand) {
      openTools();
      $(".tools button", text).focus();
    }
  });
  text.addEventListener("focusin", (event) => {
    const block = event.target.matches(".par > .n") && event.target.parentElement;
    if (block && block !== hand) take(block);
  });
  Object.assign(keys, {
    j: () => walk(1),
    k: () => walk(-1),
    n: () => step(1),
    N: () => step(-1),
    Escape: leave,
    c: () => {
      if (!hand) return;
      if (!$(".tools", text)) openTools();
      act($(".tools [data-copy=link]", text));
    },
  });
}
if (bar) {
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches(".prev")) step(-1);
    else if (link.matches(".next")) step(1);
    else if (link.closest("svg")) goToHit(Number(new URL(link.getAttribute("href"), location).searchParams.get("hit")));
    else return;
    event.preventDefault();
  });
  $("form", bar).addEventListener("submit", (event) => {
    event.preventDefault();
    goToHit(Math.max(1, Math.min(Number($(".k", bar).value) || 1, Number(bar.dataset.total))));
  });
}
