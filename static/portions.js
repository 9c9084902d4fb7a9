// The other parts of a long text come when the first is shown, each from the page that it is without a script, so
// that stepping, finding and printing have all of it. Parts out of view are not laid out (content-visibility).
"use strict";

const body = $(".body.long");
const contentsOf = $(".contents");

const idle = () => new Promise((done) => (window.requestIdleCallback || setTimeout)(done, { timeout: 500 }));

// A part is laid out once, so that it has its height while it is out of view.
function settle(portion) {
  portion.style.contentVisibility = "visible";
  portion.style.containIntrinsicSize = `auto ${portion.offsetHeight}px`;
  portion.style.contentVisibility = "";
}

async function bring(turns, before) {
  const link = $(before ? "a.back" : "a.on", turns);
  if (!link) return false;
  const answer = await fetch(link.href).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const portion = $(".portion", page);
  if (!portion) return false;
  await idle();
  const next = $(before ? ".turns a.back" : ".turns a.on", page);
  const neighbour = before ? body.firstElementChild : body.lastElementChild;
  makeButtons(portion);
  const kept = inView() || neighbour;
  const top = kept.getBoundingClientRect().top;
  if (before) {
    $$(".again", neighbour).forEach((head) => head.remove());
    body.prepend(portion);
  } else {
    $$(".again", portion).forEach((head) => head.remove());
    body.append(portion);
  }
  settle(portion);
  // Where the browser does not keep the place by itself.
  const moved = kept.getBoundingClientRect().top - top;
  if (moved) scrollBy(0, moved);
  if (next) link.href = next.href;
  return Boolean(next);
}

async function bringAll() {
  const above = $(".turns.above");
  const below = $(".turns.below");
  while (await bring(below, false)) await idle();
  while (above && await bring(above, true)) await idle();
  // A part that could not be had keeps its way.
  const missing = body.children.length < Number(below.dataset.all);
  if (!missing) $$(".turns").forEach((turns) => turns.remove());
  text.classList.toggle("whole", !missing);
}

async function settleAll() {
  for (const portion of body.children) {
    await idle();
    settle(portion);
  }
}

if (body) ($(".turns.below") ? bringAll : settleAll)();

/* The place being read, in the contents */

function headingAt() {
  const box = text.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + box.width / 2, innerHeight / 3)?.closest(".portion");
  const within = seen ? $$(":is(h2, h3, h4, h5, h6)[id]", seen) : [];
  const passed = within.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  if (passed.length || !seen) return passed.at(-1)?.id;
  for (let portion = seen.previousElementSibling; portion; portion = portion.previousElementSibling) {
    const last = $$(":is(h2, h3, h4, h5, h6)[id]", portion).at(-1);
    if (last) return last.id;
  }
  return undefined;
}

function showHeading() {
  const entry = $(`a[data-heading="${headingAt() || "none"}"]`, contentsOf);
  const current = $("a[aria-current]", contentsOf);
  if (entry === current || !entry) return;
  current?.removeAttribute("aria-current");
  entry.setAttribute("aria-current", "true");
  $$("details", contentsOf).forEach((branch) => { branch.open = branch.contains(entry) || branch.previousElementSibling === entry; });
  // Contents longer than the window scroll by themselves; where they do not, this moves nothing.
  const margin = entry.closest(".left");
  margin.scrollTop += entry.getBoundingClientRect().top - margin.getBoundingClientRect().top - margin.clientHeight / 2;
}

if (contentsOf && text) {
  let waiting = false;
  const follow = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; showHeading(); });
  };
  addEventListener("scroll", follow, { passive: true });
  follow();
  contentsOf.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-heading]");
    const heading = link && document.getElementById(link.dataset.heading);
    if (!heading || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(heading);
    heading.scrollIntoView({ block: "start" });
  });
}
