"""Citations of an article or a paragraph: GB/T 7714-2015, RIS, BibTeX, CSL-JSON, Markdown, plain text.

A newspaper article, a law, an official document and a page of the web are each cited as what they are.
What the source does not say is marked 待补 (to be supplied) and never invented; formats with fields
leave the field out and list it in a note.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.article import ArticleMetadata
from app.source_kinds import SourceKind, source_kind

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
    """An absolute address here."""
    accessed: str
    """The day of citing, ISO 8601."""
    quotation: str | None = None
    n: int | None = None
    """The number of the paragraph that is quoted."""

    @property
    def form(self) -> "SourceForm":
        """How a source of this kind is cited."""
        return _FORMS[source_kind(self)]

    @property
    def responsible(self) -> tuple[str, ...]:
        """Those who answer for it: its authors; of a law or an official document the body that issued it."""
        issued = source_kind(self) in (SourceKind.LAW, SourceKind.DOCUMENT)
        return (self.issuing_body,) if issued and self.issuing_body else self.authors

    @property
    def address(self) -> str:
        """Where it is read: a newspaper's article here, anything else where it was published."""
        return self.permalink if source_kind(self) == SourceKind.NEWSPAPER else self.url or self.permalink


@dataclass(frozen=True, slots=True)
class SourceForm:
    """How a kind of source is cited: its type in each format, and what it cannot do without."""

    gbt: str
    """GB/T 7714-2015, table B.1; the medium ``/OL`` is added."""
    ris: str
    bibtex: str
    csl: str
    needed: tuple[str, ...]
    """The names in Chinese: 作者 or 发文机关 is who answers for it."""


_FORMS = {
    SourceKind.NEWSPAPER: SourceForm(
        "N", "NEWS", "article", "article-newspaper", ("作者", "题名", "报名", "日期", "版次")
    ),
    SourceKind.LAW: SourceForm("S", "STAT", "misc", "legislation", ("发文机关", "题名", "日期")),
    SourceKind.DOCUMENT: SourceForm("Z", "GOVDOC", "misc", "report", ("发文机关", "题名", "日期")),
    SourceKind.WEB: SourceForm("EB", "ELEC", "online", "webpage", ("题名", "日期")),
}


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A citation format: its media type, the ending of its file, and how it is written."""

    name: str
    label: str
    media_type: str
    ending: str
    write: Callable[[Citable], str]


def missing(item: Citable) -> tuple[str, ...]:
    """Return the names, in Chinese, of what the source does not say and its kind needs."""
    known = {
        "作者": item.responsible,
        "发文机关": item.responsible,
        "题名": item.title,
        "报名": item.newspaper,
        "日期": item.date,
        "版次": item.edition,
    }
    return tuple(name for name in item.form.needed if not known[name])


def gbt7714(item: Citable) -> str:
    """Write GB/T 7714-2015 for print: ``作者.题名[N].报名,日期(版次).`` or ``发文机关.题名:文号[Z].日期.``"""
    if source_kind(item) == SourceKind.WEB:
        return gbt7714_online(item)
    return f"{_gbt_head(item)}[{item.form.gbt}].{_gbt_place(item)}."


def gbt7714_online(item: Citable) -> str:
    """Write GB/T 7714-2015 for what is read on the web: ``[N/OL]`` with the day of access and the address."""
    place = _gbt_place(item)
    published = place if source_kind(item) == SourceKind.NEWSPAPER else f"({place})"
    return f"{_gbt_head(item)}[{item.form.gbt}/OL].{published}[{item.accessed}].{item.address}."


def ris(item: Citable) -> str:
    """Write RIS with CRLF line ends: type NEWS, STAT, GOVDOC or ELEC."""
    lines = [
        ("TY", item.form.ris),
        ("ID", item.key),
        ("TI", item.title or item.opening),
        *(("AU", author) for author in item.responsible),
        ("T2", item.newspaper),
        ("M1", item.document_number),
        ("PY", item.date and item.date[:4]),
        ("DA", item.date and item.date.replace("-", "/")),
        ("SP", item.edition),
        ("UR", item.address),
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
        ("author", " and ".join(f"{{{_tex(author)}}}" for author in item.responsible)),
        ("journal", _tex(item.newspaper or "")),
        ("number", _tex(item.document_number or "")),
        ("year", (item.date or "")[:4]),
        ("date", item.date or ""),
        ("pages", _tex(item.edition or "")),
        ("url", item.address),
        ("urldate", item.accessed),
        ("langid", "chinese"),
        ("abstract", _tex(item.quotation or "")),
        ("note", _tex(_note(item))),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{item.form.bibtex}{{judou-{item.key},\n{body}}}\n"


def csl_json(item: Citable) -> str:
    """Write CSL-JSON: a list with one entry."""
    return csl_json_list([item])


def csl_json_list(items: Iterable[Citable]) -> str:
    """Write CSL-JSON: a list with an entry for each."""
    return json.dumps([_csl_entry(item) for item in items], ensure_ascii=False, indent=2)


def _csl_entry(item: Citable) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": f"judou-{item.key}",
        "type": item.form.csl,
        "title": item.title or item.opening,
        "author": [{"literal": author} for author in item.responsible],
        "container-title": item.newspaper,
        "number": item.document_number,
        "issued": item.date and {"date-parts": [_date_parts(item.date)]},
        "page": item.edition,
        "URL": item.address,
        "accessed": {"date-parts": [_date_parts(item.accessed)]},
        "language": "zh-CN",
        "abstract": item.quotation,
        "note": _note(item),
    }
    return {name: value for name, value in entry.items() if value}


def markdown(item: Citable) -> str:
    """Write Markdown: the quotation as a block quote, then the source with its link."""
    title = item.title or f"{item.opening}……（原版无题）"
    issued = [item.newspaper, item.document_number, item.date, _edition_words(item)]
    parts = ["、".join(item.responsible), *issued, _paragraph_words(item)]
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
        CitationFormat("gbt7714", "GB/T 7714", "text/plain", "txt", gbt7714),
        CitationFormat("gbt7714-online", "GB/T 7714 · OL", "text/plain", "txt", gbt7714_online),
        CitationFormat("ris", "RIS", "application/x-research-info-systems", "ris", ris),
        CitationFormat("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex),
        CitationFormat("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
        CitationFormat("markdown", "Markdown", "text/markdown", "md", markdown),
        CitationFormat("plain", "引文", "text/plain", "txt", plain),
    )
}
"""Every format by the name that stands in its address, in the order in which they are offered."""


def _gbt_head(item: Citable) -> str:
    who = item.responsible
    names = ",".join(who[:NAMED_AUTHORS]) + (",等" if len(who) > NAMED_AUTHORS else "")
    unknown = next((f"[{name}{TO_SUPPLY}]" for name in item.form.needed[:1] if name != "题名"), "")
    title = _one_line(item.title or f"[题名{TO_SUPPLY}，首句：{item.opening}]")
    number = f":{item.document_number}" if item.document_number and not item.newspaper else ""
    return ".".join(part for part in (names or unknown, f"{title}{number}") if part)


def _gbt_place(item: Citable) -> str:
    date = item.date or f"[日期{TO_SUPPLY}]"
    if source_kind(item) != SourceKind.NEWSPAPER:
        return date
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
