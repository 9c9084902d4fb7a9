"""Where the article of a web page stands: the container of its text, and the line that is its title."""

import re
from collections.abc import Iterable, Sequence

from app.ingest.blocks import SourceType
from app.ingest.documents.html.blocks import TextRun, ancestors
from app.ingest.documents.html.head import SITE_TITLE, title_element, titled_meta
from app.ingest.documents.html.tree import Element, is_skipped
from app.ingest.lines.glyphs import remove_whitespace
from app.lazy_pattern import lazy_pattern
from app.text import simplify

CONTAINERS = (
    ".//founder-content",
    ".//*[@id='ozoom']",
    ".//*[@id='articleContent']",
    ".//*[@id='UCAP-CONTENT']",
    ".//*[@class='rm_txt_con']",
    ".//*[@itemprop='articleBody']",
)
"""人民日报 and 方正's e-papers, sites of the government, the standard's name; the first found counts."""
INLINE = frozenset(["p", "li", "span", "strong", "font", "b", "em", "i", "u", "a", "td"])
"""What holds one paragraph; its text counts for what is around it."""
TITLE_CLASS = lazy_pattern(r"title|biaoti|headline|\bbt\d?\b", re.IGNORECASE)
MOST_ABOVE, REACH, LONGEST_TITLE, LEAST_TITLE = 12, 6, 80, 4
"""So many lines above a text can be its title, byline and date; so many elements around it are weighed."""
LINKED = 0.5


def find_container(root: Element, runs: Sequence[TextRun]) -> Element:
    """Return the element that holds the text of the article."""
    for path in CONTAINERS:
        found = root.find(path)
        if found is not None and not is_skipped(found) and "".join(found.itertext()).strip():
            return found
    return _densest(root, runs)


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


def find_title(root: Element, runs: Sequence[TextRun], start: int) -> int | None:
    """Return which line is the title of the text that begins at ``start``.

    That is the main heading above it, else the line there that the page's own title repeats.
    """
    near = [*reversed(range(max(0, start - MOST_ABOVE), start)), *range(start, min(len(runs), start + 3))]
    for choose in (_is_main_heading, _is_title_class, is_heading):
        at: int | None = next((at for at in near if choose(runs[at])), None)
        if at is not None:
            return at
    said = {_bare(title_element(root)), _bare(SITE_TITLE.sub("", title_element(root)))}
    said |= {_bare(named.text) for named in (titled_meta(root),) if named is not None}
    return next((at for at in sorted(near) if _is_said(runs[at], said)), None)


def _is_said(run: TextRun, said: Iterable[str]) -> bool:
    """Say whether the markup's title begins with a line, or is it."""
    bare = _bare(run.block.text)
    return len(bare) >= LEAST_TITLE and any(title.startswith(bare) for title in said)


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


def is_links(run: TextRun) -> bool:
    """Say whether a text is mostly links: a menu, a way to other pages."""
    return run.links > LINKED * len(remove_whitespace(run.block.text))
