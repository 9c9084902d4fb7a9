"""What kind of text a source is, told by evidence before anything is read.

A page made of columns is told by its lines: most break off in mid-sentence, at one of a few widths. Text in
source order has whole paragraphs in its lines. Between the two stand pages whose columns were joined into
paragraphs by somebody: they are told by what only pages have (notes about authors in the middle, 核心提示,
paragraphs cut by a column's end).
"""

import re
from collections import Counter
from collections.abc import Sequence

from app.frozen import dataclass
from app.ingest.blocks import Layout
from app.ingest.lines.clean import source_lines
from app.ingest.lines.glyphs import normalize_glyphs
from app.ingest.lines.overprint import remove_overprint
from app.ingest.lines.width import width
from app.ingest.lines.wording import opening_log_odds
from app.ingest.metadata.label_names import MAIL_FIELD
from app.ingest.metadata.labels import is_label, parse_labels
from app.lazy_pattern import lazy_pattern
from app.text import simplify


@dataclass(frozen=True, slots=True)
class Kind:
    """The layout of a source, and whether its paragraphs were set in lines of one measure."""

    layout: Layout
    wrapped: bool = False


_LOOKED_AT = 3000
"""Lines of a source that are asked."""
_STOP = lazy_pattern(
    r"(?<=[\u4e00-\u9fff])\.$|[。！？!?….；;：:][”’」』）)】》]*$|[。！？”’」』）)】》…；：]$"
)
_ENDED = lazy_pattern(rf"{_STOP.pattern}|[，、,.]$")
_CELLS = lazy_pattern(r"\S(?:\s{2,}|\t|\s?[|│┃])(?=\S)")
"""What parts the cells of a table: such lines do not break off."""
_LISTED = lazy_pattern(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳●■◆▲·]|第[一二三四五六七八九十百]+[章节条]|"
    r"(?:时\s?间|地\s?点|主\s?持人?|出\s?席|列\s?席|缺\s?席|参\s?加|请\s?假|记\s?录|联系人|附\s?件)\s?\d?[：:]"
)
"""How items of lists begin, and the lines of minutes; they may end without a stop."""
_DIVISION = lazy_pattern(r"第[〇零一二三四五六七八九十百]+(?:编|分编|章|节)")
_FIELDS, _SENDER = 3, ("from", "发件人")
"""Lines of the header of a message, at least, and what one of them begins with."""
_HEAD, _STAMPED = 20, 6
"""Lines at the head of a text, where labels say what it is: of an office's letter, of a web page."""
_FEWEST_FULL, _FEW = 3, 0.02
"""A law in lines of one measure has so many full ones, and hardly any wider ones."""
_COMMA = lazy_pattern(r"[，、,]$")
_MEASURE_SLACK, _LEAST_MEASURE = 2.5, 9.0
_BREAKING, _BARE, _BOUNDED, _AT_MEASURE, _RUNNING = 0.35, 0.25, 0.6, 0.5, 0.3
"""In a page of columns so much of the text stands in lines that break off (in all, and without a comma:
60 to 95 of 100 on printed pages, under 20 in text in source order); so many of these are above a line
that is no wider; so many keep to three measures; so many hold a comma or a stop within, as titles
and signatures hardly do."""
_MID = lazy_pattern(
    r"[，。；！？].|(?<=[\u4e00-\u9fff])[,.;](?=[\u4e00-\u9fff])|^(?!.*(?:记者|記者|通讯员|通訊員|报道|報導|作者|来源|來源)).*、."
)
"""What stands inside running text; 、 among names says nothing."""
_PAPER_LINE = lazy_pattern(
    r"^\s*(?:\*|＊|†|[①-⑳])\s*$|^\s*(?:参考文献|References|REFERENCES|Bibliography)\s*[:：]?\s*$|^\s*(?:摘\s?要|关键词|Abstract|Keywords)\s*[:：]",
    re.M,
)
_JOURNAL_MEASURE, _WIDEST = 36.0, 43.0
"""Journals and reports are set wider than newspapers; with references or footnotes they are in
source order. No newspaper's column is so wide."""
_NOTE = lazy_pattern(r"^\s*[（(【〔\[](?:本文)?(?:第一)?作者(?:系|为|单位|是|分别|均|[:：]|\s)")
_BOX_BYLINE = lazy_pattern(r"^\s*[□■]\s*[\u4e00-\u9fff]")
_KEY_HEAD = lazy_pattern(r"^\s*核心(?:提示|观点|阅读)\s*$")
_CUT, _SHORTEST_TITLE = 40.0, 6
_ARTICLE = lazy_pattern(r"^[\s#]*第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?[\s\u3000]")
_SPEAKER = lazy_pattern(r"^\s*([^\s：:，。（）]{1,8})\s?[：:]\s?\S")
_LAW_ARTICLES, _SPEECHES, _SPEECH_SHARE, _SPEAKERS = 2, 4, 0.4, 6
_VERSE_LINES, _VERSE_WIDTH, _VERSE_SHARE = 4, 20.0, 0.85
_SHORTEST_VERSE = 3.0


def detect_layout(text: str) -> Kind:
    """Return what kind of text a source is; Markdown is told elsewhere, by its marks."""
    raw = [normalize_glyphs(line) for line, _ in zip(source_lines(text), range(2 * _LOOKED_AT), strict=False)]
    lines = [line for line in raw if line.strip()][:_LOOKED_AT]
    printed = [line.strip() for line in lines]
    if not printed:
        return Kind(Layout.COLUMNS)
    if is_wrapped(printed):
        measure = _measure(printed)
        journal = (
            measure >= _WIDEST or measure >= _JOURNAL_MEASURE and bool(_PAPER_LINE.search("\n".join(lines)))
        )
        return Kind(Layout.ORDER, True) if journal or _is_headed(printed) else Kind(Layout.COLUMNS)
    if not any(len(line) > 1 for line in printed) or _is_page(lines):
        return Kind(Layout.COLUMNS)
    layout = _in_order(printed)
    return Kind(layout, layout is Layout.LAW and _is_set_law(printed))


def _is_headed(printed: Sequence[str]) -> bool:
    """Return whether what stands above a text says in labels, on one line, when and whence it is.

    Web pages, messages and letters of offices (發文字號, 主旨) are of one column, whatever its measure.
    """
    folded = [simplify(line) for line in printed[:_HEAD]]
    if all(map(MAIL_FIELD.match, folded[:_FIELDS])) and any(line.startswith(_SENDER) for line in folded):
        return True
    told = [parse_labels(line, known) or {} for line, known in zip(printed, folded, strict=False)]
    if any("date" in found and found.keys() & {"source_note", "authors"} for found in told[:_STAMPED]):
        return True
    return any("document_number" in found for found in told) and any(
        line.startswith("主旨") for line in folded
    )


def _in_order(printed: Sequence[str]) -> Layout:
    """Return what a text in source order is."""
    articles = sum(1 for line in printed if _ARTICLE.match(line))
    if articles >= _LAW_ARTICLES and articles >= 0.1 * len(printed):
        return Layout.LAW
    spoken = (found[1] for line in printed if (found := _SPEAKER.match(line)))
    speakers = Counter(name for name in spoken if not is_label(name))
    speeches = sum(count for count in speakers.values() if count > 1)
    if speeches >= _SPEECHES and speeches >= _SPEECH_SHARE * len(printed) and len(speakers) <= _SPEAKERS:
        return Layout.TRANSCRIPT
    return Layout.VERSE if _is_verse(printed) else Layout.ORDER


def _is_set_law(printed: Sequence[str]) -> bool:
    """Return whether the articles of a law were set in lines of one measure: many full, none wider."""
    widths = [width(line) for line in printed]
    broken = [
        w
        for w, line in zip(widths, printed, strict=True)
        if w >= _LEAST_MEASURE and not _ENDED.search(line) and not _DIVISION.match(line)
    ]
    measure = max(broken, default=0.0)
    full = sum(1 for w in broken if w >= measure - _MEASURE_SLACK)
    wider = sum(1 for w in widths if w > measure + 2 * _MEASURE_SLACK)
    few = max(1, _FEW * len(printed))
    return full >= _FEWEST_FULL and full >= _AT_MEASURE * len(broken) and wider <= few


def _is_verse(printed: Sequence[str]) -> bool:
    """Return whether lines are verse: short, many of them, and going on over the end of the line."""
    head = next((at for at, line in enumerate(printed[:4]) if _STOP.search(line) or _COMMA.search(line)), 1)
    body = printed[max(1, head) :]
    if len(body) < _VERSE_LINES or any(
        re.match(r"\d|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]", line) for line in body
    ):
        return False
    widths = [width(line) for line in body]
    if max(widths) > 2 * _VERSE_WIDTH or sum(w <= _VERSE_WIDTH for w in widths) < _VERSE_SHARE * len(body):
        return False
    commas = sum(bool(_COMMA.search(line)) for line in body)
    stops = sum(line[-1] in "。！？；…”" for line in body)
    bare = [
        w for w, line in zip(widths, body, strict=True) if not _STOP.search(line) and not _COMMA.search(line)
    ]
    if any(re.search(r"\d{2}|[:：/|@]", line) for line in body):
        return False
    return (commas >= 2 and commas + stops >= 0.6 * len(body)) or (
        len(bare) >= 0.7 * len(body)
        and len(Counter(map(round, bare))) <= max(2, len(bare) // 2)
        and min(bare) >= _SHORTEST_VERSE
    )


def is_wrapped(printed: Sequence[str]) -> bool:
    """Return whether paragraphs were set in lines of a few measures.

    Lines break off without a mark, and what follows such a line is no wider: below a title stands a whole
    paragraph, below a full line stands another.
    """
    widths = [width(line) for line in printed]
    pairs = list(zip(printed, widths, [*widths[1:], 0.0], [*printed[1:], ""], strict=True))
    breaking = [w for line, w, _, _ in pairs if w >= _LEAST_MEASURE and not _STOP.search(line)]
    bare = [
        (w, below, bool(_MID.search(line)), after)
        for line, w, below, after in pairs
        if w >= _LEAST_MEASURE
        and not _ENDED.search(line)
        and not _LISTED.match(line)
        and len(_CELLS.findall(line)) < 2
    ]
    if sum(breaking) < _BREAKING * sum(widths) or sum(w for w, _, _, _ in bare) < _BARE * sum(widths):
        return False
    bounded = sum(1 for w, below, _, _ in bare if below <= w + _MEASURE_SLACK)
    slots = Counter(int(w / _MEASURE_SLACK) for w in breaking)
    top = sum(count for _, count in slots.most_common(3))
    running = sum(mid for _, _, mid, _ in bare)
    if len(bare) < 2 or running < (_RUNNING if len(bare) > 2 else 1.0) * len(bare):
        return False
    # A single such line above none that goes on is a paragraph without a stop: …（编辑：何静）1130603.
    if running == 1 and not any(mid and _MID.search(after) for _, _, mid, after in bare):
        return False
    return bounded >= _BOUNDED * len(bare) and top >= _AT_MEASURE * len(breaking)


def _measure(printed: Sequence[str]) -> float:
    open_ended = [line for line in printed if not _STOP.search(line)]
    running = [line for line in open_ended if _MID.search(line)]
    widths = sorted(width(line) for line in running or open_ended)
    return widths[round(0.8 * (len(widths) - 1))] if widths else 0.0


def _is_page(lines: Sequence[str]) -> bool:
    """Return whether paragraphs come from a page of several items: marks count, and two are enough.

    Marks are notes about authors with text below, bylines with a box, 核心提示, titles printed twice, and
    paragraphs cut at a column's end. In typed and crawled text everything is set in, notes as well; on pages
    only first lines are, so that what stands at the margin there counts alone.
    """
    inset = [line[:1] in "\u3000 \t" for line in lines]
    mostly = sum(inset) > 0.5 * len(lines)
    printed = ["" if mostly and deep else line.strip() for line, deep in zip(lines, inset, strict=True)]
    below = [lines[at + 1].strip() for at, line in enumerate(printed[:-1]) if _NOTE.match(line)]
    marks = sum(2 if width(line) > _CUT else 1 for line in below)
    marks += sum(1 for line in printed if _BOX_BYLINE.match(line)) // 2
    marks += sum(1 for line in printed if _KEY_HEAD.match(line))
    marks += sum(2 for line in printed if 2 * _SHORTEST_TITLE <= len(line) <= _CUT and remove_overprint(line))
    marks += sum(1 for line in printed if width(line) > _CUT and "，" in line and not _STOP.search(line))
    marks += sum(
        1 for line in printed if mostly and width(line) > _CUT and "，" in line and opening_log_odds(line) < 0
    )
    return marks >= 2
