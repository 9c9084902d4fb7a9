"""Where the article of a web page stands: the container of its text, and the line that is its title."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from app.ingest.blocks import SourceType
from app.ingest.documents.html.blocks import TextRun, ancestors
from app.ingest.documents.html.head import SITE_TITLE, title_element, titled_meta
from app.ingest.documents.html.tree import BLOCKS, Element, is_skipped
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import join_title
from app.lazy_pattern import lazy_pattern
from app.text import simplify

CONTAINERS = (
    "ozoom",
    "articleContent",
    "UCAP-CONTENT",
    "js_content",
    "rm_txt_con",
    "TRS_Editor",
    "TRS_UEDITOR",
    "wp_articlecontent",
    "zoom",
    "Zoom",
)
"""E-papers of 方正, sites of the government, public accounts, 人民网, the systems of many offices and
universities: an id or a class of the element that holds the text. The first that is found counts."""
INLINE = frozenset(["p", "li", "span", "strong", "font", "b", "em", "i", "u", "a", "td"])
"""What holds one paragraph; its text counts for what is around it."""
TITLE_CLASS = lazy_pattern(r"title|biaoti|headline|\bbt\d?\b", re.IGNORECASE)
LARGE_IN = ("font", "span", "big", "b", "strong", "p", "td", "div")
LARGE_SIZE = lazy_pattern(r"[4-7]|\+[1-4]")
LARGE_STYLE = lazy_pattern(
    r"font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?px|(?:1[4-9]|[2-9]\d)(?:\.\d+)?pt|x{1,2}-large)",
    re.IGNORECASE,
)
"""Type that is clearly larger than that of texts, as old pages set it."""
MOST_ABOVE, REACH, LONGEST_TITLE, LEAST_TITLE = 12, 6, 80, 4
"""So many lines above a text can be its title, byline and date; so many elements around it are weighed."""
LEAST_SHARE = 0.1
"""An element that is named as a container has more of the page's text; others bear the same names."""
MOST_LINES = 4
"""A title is broken into no more lines."""
SUBTITLE_DASH = lazy_pattern(r"[—―─–-]{1,3}\s?\S")
LINKED = 0.5


def find_container(root: Element, runs: Sequence[TextRun]) -> Element:
    """Return the element that holds the text of the article."""
    named = root.find(".//founder-content")
    found = [named] if named is not None else sorted(_named(root), key=_rank)
    least = LEAST_SHARE * sum(len(run.block.text) - run.links for run in runs)
    for element in found:
        if len("".join(element.itertext()).strip()) > least:
            return element
    return _densest(root, runs)


def _named(root: Element) -> Iterator[Element]:
    """Yield the elements that are named as the containers of texts, in source order."""
    for element in root.iter("*"):
        known = _rank(element) < len(CONTAINERS) or element.get("itemprop") == "articleBody"
        if known and not is_skipped(element):
            yield element


def _rank(element: Element) -> int:
    """Return where among the known containers the name of an element stands; their number for none."""
    names = (element.get("id", ""), *element.get("class", "").split())
    return min((CONTAINERS.index(name) for name in names if name in CONTAINERS), default=len(CONTAINERS))


def _densest(root: Element, runs: Sequence[TextRun]) -> Element:
    """Return the element with most of the text that is no link.

    A paragraph counts for the element around it, for the next one two thirds of that, and so on: of a text
    in several parts the element around them all wins.
    """
    scores: dict[Element, float] = {}
    for run in runs:
        weight = float(len(run.block.text) - 2 * run.links)
        if run.block.type is SourceType.HEADING or weight <= 0:
            continue
        around = [each for each in ancestors(run.element) if each.tag not in INLINE][:REACH]
        for element in around:
            scores[element] = scores.get(element, 0.0) + weight
            weight *= 0.66
    return max(scores, key=scores.__getitem__, default=root)


def find_title(root: Element, runs: Sequence[TextRun], start: int) -> range | None:
    """Return which lines are the title of the text that begins at ``start``.

    That is the main heading above it, else the line there that the page's own title repeats; with the lines
    beside it that the page's title goes on with, or from which only a line break parts it.
    """
    near = [*reversed(range(max(0, start - MOST_ABOVE), start)), *range(start, min(len(runs), start + 3))]
    said = _said_titles(root)
    for choose in (_is_main_heading, _is_title_class, is_heading):
        at: int | None = next((at for at in near if choose(runs[at])), None)
        if at is not None:
            return _said_range(runs, at, said) or _unbroken(runs, at, choose)
    at = next((at for at in sorted(near) if _begins_said(runs[at], said)), None)
    if at is None:
        at = next((at for at in near if _is_large(runs[at])), None)
    return None if at is None else _said_range(runs, at, said) or range(at, at + 1)


def join_title_runs(root: Element, runs: Sequence[TextRun], title: range) -> TextRun:
    """Return the lines of a title as one, as the page's own title writes them where it is the same."""
    texts = [runs[at].block.text for at in title]
    text = _said_titles(root).get(_bare("".join(texts))) or join_title(texts)
    first = runs[title[0]]
    lines = ((first.block.lines[0][0], runs[title[-1]].block.lines[-1][1]),)
    return replace(first, block=replace(first.block, text=text, lines=lines))


def _said_titles(root: Element) -> dict[str, str]:
    """Return what a page calls itself, with and without the names of sites behind it, by its letters."""
    said = [title_element(root)]
    while (shorter := SITE_TITLE.sub("", said[-1])) != said[-1]:
        said.append(shorter)
    said += [named.text for named in (titled_meta(root),) if named is not None]
    return {bare: text for text in said if len(bare := _bare(text)) >= LEAST_TITLE}


def _begins_said(run: TextRun, said: Iterable[str]) -> bool:
    """Say whether the markup's title begins with a line, or is it."""
    bare = _bare(run.block.text)
    return len(bare) >= LEAST_TITLE and any(title.startswith(bare) for title in said)


def _said_range(runs: Sequence[TextRun], at: int, said: Collection[str]) -> range | None:
    """Return the lines, one of them ``at``, that together are what the page calls itself."""
    for start in range(max(0, at - MOST_LINES + 1), at + 1):
        for end in range(at + 1, min(len(runs), start + MOST_LINES) + 1):
            if _bare("".join(run.block.text for run in runs[start:end])) in said:
                return range(start, end)
    return None


def _unbroken(runs: Sequence[TextRun], at: int, choose: Callable[[TextRun], bool]) -> range:
    """Return the lines of a heading that only line breaks part, up to a dash; one, if they are too long."""
    own = _block_of(runs[at].element)
    start, end = at, at + 1
    while start and choose(runs[start - 1]) and _block_of(runs[start - 1].element) is own:
        start -= 1
    while end < len(runs) and choose(runs[end]) and _block_of(runs[end].element) is own:
        end += 1
    dash = next((at for at in range(start + 1, end) if SUBTITLE_DASH.match(runs[at].block.text)), end)
    long = sum(len(run.block.text) for run in runs[start:dash]) > LONGEST_TITLE or dash - start > MOST_LINES
    return range(at, at + 1) if long else range(start, dash)


def _block_of(element: Element) -> Element:
    """Return the element that holds a line and those that line breaks part from it."""
    return next((around for around in ancestors(element) if around.tag in BLOCKS), element)


def _bare(text: str) -> str:
    return remove_whitespace(simplify(text))


def _is_main_heading(run: TextRun) -> bool:
    return any(around.tag in ("h1", "founder-title") for around in ancestors(run.element)) and not is_links(
        run
    )


def is_heading(run: TextRun) -> bool:
    """Say whether a run is a heading that leads nowhere else."""
    return run.block.type is SourceType.HEADING and not is_links(run)


def _is_title_class(run: TextRun) -> bool:
    named = TITLE_CLASS.search(f"{run.element.get('class', '')} {run.element.get('id', '')}")
    return bool(named) and not is_links(run) and len(run.block.text) <= LONGEST_TITLE


def _is_large(run: TextRun) -> bool:
    """Return whether a run is set in large type as a whole: how pages without headings set a title."""
    bare = _bare(run.block.text)
    if is_links(run) or not LEAST_TITLE <= len(bare) <= LONGEST_TITLE or bare[-1] in ".。;,":
        return False
    parts = [*ancestors(run.element)][:REACH] + [*_block_of(run.element).iter(*LARGE_IN)]
    return any(_sets_large(part) and _bare("".join(part.itertext())) == bare for part in parts)


def _sets_large(element: Element) -> bool:
    size, style = element.get("size", ""), LARGE_STYLE.search(element.get("style", ""))
    return (element.tag == "font" and bool(LARGE_SIZE.fullmatch(size.strip()))) or bool(style)


def is_told(run: TextRun) -> bool:
    """Say whether a run is of the line of a public account that the markup tells part by part."""
    return any(around.get("id") == "meta_content" for around in ancestors(run.element))


def is_links(run: TextRun) -> bool:
    """Say whether a text is mostly links: a menu, a way to other pages."""
    return run.links > LINKED * len(remove_whitespace(run.block.text))
