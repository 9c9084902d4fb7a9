// The place in a list of results: the passage in hand, the address and the focus are one, as in an article.
"use strict";

const answer = $(".answer");
const passages = () => $$(".hits > li", answer);

function goToPassage(by) {
  const all = passages();
  const at = all.findIndex((passage) => passage.matches(".hand"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!next) return;
  $("p a", next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  const title = $("h3", next.closest(".group")).innerText;
  $("#said").textContent = answer.dataset.passage.replace("{k}", at < 0 ? all.indexOf(next) + 1 : at + by + 1).replace("{total}", all.length).replace("{title}", title);
}

function leavePassage() {
  const left = $(".hits > li.hand", answer);
  if (!left) return false;
  left.classList.remove("hand");
  document.activeElement.blur();
  history.replaceState(null, "", location.pathname + location.search);
  $("#said").textContent = answer.dataset.left;
  return true;
}

if (answer && passages().length) {
  answer.ownerDocument.addEventListener("focusin", (event) => {
    const passage = event.target.closest(".answer .hits > li");
    if (!passage) return;
    $$(".hits > li.hand").forEach((other) => other.classList.remove("hand"));
    passage.classList.add("hand");
    history.replaceState(null, "", `#${passage.id}`);
  });
  const named = document.getElementById(location.hash.slice(1));
  if (named?.matches(".hits > li")) $("p a", named).focus();
  Object.assign(keys, {
    j: () => goToPassage(1),
    k: () => goToPassage(-1),
    n: () => goToPassage(1),
    N: () => goToPassage(-1),
    Escape: leavePassage,
    c: async () => {
      const link = $(".hits > li.hand > .n", answer);
      if (!link) return;
      await copy(link, link.href);
      $("#said").textContent = answer.dataset.done;
    },
  });
}
