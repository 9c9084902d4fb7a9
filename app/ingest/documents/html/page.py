"""A saved web page → the blocks of its article, what its markup says of it, and everything else as unused.

A saved index of an issue (its editions, links to its articles) holds no article.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from app.article import Origin, Reason, Unused
from app.ingest.blocks import Known, Layout, SourceBlock, SourceType
from app.ingest.documents.document import Document
from app.ingest.documents.html.blocks import TextRun, ancestors, join_rows, read_runs
from app.ingest.documents.html.container import (
    MOST_ABOVE,
    SUBTITLE_DASH,
    find_container,
    find_title,
    is_heading,
    is_links,
    is_told,
    join_title_runs,
)
from app.ingest.documents.html.head import read_head, titled_meta
from app.ingest.documents.html.tree import Element, parse_html
from app.ingest.metadata import bylines, furniture, labels
from app.ingest.metadata.dates import parse_lone_date
from app.lazy_pattern import lazy_pattern
from app.messages import Message
from app.text import simplify

EPAPER = (".//founder-content", ".//*[@id='ozoom']", ".//founder-title")
ARTICLE_LINK = lazy_pattern(
    r"content|nbs\.|node_|/\d{4}-?\d{2}/?-?\d{2}|\.s?html?(?:$|[?#])|\.pdf$", re.IGNORECASE
)
ISSUE, DOCUMENT = ("newspaper", "date", "edition"), ("document_number", "issuing_body")
TAG = lazy_pattern(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.IGNORECASE)
LEAST_TEXT, LONG_LINE, FEWEST_AREAS, FEWEST_LINKS = 180, 30, 3, 6


def read_html(text: str) -> Document:
    """Return the blocks of a page's article, what its markup says, and everything around it as unused."""
    root = parse_html(text)
    lines = text.count("\n") + 1
    if root is None:
        return Document((), Layout.HTML, unused=_markup(lines, ()))
    runs = join_rows(read_runs(root))
    if not runs:
        return _without_tags(text)
    if _is_index(root, runs):
        return _index(runs, lines)
    container = find_container(root, runs)
    start, end = _extent(container, runs)
    found = find_title(root, runs, start)
    title = None if found is None else found.start
    if found is not None and len(found) > 1:
        runs[found.start : found.stop] = [join_title_runs(root, runs, found)]
        start, end = _extent(container, runs)
    first = start if title is None else _first_heading(runs, min(title, start))
    above = [at for at in range(first, start) if at == title or not (is_links(runs[at]) or is_told(runs[at]))]
    above = [*_told_above(runs, first), *above]
    body = start if title is None else _below_title(runs, title, start)
    head = _head(runs, [*above, *range(start, body)], title)
    blocks = [*head, *(_block(runs[at], False) for at in range(body, end))]
    named = titled_meta(root) if title is None else None
    around = [run.block for at, run in enumerate(runs) if not start <= at < end and at not in above]
    unused = (Unused(block.text, block.lines, Reason.FURNITURE) for block in around)
    known = {**_printed_around(root, runs), **read_head(root)}
    everything = ([named] if named else []) + blocks
    return Document(
        tuple(everything), Layout.HTML, known, Origin.MARKUP, True, (*unused, *_markup(lines, runs))
    )


def read_piece(text: str) -> list[SourceBlock]:
    """Return the blocks of a piece of a web page that is nothing but a text."""
    root = parse_html(text)
    return [] if root is None else [_block(run, False) for run in join_rows(read_runs(root))]


def _extent(container: Element, runs: Sequence[TextRun]) -> tuple[int, int]:
    """Return the first and one past the last line of a container."""
    within = [at for at, run in enumerate(runs) if container in ancestors(run.element)] or [0]
    return within[0], min(within[-1] + 1, len(runs))


def _without_tags(text: str) -> Document:
    """Return a page of which the parser made nothing (nested without end), without its tags."""
    blocks: list[SourceBlock] = []
    unused: list[Unused] = []
    for number, line in enumerate(text.split("\n"), 1):
        printed = " ".join(TAG.sub(" ", line).split())
        if printed:
            blocks.append(SourceBlock(SourceType.LINE, printed, lines=((number, number),)))
        else:
            unused.append(Unused("", ((number, number),), Reason.MARKUP))
    return Document(tuple(blocks), Layout.HTML, unused=tuple(unused))


def _index(runs: Sequence[TextRun], lines: int) -> Document:
    """Return the index of an issue: its entries are listed, none is an article."""
    entries = (Unused(run.block.text, run.block.lines, Reason.INDEX) for run in runs)
    note = Message("page-is-index", {"number": sum(1 for run in runs if run.links)})
    return Document((), Layout.HTML, unused=(*entries, *_markup(lines, runs)), notes=(note,))


def _first_heading(runs: Sequence[TextRun], title: int) -> int:
    """Return where the headings, or a short line, that stand directly above a title begin."""
    at = title
    while at > 0 and is_heading(runs[at - 1]):
        at -= 1
    return at - 1 if at == title and at > 0 and _is_line_above(runs[at - 1], runs[title]) else at


def _below_title(runs: Sequence[TextRun], title: int, start: int) -> int:
    """Return where the text begins that a title may stand in: below it and a subtitle with a dash."""
    at = title + 1
    while start < at < len(runs) and is_heading(runs[at]) and SUBTITLE_DASH.match(runs[at].block.text):
        at += 1
    return max(start, at)


def _is_line_above(run: TextRun, title: TextRun) -> bool:
    """Return whether a run stands beside its title in one element and says nothing of the page around it."""
    text, folded = run.block.text, simplify(run.block.text)
    about = (labels.parse_labels, labels.parse_stamp, labels.parse_imprint)
    return (
        run.element.getparent() is title.element.getparent()
        and len(text) <= LONG_LINE
        and not is_links(run)
        and not furniture.is_furniture(folded)
        and parse_lone_date(folded) is None
        and all(ask(text, folded) is None for ask in about)
    )


def _head(runs: Sequence[TextRun], above: Sequence[int], title: int | None) -> list[SourceBlock]:
    """Return the lines above a text: headings around the title are kicker or subtitle, unless names."""
    made: list[SourceBlock] = []
    for at in above:
        block = runs[at].block
        beside = title is not None and at == title - 1 and _is_line_above(runs[at], runs[title])
        if (block.type is not SourceType.HEADING and not beside) or at == title or title is None:
            made.append(_block(runs[at], at == title))
        elif bylines.parse_byline(block.text) or bylines.parse_names_alone(block.text):
            made.append(replace(block, type=SourceType.LINE, level=0))
        else:
            kind = SourceType.KICKER if at < title else SourceType.SUBTITLE
            made.append(replace(block, type=kind, level=0))
    return made


def _told_above(runs: Sequence[TextRun], first: int) -> list[int]:
    """Return the lines above a title that tell source or time of the text, if there is but one of each."""
    near = [at for at in range(max(0, first - MOST_ABOVE), first) if not is_links(runs[at])]
    folded = {at: simplify(runs[at].block.text) for at in near}
    sources = [
        at for at in near if "source_note" in (labels.parse_labels(runs[at].block.text, folded[at]) or {})
    ]
    # A day without an hour is that on which the page was shown.
    times = [at for at in near if ":" in folded[at] and parse_lone_date(folded[at])]
    return sorted({each[0] for each in (sources, times) if len(each) == 1})


def _block(run: TextRun, title: bool) -> SourceBlock:
    """Return the block of a run; the title is the one heading of the first level."""
    if title:
        return replace(run.block, type=SourceType.HEADING, level=1)
    if run.block.type is SourceType.HEADING:
        return replace(run.block, level=max(2, run.block.level))
    return run.block


def _printed_around(root: Element, runs: Iterable[TextRun]) -> Known:
    """Return what a page prints around its article, if all that it says agrees.

    E-papers print newspaper, date and edition there, sites of the government number and issuing body.
    """
    epaper = any(root.find(path) is not None for path in EPAPER)
    said: dict[str, set[str]] = {}
    for run in runs:
        text = run.block.text
        folded = simplify(text)
        issue = labels.parse_imprint(text, folded) or labels.parse_edition(folded) if epaper else None
        found = issue or labels.parse_labels(text, folded) or {}
        for key in ISSUE if issue else DOCUMENT:
            if key in found:
                said.setdefault(key, set()).add(str(found[key]))
    return {key: values.pop() for key, values in said.items() if len(values) == 1}


def _is_index(root: Element, runs: Sequence[TextRun]) -> bool:
    """Say whether a page lists the articles of an issue: hardly any text, links to them or their outlines."""
    linked = [each for each in root.iter("a", "area") if ARTICLE_LINK.search(each.get("href", ""))]
    areas = sum(1 for each in linked if each.get("coords"))
    text = sum(len(run.block.text) - run.links for run in runs if len(run.block.text) > LONG_LINE)
    return (
        text < LEAST_TEXT
        and (areas >= FEWEST_AREAS or len(linked) - areas >= FEWEST_LINKS)
        and (2 * text < sum(run.links for run in runs) or areas >= FEWEST_AREAS)
    )


def _markup(lines: int, runs: Iterable[TextRun]) -> tuple[Unused, ...]:
    """Return the lines that hold nothing but markup."""
    held = bytearray(lines + 2)
    for run in runs:
        for first, last in run.block.lines:
            held[first : last + 1] = b"\1" * (last + 1 - first)
    spans = [list(numbers) for taken, numbers in groupby(range(1, lines + 1), held.__getitem__) if not taken]
    return tuple(Unused("", ((span[0], span[-1]),), Reason.MARKUP) for span in spans)
