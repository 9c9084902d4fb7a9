"""Files for reference managers: RIS, BibTeX, CSL-JSON. What is unknown is left out and listed in a note."""

import json
from collections.abc import Iterable, Iterator
from textwrap import indent

from app.cite.citable import Citable, one_line
from app.cite.prose import note_words
from app.source_kinds import SourceKind

_BIBTEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


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
        ("Y2", item.address and item.accessed.replace("-", "/")),
        ("LA", "zh-CN"),
        ("AB", item.quotation),
        ("N1", note_words(item)),
    ]
    text = "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n"


def bibtex(item: Citable) -> str:
    """Write BibTeX; braces keep Chinese titles and names whole.

    ``entrysubtype`` makes pandoc and biblatex cite a newspaper's article as one, ``[N]`` in GB/T 7714.
    """
    fields = [
        ("title", f"{{{_tex(item.title or item.opening)}}}"),
        ("author", " and ".join(f"{{{_tex(author)}}}" for author in item.responsible)),
        ("entrysubtype", "newspaper" if item.kind == SourceKind.NEWSPAPER else ""),
        ("journal", _tex(item.newspaper or "")),
        ("number", _tex(item.document_number or "")),
        ("year", (item.date or "")[:4]),
        ("date", item.date or ""),
        ("pages", _tex(item.edition or "")),
        ("url", item.address),
        ("urldate", item.address and item.accessed),
        ("langid", "chinese"),
        ("abstract", _tex(item.quotation or "")),
        ("note", _tex(note_words(item))),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{item.form.bibtex}{{judou-{item.key},\n{body}}}\n"


def csl_json(item: Citable) -> str:
    """Write CSL-JSON: a list with one entry."""
    return csl_json_list([item])


def csl_json_list(items: Iterable[Citable]) -> str:
    """Write CSL-JSON: a list with an entry for each."""
    return "".join(csl_json_pieces(items))


def csl_json_pieces(items: Iterable[Citable]) -> Iterator[str]:
    """Yield CSL-JSON, a list of any length, entry by entry."""
    yield "["
    for n, item in enumerate(items):
        entry = indent(json.dumps(_csl_entry(item), ensure_ascii=False, indent=2), "  ")
        yield f",\n{entry}" if n else f"\n{entry}"
    yield "\n]"


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
        "accessed": item.address and {"date-parts": [_date_parts(item.accessed)]},
        "language": "zh-CN",
        "abstract": item.quotation,
        "note": note_words(item),
    }
    return {name: value for name, value in entry.items() if value}


def _date_parts(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


def _tex(text: str) -> str:
    return one_line(text).translate(_BIBTEX)
