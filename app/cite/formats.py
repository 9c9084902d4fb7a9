"""Every format of citations by the name in its address, in the order in which they are offered."""

from collections.abc import Callable

from app.cite.chicago import chicago_note
from app.cite.citable import Citable
from app.cite.gbt7714 import gbt7714, gbt7714_2015, gbt7714_2015_online, gbt7714_online
from app.cite.prose import chat, markdown, plain
from app.cite.references import bibtex, csl_json, ris
from app.frozen import dataclass


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A citation format: its media type, the ending of its file, and how it is written."""

    name: str
    label: str
    media_type: str
    ending: str
    write: Callable[[Citable], str]
    language: str = "zh-Hans"
    """The language of what is around names and titles."""


FORMATS: dict[str, CitationFormat] = {
    each.name: each
    for each in (
        CitationFormat("gbt7714", "GB/T 7714—2025", "text/plain", "txt", gbt7714),
        CitationFormat("gbt7714-online", "GB/T 7714—2025 · OL", "text/plain", "txt", gbt7714_online),
        CitationFormat("gbt7714-2015", "GB/T 7714—2015", "text/plain", "txt", gbt7714_2015),
        CitationFormat(
            "gbt7714-2015-online", "GB/T 7714—2015 · OL", "text/plain", "txt", gbt7714_2015_online
        ),
        CitationFormat("chicago", "Chicago", "text/plain", "txt", chicago_note, "en"),
        CitationFormat("chat", "引文、出处、链接", "text/plain", "txt", chat),
        CitationFormat("plain", "引文与著录", "text/plain", "txt", plain),
        CitationFormat("markdown", "Markdown", "text/markdown", "md", markdown),
        CitationFormat("ris", "RIS", "application/x-research-info-systems", "ris", ris),
        CitationFormat("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex),
        CitationFormat("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
    )
}
"""Formats by name; the first is the default."""
