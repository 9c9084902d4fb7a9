"""Citations of an article or a paragraph: GB/T 7714-2015, RIS, BibTeX, CSL-JSON, Markdown, plain text.

What the source does not say is marked 待补 (to be supplied) and never invented; formats with fields
leave the field out and list it in a note.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from app.article import ArticleMetadata

TO_SUPPLY = "待补"
# GB/T 7714-2015, 8.1.2: with more than three authors the first three are given, then 等.
NAMED_AUTHORS = 3

_BIBTEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Citable(ArticleMetadata):
    """An article, or one paragraph of it when ``quotation`` is given, as something to cite."""

    key: str
    """The permalink id; it becomes the key of BibTeX and CSL-JSON."""
    opening: str
    """The opening words, which stand for a title that the source does not have."""
    permalink: str
    """An absolute address; ``url``, that of the original, is not cited."""
    accessed: str
    """The day of citing, ISO 8601."""
    quotation: str | None = None
    n: int | None = None
    """The number of the paragraph that is quoted."""


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A citation format: its media type, the ending of its file, and how it is written."""

    name: str
    label: str
    media_type: str
    ending: str
    write: Callable[[Citable], str]


def missing(item: Citable) -> tuple[str, ...]:
    """Return the names, in Chinese, of what the source does not say."""
    fields = {
        "作者": item.authors,
        "题名": item.title,
        "报名": item.newspaper,
        "日期": item.date,
        "版次": item.edition,
    }
    return tuple(name for name, value in fields.items() if not value)


def gbt7714(item: Citable) -> str:
    """Write GB/T 7714-2015 for print: ``作者.题名[N].报名,日期(版次).``"""
    return f"{_gbt_head(item)}[N].{_gbt_place(item)}."


def gbt7714_online(item: Citable) -> str:
    """Write GB/T 7714-2015 for a page on the web: ``[N/OL]`` with the day of access and the address."""
    return f"{_gbt_head(item)}[N/OL].{_gbt_place(item)}[{item.accessed}].{item.permalink}."


def ris(item: Citable) -> str:
    """Write RIS, type NEWS, with CRLF line ends."""
    lines = [
        ("TY", "NEWS"),
        ("ID", item.key),
        ("TI", item.title or item.opening),
        *(("AU", author) for author in item.authors),
        ("T2", item.newspaper),
        ("PY", item.date and item.date[:4]),
        ("DA", item.date and item.date.replace("-", "/")),
        ("SP", item.edition),
        ("UR", item.permalink),
        ("Y2", item.accessed.replace("-", "/")),
        ("LA", "zh-CN"),
        ("AB", item.quotation),
        ("N1", _note(item)),
    ]
    text = "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n"


def bibtex(item: Citable) -> str:
    """Write BibTeX; braces keep Chinese titles and names whole."""
    fields = [
        ("title", f"{{{_tex(item.title or item.opening)}}}"),
        ("author", " and ".join(f"{{{_tex(author)}}}" for author in item.authors)),
        ("journal", _tex(item.newspaper or "")),
        ("year", (item.date or "")[:4]),
        ("date", item.date or ""),
        ("pages", _tex(item.edition or "")),
        ("url", item.permalink),
        ("urldate", item.accessed),
        ("langid", "chinese"),
        ("abstract", _tex(item.quotation or "")),
        ("note", _tex(_note(item))),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@article{{judou-{item.key},\n{body}}}\n"


def csl_json(item: Citable) -> str:
    """Write CSL-JSON: a list with one ``article-newspaper``."""
    entry: dict[str, object] = {
        "id": f"judou-{item.key}",
        "type": "article-newspaper",
        "title": item.title or item.opening,
        "author": [{"literal": author} for author in item.authors],
        "container-title": item.newspaper,
        "issued": item.date and {"date-parts": [_date_parts(item.date)]},
        "page": item.edition,
        "URL": item.permalink,
        "accessed": {"date-parts": [_date_parts(item.accessed)]},
        "language": "zh-CN",
        "abstract": item.quotation,
        "note": _note(item),
    }
    return json.dumps([{name: value for name, value in entry.items() if value}], ensure_ascii=False, indent=2)


def markdown(item: Citable) -> str:
    """Write Markdown: the quotation as a block quote, then the source with its link."""
    title = item.title or f"{item.opening}……（原版无题）"
    parts = ["、".join(item.authors), item.newspaper, item.date, _edition_words(item), _paragraph_words(item)]
    known = "，".join(part.translate(_MARKDOWN) for part in parts if part)
    note = f"（{_note(item)}）" if missing(item) else ""
    linked = f"[《{_one_line(title).translate(_MARKDOWN)}》](<{item.permalink}>)"
    source = f"{linked}{'，' if known else ''}{known}{note}"
    return (
        f"> {_one_line(item.quotation).translate(_MARKDOWN)}\n>\n> — {source}\n"
        if item.quotation
        else f"{source}\n"
    )


def plain(item: Citable) -> str:
    """Write plain text for pasting: the quotation in Chinese quotation marks, then the online citation."""
    quotation = f"“{item.quotation}”\n" if item.quotation else ""
    return f"{quotation}{gbt7714_online(item)}\n"


FORMATS: dict[str, CitationFormat] = {
    each.name: each
    for each in (
        CitationFormat("gbt7714", "GB/T 7714 [N]", "text/plain", "txt", gbt7714),
        CitationFormat("gbt7714-online", "GB/T 7714 [N/OL]", "text/plain", "txt", gbt7714_online),
        CitationFormat("ris", "RIS", "application/x-research-info-systems", "ris", ris),
        CitationFormat("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex),
        CitationFormat("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
        CitationFormat("markdown", "Markdown", "text/markdown", "md", markdown),
        CitationFormat("plain", "引文", "text/plain", "txt", plain),
    )
}
"""Every format by the name that stands in its address, in the order in which they are offered."""


def _gbt_head(item: Citable) -> str:
    names = ",".join(item.authors[:NAMED_AUTHORS]) + (",等" if len(item.authors) > NAMED_AUTHORS else "")
    title = item.title or f"[题名{TO_SUPPLY}，首句：{item.opening}]"
    return f"{names or f'[作者{TO_SUPPLY}]'}.{_one_line(title)}"


def _gbt_place(item: Citable) -> str:
    date = item.date or f"[日期{TO_SUPPLY}]"
    return f"{item.newspaper or f'[报名{TO_SUPPLY}]'},{date}({item.edition or f'版次{TO_SUPPLY}'})"


def _note(item: Citable) -> str:
    """Return the note for a reference manager: the paragraph's number and the fields to be supplied."""
    names = missing(item)
    return "；".join(
        part for part in (_paragraph_words(item), f"{TO_SUPPLY}：{'、'.join(names)}" if names else "") if part
    )


def _paragraph_words(item: Citable) -> str:
    return f"第{item.n}段" if item.n is not None else ""


def _edition_words(item: Citable) -> str:
    return f"第{item.edition}版" if item.edition and item.edition.isdecimal() else item.edition or ""


def _date_parts(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _tex(text: str) -> str:
    return _one_line(text).translate(_BIBTEX)
