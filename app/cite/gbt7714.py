"""GB/T 7714, 2025 and 2015: for print, and for what is read online. What is unknown is marked 待补.

The editions differ in punctuation (2025: ，：（） as in Chinese text) and in the day of access, which 2025
asks for only where what is read may change: of a web page, not of a newspaper's article. Tests compare both
with the rules for citation programs (CSL) that the authors of the Chinese styles of Zotero publish.
"""

from app.cite.citable import Citable, one_line
from app.frozen import dataclass
from app.source_kinds import SourceKind

TO_SUPPLY = "待补"
# 2015, 8.1.2, and 2025, 7.1.2: with more than three authors the first three are given, then 等.
NAMED_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class _Edition:
    """The punctuation of an edition, and whether an article of a newspaper has its day of access."""

    comma: str
    colon: str
    brackets: tuple[str, str]
    newspapers_accessed: bool


_2015 = _Edition(", ", ": ", ("(", ")"), newspapers_accessed=True)
_2025 = _Edition("，", "：", ("（", "）"), newspapers_accessed=False)


def gbt7714(item: Citable) -> str:
    """Write 2025 for print: ``作者. 题名[N]. 报名，日期（版次）.`` or ``发文机关. 题名：文号[A]. 日期.``"""
    return _printed(item, _2025)


def gbt7714_online(item: Citable) -> str:
    """Write 2025 for what is read online: ``作者. 题名[N/OL]. 报名，日期（版次）. 网址.``"""
    return _online(item, _2025)


def gbt7714_2015(item: Citable) -> str:
    """Write 2015 for print: ``作者. 题名[N]. 报名, 日期(版次).``"""
    return _printed(item, _2015)


def gbt7714_2015_online(item: Citable) -> str:
    """Write 2015 for what is read online: ``作者. 题名[N/OL]. 报名, 日期(版次)[引用日期]. 网址.``"""
    return _online(item, _2015)


def _printed(item: Citable, edition: _Edition) -> str:
    if item.kind == SourceKind.WEB:
        return _online(item, edition)
    return f"{_head(item, edition)}[{item.form.gbt}]. {_place(item, edition)}."


def _online(item: Citable, edition: _Edition) -> str:
    if not item.address and item.kind != SourceKind.WEB:
        return _printed(item, edition)
    newspaper, (opening, closing) = item.kind == SourceKind.NEWSPAPER, edition.brackets
    place = _place(item, edition)
    published = place if newspaper else f"{opening}{place}{closing}"
    accessed = f"[{item.accessed}]" if edition.newspapers_accessed or not newspaper else ""
    return f"{_head(item, edition)}[{item.form.gbt}/OL]. {published}{accessed}. {item.address}."


def _head(item: Citable, edition: _Edition) -> str:
    who = item.responsible
    names = edition.comma.join([*who[:NAMED_AUTHORS], *(["等"] if len(who) > NAMED_AUTHORS else [])])
    unknown = next((f"[{name}{TO_SUPPLY}]" for name in item.form.needed[:1] if name != "题名"), "")
    title = one_line(item.title or f"[题名{TO_SUPPLY}，首句：{item.opening}]")
    numbered = item.document_number and not item.newspaper
    number = f"{edition.colon}{item.document_number}" if numbered else ""
    return ". ".join(part for part in (names or unknown, f"{title}{number}") if part)


def _place(item: Citable, edition: _Edition) -> str:
    date = item.date or f"[日期{TO_SUPPLY}]"
    if item.kind != SourceKind.NEWSPAPER:
        return date
    newspaper, (opening, closing) = item.newspaper or f"[报名{TO_SUPPLY}]", edition.brackets
    page = item.edition or f"版次{TO_SUPPLY}"
    return f"{newspaper}{edition.comma}{date}{opening}{page}{closing}"
