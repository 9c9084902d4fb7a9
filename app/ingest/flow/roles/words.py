"""What each line is by its own words, before anything is asked about its neighbours."""

from collections.abc import Callable, Sequence
from dataclasses import field
from enum import StrEnum

from app.frozen import dataclass
from app.ingest.blocks import SourceBlock, SourceType
from app.ingest.flow.lines import TextLine, make_text_line
from app.ingest.lines import wording
from app.ingest.lines.classify import EDITOR_LINE, NOTE_START, PHOTO_CREDIT
from app.ingest.lines.glyphs import collapse_spaces
from app.ingest.lines.width import width
from app.ingest.metadata import bylines, furniture, labels, laws
from app.ingest.metadata.dates import is_period, parse_lone_date, parse_lone_month
from app.lazy_pattern import lazy_pattern
from app.text import simplify


class Role(StrEnum):
    """What a line can be by its own words."""

    TEXT = "text"
    DISPLAY = "display"
    """Short and without a stop: a title, a heading, a signature, a list's item."""
    NAMES = "names"
    """Nothing but names, without saying that they are authors; else like display."""
    BYLINE = "byline"
    DATE = "date"
    PERIOD = "period"
    """A year, a month or a day of a chronicle; it stays in the text."""
    EDITION = "edition"
    LABELS = "labels"
    IMPRINT = "imprint"
    NUMBER = "document number"
    ENACTED = "enacted"
    """When and by whom a law was made; it stays in the text."""
    CREDIT = "credit"
    NOTE = "note"
    FURNITURE = "furniture"
    RELATED = "related"
    """A label after which links to other texts follow."""
    RULE = "rule"
    HEADING = "heading"
    """Known to the reader of the source."""
    BLOCK = "block"
    """Known to the reader of the source, and neither heading nor plain line."""


METADATA = frozenset(
    {Role.DATE, Role.EDITION, Role.LABELS, Role.IMPRINT, Role.FURNITURE, Role.BYLINE, Role.RULE}
)
"""What stands around titles without being one."""
_LONGEST_DISPLAY = 46.0
"""Cells of a display line: titles of official documents take forty and more."""
_SHORT, _NEAR, _BELOW_HEADING = 120, 15, 4
"""Longer lines are text; metadata stand among so many blocks at either end of a text of known blocks."""
_STOPPED = lazy_pattern(r"[。;,、!…]['\"”’」』)】]*$|[:]$")
_ASKED = frozenset({SourceType.PARAGRAPH, SourceType.QUOTE, SourceType.LIST_ITEM, SourceType.TABLE_ROW})
_LABELLED_ONLY = frozenset({SourceType.LIST_ITEM, SourceType.TABLE_ROW})
_PARTICULAR = lazy_pattern(
    r"^(?:时间|地点|地址|主持人?|出席|列席|缺席|请假|参加|参会人员|与会人员|记录|记录人|整理|嘉宾|主办|主办单位|承办|承办单位|协办|联系人|联系电话|"
    r"联系方式|联系地址|通[讯信]地址|办公地址|网址|(?:电子)?邮[箱件]|邮政编码|(?:客服|咨询|投诉|举报|监督|报名|反馈)(?:电话|邮箱|地址|网址)|热线|电话|手机|邮箱|传真|邮编|单位|姓名|议题|主讲人?|采访人|受访人|采访时间|采访地点|会议时间|会议地点|抄送)\s?:\s?\S"
)
"""What minutes, programmes and notices say line by line; never a title."""
_SPREAD_LABEL = lazy_pattern(r"^\S(?: \S){1,3} ?:")
"""时　间：, 主 持 人：."""
_POSTCODE = lazy_pattern(r"\d{6}\s*[）)]$")
_WHEN = lazy_pattern(r"时间\s?:\s?(.{6,30})")
# A title may end in a bracket (（大家谈）), a dash (…一年间——) or a question mark.
_CREDIT_START = lazy_pattern(
    r"^[\[(]?(?:[\u4e00-\u9fff]{0,6}记者\s?)?[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3}\s?(?:摄影报[道导]|文/图|图/文|图文)[\])]?$|"
    r"^[\[(]?(?:图|照片|摄影|供图|制图|图片来源|摄|版画|绘图|漫画)\s?[:/]\s?\S{1,20}$"
)


_BOTH = ("文/图", "图/文")
"""Who wrote the text took the pictures, too: no mere credit."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line, what it is, and what it says about its text."""

    line: TextLine
    role: Role
    found: labels.Found = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the line as displayed."""
        return self.line.text

    @property
    def short(self) -> bool:
        """Whether the line is display or could be."""
        return self.role in (Role.DISPLAY, Role.NAMES)


_Test = Callable[[TextLine], labels.Found | None]
"""What a line says if it plays a role, else None."""


def told(blocks: Sequence[SourceBlock]) -> list[Told]:
    """Return each block with what it is by its own words.

    Of what a reader knows to be paragraphs only those near both ends and headings are asked: metadata stand
    there.
    """
    end = len(blocks) - _NEAR
    found: list[Told] = []
    heading = -_NEAR
    for number, block in enumerate(blocks):
        if block.type is SourceType.PARAGRAPH and _NEAR <= number < end and number - heading > _BELOW_HEADING:
            found.append(Told(TextLine(block, block.text, ""), Role.TEXT))
            continue
        if block.type is SourceType.LINE and len(block.text) <= _SHORT:
            found.append(_told(make_text_line(block)))
            continue
        if block.type is SourceType.HEADING:
            heading = number
        found.append(_known(block, _NEAR <= number < end and number - heading > _BELOW_HEADING))
    return _without_guides(_beside_labels(found))


def _beside_labels(lines: list[Told]) -> list[Told]:
    """Return the lines; 时间：2024年6月3日 tells when a text was printed where it stands beside a label."""
    for at, told in enumerate(lines):
        below = lines[at + 1].line.folded if at + 1 < len(lines) else ""
        if told.role is Role.LABELS and _is_particular(told.line.folded) and _is_particular(below):
            lines[at] = Told(told.line, Role.TEXT)
            continue
        if told.role is not Role.TEXT or not (when := _WHEN.fullmatch(told.line.folded)):
            continue
        near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
        if (date := parse_lone_date(when[1])) and any(other.role is Role.LABELS for other in near):
            lines[at] = Told(told.line, Role.LABELS, {"date": date})
    return lines


def _without_guides(lines: list[Told]) -> list[Told]:
    """Return the lines; a guide to other pages (导读) belongs to no text."""
    texts = [told.text if told.line.block.type is SourceType.LINE else "" for told in lines]
    for at in range(len(lines)):
        for within in range(at, at + wording.guide_size(texts, at)):
            lines[within] = Told(lines[within].line, Role.FURNITURE)
    return lines


def _known(block: SourceBlock, inner: bool) -> Told:
    kind = block.type
    if kind is SourceType.HEADING:
        return Told(make_text_line(block), Role.HEADING)
    if kind is SourceType.RULE:
        return Told(make_text_line(block), Role.RULE)
    if kind in _ASKED and not inner and len(block.text) <= _SHORT and block.text[-1:] not in "。；，、：":
        found = _told(make_text_line(block))
        listed = kind not in _LABELLED_ONLY or found.role is Role.LABELS
        if kind is SourceType.PARAGRAPH or (listed and found.role in METADATA):
            return found
    plain = kind in (SourceType.LINE, SourceType.PARAGRAPH)
    text = collapse_spaces(block.text) if kind is SourceType.LINE else block.text
    return Told(TextLine(block, text, ""), Role.TEXT if plain else Role.BLOCK)


def _told(line: TextLine) -> Told:
    """Return what a short line is by the first test that it passes."""
    for role, test in _TESTS:
        found = test(line)
        if found is not None:
            return Told(line, role, found)
    plain = (
        not is_display(line.text)
        or _is_particular(line.folded)
        or wording.LONE_DATELINE.search(line.folded)
        or wording.TURNS.search(line.folded)
    )
    return Told(line, Role.TEXT if plain else Role.DISPLAY)


def _is_particular(folded: str) -> bool:
    """Return whether a line is one of minutes, programmes, notices."""
    return bool(_PARTICULAR.match(_SPREAD_LABEL.sub(lambda spread: spread[0].replace(" ", ""), folded)))


def _flag(test: Callable[[str], bool]) -> _Test:
    """Return a test that finds no values from one of the folded text."""
    return lambda line: {} if test(line.folded) else None


def _note(line: TextLine) -> labels.Found | None:
    noted = line.text[-1] in "）)】〕]］" and (NOTE_START.match(line.text) or _POSTCODE.search(line.text))
    return labels.parse_note(line.text, line.folded) if noted else None


def _date(line: TextLine) -> labels.Found | None:
    date = parse_lone_date(line.folded)
    return {"date": date} if date else None


def _enactment(line: TextLine) -> labels.Found | None:
    return laws.parse_enactment(line.text) if laws.is_enactment(line.folded) else None


def _credit(line: TextLine) -> labels.Found | None:
    if line.folded.endswith(_BOTH) and bylines.parse_byline(line.text):
        return None
    return {} if PHOTO_CREDIT.fullmatch(line.folded) or _CREDIT_START.match(line.folded) else None


def _tells_of_editors(line: TextLine) -> bool:
    """Return whether a line is of those who make a paper; how to reach whom a notice names is text."""
    return bool(EDITOR_LINE.match(line.text)) and not _is_particular(line.folded)


def _names(parse: Callable[[str], tuple[str, ...]]) -> _Test:
    """Return a test that finds authors."""
    return lambda line: {"authors": who} if (who := parse(line.text)) else None


_TESTS: tuple[tuple[Role, _Test], ...] = (
    (Role.NOTE, _note),
    (Role.RULE, _flag(furniture.is_rule)),
    (Role.DATE, _date),
    (Role.PERIOD, _flag(is_period)),
    (Role.ENACTED, _enactment),
    (Role.EDITION, lambda line: labels.parse_edition(line.folded)),
    (Role.NUMBER, lambda line: labels.parse_document_number(line.text, line.folded)),
    (Role.LABELS, lambda line: labels.parse_labels(line.text, line.folded)),
    (Role.IMPRINT, lambda line: labels.parse_imprint(line.text, line.folded)),
    (Role.LABELS, lambda line: labels.parse_stamp(line.text, line.folded)),
    (Role.IMPRINT, lambda line: labels.parse_filed_title(line.text, line.folded)),
    (Role.LABELS, lambda line: laws.parse_issued(line.text, line.folded)),
    (Role.RELATED, _flag(furniture.is_related)),
    (Role.FURNITURE, _flag(furniture.is_furniture)),
    (Role.FURNITURE, lambda line: {} if _tells_of_editors(line) else None),
    (Role.CREDIT, _credit),
    (Role.BYLINE, _names(bylines.parse_byline)),
    (Role.BYLINE, lambda line: labels.parse_dated_byline(line.text, line.folded)),
    (Role.NAMES, _names(bylines.parse_names_alone)),
)
"""What a line can be; what says most about itself is asked first."""


def is_display(text: str) -> bool:
    """Return whether a line looks like display: short, and no sentence ends in it."""
    return width(text) <= _LONGEST_DISPLAY and "。" not in text and not _STOPPED.search(simplify(text[-6:]))


def ends_open(text: str) -> bool:
    """Return whether a line breaks off in mid-sentence."""
    return wording.ending_kind(text) in ("open", "comma", "quote")


def is_month(text: str) -> str | None:
    """Return the month if a line is nothing but a year and a month."""
    return parse_lone_month(simplify(text))
