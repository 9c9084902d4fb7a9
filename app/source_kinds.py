"""What an article is to those who cite it: a newspaper's, a law, an official document, a page of the web.

It follows from what is known of it, and from nothing else.
"""

from enum import StrEnum

from app.article import ArticleMetadata
from app.lazy_pattern import lazy_pattern

_ANNEX = lazy_pattern(r"(?:[（(〔\[][^（）()〔〕\[\]]*[）)〕\]])+$")
_STATE, _CONGRESS = "中华人民共和国", "人民代表大会"


class SourceKind(StrEnum):
    """The kinds of sources that are cited differently."""

    NEWSPAPER = "newspaper"
    LAW = "law"
    DOCUMENT = "document"
    WEB = "web"


def source_kind(article: ArticleMetadata) -> SourceKind:
    """Return what an article is: printed in a newspaper, issued by a body, or published on the web.

    Where nothing of it is known it is taken for a newspaper's, unless it has the name of a law of the state.
    """
    if article.newspaper:
        return SourceKind.NEWSPAPER
    if _is_law(article):
        return SourceKind.LAW
    if article.issuing_body or article.document_number:
        return SourceKind.DOCUMENT
    return SourceKind.WEB if article.url else SourceKind.NEWSPAPER


def _is_law(article: ArticleMetadata) -> bool:
    """Return whether a title is the name of a law or regulation: 中华人民共和国外商投资法（2019年修正）."""
    name = _ANNEX.sub("", article.title or "")
    if name.startswith(_STATE):
        return name.endswith(("法", "法典", "条例", "办法", "规定", "细则", "规则"))
    issued = article.issuing_body or ""
    return bool(issued) and name.endswith(("宪法", "法典", "条例", *(("法",) if _CONGRESS in issued else ())))
