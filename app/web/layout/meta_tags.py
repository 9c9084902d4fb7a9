"""Meta tags of an article: canonical address, Open Graph, citation meta, schema.org."""

import json

from app.cite.citable import source_form
from app.cite.quotation_marks import quoted
from app.i18n.catalogues import Language
from app.institutions import is_body, parse_institutions
from app.source_kinds import SourceKind, source_kind
from app.store.rows import StoredArticle, StoredBlock
from app.web.core.viewer import Viewer
from app.web.layout.elements import Alternate, Head

DESCRIBED = 200
"""Characters of a description; chats and search engines show no more."""
QUOTED = 48
"""Characters of a quotation in a title."""


def article_head(
    viewer: Viewer, article: StoredArticle, image: str, block: StoredBlock | None = None
) -> Head:
    """Return the head of an article, or of one block of it whose own address was asked for."""
    links = viewer.links
    canonical = links.absolute(links.article(article.id))
    quotation = block.text if block else ""
    title = f"{quoted(shortened(quotation, QUOTED))} {article.label}" if block else article.label
    return Head(
        title=f"{title} · 句读",
        description=shortened(quotation or article.lead, DESCRIBED),
        canonical=canonical,
        shared=links.absolute(links.paragraph(block.id)) if block else "",
        kind="article",
        image=links.absolute(image),
        alternates=_alternates(viewer, article),
        properties=_properties(article),
        citation=_citation(article, canonical),
        json_ld=json_for_script(_described(article, canonical)),
    )


def shortened(text: str, length: int) -> str:
    """Return the beginning of a text, at most ``length`` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


def json_for_script(value: object) -> str:
    """Return JSON that cannot end the script element it stands in, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _alternates(viewer: Viewer, article: StoredArticle) -> tuple[Alternate, ...]:
    links = viewer.links
    forms = {"json": "application/json", "txt": "text/plain", "md": "text/markdown"}
    canonical = links.absolute(links.article(article.id))
    languages = () if viewer.static else tuple(Language)
    return (
        *(Alternate(links.article_as(article.id, ending), media) for ending, media in forms.items()),
        *(Alternate(f"{canonical}?lang={each}", hreflang=each) for each in languages),
    )


def _properties(article: StoredArticle) -> tuple[tuple[str, str], ...]:
    authors = tuple(("article:author", name) for name in article.authors)
    date = article.date or ""
    return (*authors, ("article:published_time", date)) if len(date) == len("2024-03-12") else authors


def _citation(article: StoredArticle, url: str) -> tuple[tuple[str, str], ...]:
    """Return what reference managers read.

    A name of a journal would make any of them take a newspaper's article for a journal's. Zotero's translator
    Embedded Metadata reads the type of an item from ``DC.type`` where it is one of its own, and the name of a
    newspaper from ``DC.source``, before it guesses a journal from ``citation_title``.
    """
    pairs = [
        ("DC.type", source_form(article).zotero),
        ("DC.source", article.newspaper or ""),
        ("citation_title", article.label),
        *(("citation_author", name) for name in article.authors),
        ("citation_publication_date", (article.date or "").replace("-", "/")),
        ("citation_firstpage", article.edition or ""),
        ("citation_language", "zh"),
        ("citation_public_url", url),
    ]
    return tuple((name, value) for name, value in pairs if value)


_TYPES = {
    SourceKind.NEWSPAPER: "NewsArticle",
    SourceKind.LAW: "Legislation",
    SourceKind.DOCUMENT: "Article",
    SourceKind.WEB: "Article",
}
"""The kinds of sources in schema.org."""


def _described(article: StoredArticle, url: str) -> dict[str, object]:
    known = {
        "@context": "https://schema.org",
        "@type": _TYPES[source_kind(article)],
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.label,
        "alternativeHeadline": article.subtitle,
        "description": shortened(article.lead, DESCRIBED),
        "inLanguage": "zh-Hans",
        "author": [
            {"@type": "Organization" if is_body(name) else "Person", "name": name} for name in article.authors
        ],
        "sourceOrganization": [
            {"@type": "Organization", "name": each.body}
            for each in parse_institutions(article.affiliation or "")
        ],
        "isPartOf": article.newspaper and {"@type": "Newspaper", "name": article.newspaper},
        "datePublished": article.date,
        "printPage": article.edition,
        "publisher": article.issuing_body and {"@type": "Organization", "name": article.issuing_body},
        "identifier": article.document_number,
        "isBasedOn": article.url if (article.url or "").startswith(("https://", "http://")) else None,
    }
    return {name: value for name, value in known.items() if value}
