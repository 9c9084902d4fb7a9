"""One article set anew: its head, its body in lines of a measure, its foot."""

import re
from dataclasses import dataclass, field
from random import Random

from app.article import Article, BlockType
from tests.quality.breaking import break_lines, letter_spaced
from tests.quality.overprint import overprinted

SHORT_TITLE, TITLE_SCALE = 12, 0.7


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one page; generated pages differ in nothing else."""

    measure: int = 20
    later_measure: int | None = None
    """From somewhere inside a paragraph on, the column is this wide."""
    indent: int = 2
    """Cells that a first line is set in by; 0: no paragraph is marked."""
    indent_text: str = ""
    """What is left of the indent in the text."""
    squeeze: bool = False
    blanks: str = "none"
    """Blank lines: none, every, paragraph, random or columns."""
    spaced_lines: float = 0.0
    num_space: float = 0.0
    lead_space: bool = False
    unwrapped: bool = False
    column: int = 0
    """Lines of a column; 0: columns leave no trace."""
    repeat_at_break: bool = False
    title: str = "before"
    """Where titles stand: before, after, above_previous, below_next_head or absent."""
    overprint: str = "none"
    overprint_byline: bool = False
    two_line_title: bool = False
    byline: str = "plain"
    note: str = "round"
    furniture: bool = False
    kicker: bool = False
    key_points: bool = False
    caption: bool = False
    rotate: bool = False
    """The columns of one article stand in the wrong order: its opening comes last."""
    interleave: bool = False
    """One article stands whole between two columns of another."""


@dataclass(slots=True)
class Strip:
    """Lines that belong together: a title, a paragraph, a note."""

    role: str
    lines: list[str]


@dataclass(slots=True)
class Galley:
    """An article as it comes off the press, before pages are made up."""

    article: Article
    title: list[Strip] = field(default_factory=list)
    head: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)
    foot: list[Strip] = field(default_factory=list)


def set_article(article: Article, style: Style, rng: Random) -> Galley:
    """Set one article in a style; what the style leaves out is already gone from the article."""
    galley = Galley(article)
    if article.kicker:
        galley.title.append(Strip("kicker", [article.kicker]))
    if article.title:
        galley.title.append(Strip("title", title_lines(article.title, style, rng)))
    if article.authors:
        galley.head.append(Strip("byline", byline_lines(article.authors, style, rng)))
    galley.head += key_points(article, rng)
    galley.body = body_strips(article, style, rng)
    if article.affiliation:
        galley.foot.append(Strip("note", note_lines(article.affiliation, style)))
    if article.source_note:
        _append_source(galley.body[-1], article.source_note)
    return galley


def title_lines(title: str, style: Style, rng: Random) -> list[str]:
    """The title on one or two lines, overprinted where the style says so."""
    lines = [title]
    if " " in title and rng.random() < 0.5:
        lines = title.split(" ")
    elif style.two_line_title and len(title) > SHORT_TITLE:
        cut = round(len(title) * TITLE_SCALE)
        lines = [title[:cut].strip(), title[cut:].strip()]
    return overprinted(lines, style.overprint, rng)


def byline_lines(authors: tuple[str, ...], style: Style, rng: Random) -> list[str]:
    """The authors in one of the ways that papers print them."""
    names = list(authors)
    joined = rng.choice([" ", "　"]).join(names)
    forms = {
        "plain": [joined],
        "box": ["□ " + joined],
        "box0": ["□" + joined],
        "square": ["■ " + joined],
        "wen": ["文/" + "、".join(names)],
        "lines": names,
        "spread": ["　".join(n[0] + " " + n[1] if len(n) == 2 else n for n in names)],
    }
    lines = forms[style.byline]
    return [line + line for line in lines] if style.overprint_byline else lines


def key_points(article: Article, rng: Random) -> list[Strip]:
    """The key points under their label, an item a line."""
    points = article.texts(BlockType.KEY_POINT)
    if not points:
        return []
    mark = rng.choice(["- ", "● ", "■ ", "◆"])
    return [Strip("label", ["核心提示"]), *(Strip("key", [mark + point]) for point in points)]


def note_lines(affiliation: str, style: Style) -> list[str]:
    """The affiliation in its brackets, broken like text, perhaps with a blank line inside."""
    brackets = {"round": "（）", "cut": "（）", "bracket": "【】", "ascii": "()"}[style.note]
    text = brackets[0] + affiliation + brackets[1]
    if style.unwrapped:
        return [text]
    lines = break_lines(text, style.measure, 0)
    return [lines[0], "", *lines[1:]] if style.note == "cut" and len(lines) > 1 else lines


def body_strips(article: Article, style: Style, rng: Random) -> list[Strip]:
    """Headings and paragraphs in lines; the measure may change inside one paragraph."""
    blocks = [b for b in article.blocks if b.type in (BlockType.HEADING, BlockType.PARAGRAPH)]
    change = rng.randrange(len(blocks)) if style.later_measure else len(blocks)
    strips = []
    for number, block in enumerate(blocks):
        measure = style.later_measure if style.later_measure and number > change else style.measure
        if block.type == BlockType.HEADING:
            strips.append(Strip("heading", _heading(block.text, measure, style)))
        else:
            then = style.later_measure if number == change else None
            strips.append(Strip("paragraph", _paragraph(block.text, measure, then, style, rng)))
    return strips


def _heading(text: str, measure: int, style: Style) -> list[str]:
    return [text] if style.unwrapped else break_lines(text, max(measure - 4, 8), 0)


def _paragraph(text: str, measure: int, then: int | None, style: Style, rng: Random) -> list[str]:
    text = spaced_numbers(text, style.num_space, rng)
    if style.unwrapped:
        return [style.indent_text + text]
    lines = break_lines(text, measure, style.indent, rng if style.squeeze else None)
    if then and len(lines) > 3:
        kept = rng.randrange(1, len(lines) - 1)
        rest = "".join(lines[kept:])
        lines = lines[:kept] + break_lines(rest, then, 0, rng if style.squeeze else None)
    last = len(lines) - 1
    lines = [
        letter_spaced(line) if 0 < at < last and rng.random() < style.spaced_lines else line
        for at, line in enumerate(lines)
    ]
    return [style.indent_text + lines[0], *lines[1:]]


def spaced_numbers(text: str, share: float, rng: Random) -> str:
    """Some of the borders between Han and digits or Latin opened with a space."""
    borders = r"(?<=[一-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[一-鿿])"
    return re.sub(borders, lambda _: " " if rng.random() < share else "", text) if share else text


def _append_source(strip: Strip, note: str) -> None:
    if note.endswith("摄"):
        strip.lines.append(note)
    else:
        strip.lines[-1] += " " + note
