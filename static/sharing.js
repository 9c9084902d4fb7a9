// Copies and shares: links to a paragraph or to a part of it, quotations with their source, messages.
// All of it is made of what stands in the page, so that it also works from disk.
"use strict";

const paragraphText = (block) => block.querySelector(":scope > p") || block;

/* A text in quotation marks, as app/cite/quotation_marks.py has it */

function quoted(text) {
  let depth = 0;
  const inside = text.replace(/[“‘]|”|(?<![A-Za-z])’|’(?![A-Za-z])/g, (mark) => {
    if ("“‘".includes(mark)) return "‘“"[depth++ % 2];
    depth = Math.max(0, depth - 1);
    return "’”"[depth % 2];
  });
  return `“${inside}”`;
}

/* The words of a block, without remarks and tools */

function nodesOfText(block) {
  const remarks = ".flag, .tools, .notice, .n";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(remarks) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function wordsOf(block) {
  return nodesOfText(paragraphText(block)).map((node) => node.data).join("").trimEnd();
}

// The selection inside one block as [its text, start, end]; null where there is none.
function selectionIn(block) {
  const choice = getSelection();
  if (!block || !choice.rangeCount || choice.isCollapsed) return null;
  const range = choice.getRangeAt(0);
  const holder = paragraphText(block);
  if (!holder.contains(range.startContainer) || !holder.contains(range.endContainer)) return null;
  const text = wordsOf(block);
  let [start, end, passed] = [-1, 0, 0];
  for (const node of nodesOfText(holder)) {
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (start < 0) start = passed + from;
      end = Math.min(text.length, passed + to);
    }
    passed += node.length;
  }
  return start >= 0 && end - start > 1 ? { text, start, end } : null;
}

/* Links to a part: its words, with what stands around them as far as only the meant place fits */

const ENDS = 12; // Characters that name each end of a long part.
const LONG = 32; // Characters from which a part is named by its ends.
const STEP = 4;

function isOnce(page, words) {
  const first = page.indexOf(words);
  return first >= 0 && page.indexOf(words, first + 1) < 0;
}

// Widens [from, to] until the words in it stand once on the page: first to one side, then to the other.
function widened(text, page, [from, to], [lowest, highest]) {
  while (!isOnce(page, text.slice(from, to)) && (from > lowest || to < highest)) {
    [from, to] = [Math.max(lowest, from - STEP), Math.min(highest, to + STEP)];
  }
  return [from, to];
}

// What names a selection: its words, or its first and last ones, with what stands around them where it is needed.
function selectorOf({ text, start, end }, page) {
  if (end - start <= LONG) {
    const [from, to] = widened(text, page, [start, end], [0, text.length]);
    return { before: text.slice(from, start), part: text.slice(start, end), to: "", after: text.slice(end, to), once: isOnce(page, text.slice(from, to)) };
  }
  const inner = widened(text, page, [start, start + ENDS], [start, end - ENDS])[1];
  const outer = widened(text, page, [start, inner], [0, inner])[0];
  const first = widened(text, page, [end - ENDS, end], [inner, end])[0];
  const last = widened(text, page, [first, end], [first, text.length])[1];
  return {
    before: text.slice(outer, start),
    part: text.slice(start, inner),
    to: text.slice(first, end),
    after: text.slice(end, last),
    once: isOnce(page, text.slice(outer, inner)) && isOnce(page, text.slice(first, last)),
  };
}

const fragmentText = (words) => encodeURIComponent(words).replace(/-/g, "%2D");

// The browser marks what the text directive names, the server what the query names, with or without a script.
// Where there is no server, ``file`` is the address of the block in the file of its text.
function linkToPart(address, selection, page, file = "") {
  const found = selectorOf(selection, page);
  const query = new URLSearchParams({ part: found.part });
  for (const name of ["to", "before", "after"]) if (found[name]) query.set(name, found[name]);
  if (!found.once) return file || `${address}?${query}`;
  const directive = [
    found.before && `${fragmentText(found.before)}-`,
    fragmentText(found.part),
    found.to && fragmentText(found.to),
    found.after && `-${fragmentText(found.after)}`,
  ].filter(Boolean).join(",");
  return file ? `${file}:~:text=${directive}` : `${address}?${query}#:~:text=${directive}`;
}

/* Copying and sharing */

async function copy(button, content) {
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    // Not a secure page: an old way that still works there.
    const area = Object.assign(document.createElement("textarea"), { value: content });
    area.className = "skip";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const said = (button.closest(".tools") || document).querySelector(".said");
  if (said) {
    said.textContent = button.dataset.done;
  } else if (button.dataset.done) {
    const words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 1500);
  }
}

// What the template of tools says of the source, about a block and its link.
function quotation(frame, block, link) {
  return `${quoted(wordsOf(block))}\n${frame.dataset.source.replace("{link}", link)}`;
}

function message(frame, block, link) {
  return [quoted(wordsOf(block)), frame.dataset.named, link].filter(Boolean).join("\n");
}

async function share(frame, block, link) {
  const text = [quoted(wordsOf(block)), frame.dataset.named].filter(Boolean).join("\n");
  try {
    await navigator.share({ title: document.title, text, url: link });
  } catch (error) {
    // Who closes the sheet has not failed.
    if (error.name !== "AbortError") throw error;
  }
}

document.querySelectorAll("[data-copies]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => copy(button, document.getElementById(button.dataset.copies).textContent));
});
