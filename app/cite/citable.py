"""What is cited: an article or a paragraph of it, as a source of its kind, and what is not known of it.

A newspaper article, a law, an official document and a page of the web are each cited as what they are.
What the source does not say is never invented.
"""

from app.article import ArticleMetadata
from app.frozen import dataclass
from app.source_kinds import SourceKind, source_kind


@dataclass(frozen=True, slots=True)
class Citable(ArticleMetadata):
    """An article, or one paragraph of it when ``quotation`` is given, as something to cite."""

    key: str
    """The permalink id; it becomes the key of BibTeX and CSL-JSON."""
    opening: str
    """The opening words, which stand for a title that the source does not have."""
    permalink: str
    """An absolute address here; empty where none is known, in files that may be put anywhere."""
    accessed: str
    """The day of citing, ISO 8601."""
    quotation: str | None = None
    n: int | None = None
    """The number of the paragraph that is quoted."""

    @property
    def kind(self) -> SourceKind:
        """Return what it is to those who cite it."""
        return source_kind(self)

    @property
    def form(self) -> "SourceForm":
        """How a source of this kind is cited."""
        return _FORMS[self.kind]

    @property
    def responsible(self) -> tuple[str, ...]:
        """Those who answer for it: its authors; of a law or an official document the body that issued it."""
        issued = self.kind in (SourceKind.LAW, SourceKind.DOCUMENT)
        return (self.issuing_body,) if issued and self.issuing_body else self.authors

    @property
    def address(self) -> str:
        """Where it is read: a newspaper's article here, anything else where it was published."""
        return self.permalink if self.kind == SourceKind.NEWSPAPER else self.url or self.permalink

    @property
    def edition_words(self) -> str:
        """The page of the newspaper in words: 第9版."""
        edition = self.edition or ""
        return f"第{edition}版" if edition.isdecimal() else edition


@dataclass(frozen=True, slots=True)
class SourceForm:
    """How a kind of source is cited: its type in each format, and what it cannot do without."""

    gbt: str
    """GB/T 7714, the code of its type; the medium ``/OL`` is added. A is 档案, to which the rules that
    follow the standard count laws and official documents."""
    ris: str
    bibtex: str
    csl: str
    zotero: str
    """The item type of Zotero."""
    needed: tuple[str, ...]
    """The names in Chinese: 作者 or 发文机关 is who answers for it."""


_FORMS = {
    SourceKind.NEWSPAPER: SourceForm(
        "N",
        "NEWS",
        "article",
        "article-newspaper",
        "newspaperArticle",
        ("作者", "题名", "报名", "日期", "版次"),
    ),
    SourceKind.LAW: SourceForm(
        "A", "STAT", "legislation", "legislation", "statute", ("发文机关", "题名", "日期")
    ),
    SourceKind.DOCUMENT: SourceForm(
        "A", "GOVDOC", "misc", "regulation", "document", ("发文机关", "题名", "日期")
    ),
    SourceKind.WEB: SourceForm("EB", "ELEC", "online", "webpage", "webpage", ("题名", "日期")),
}


def source_form(article: ArticleMetadata) -> SourceForm:
    """Return how an article is cited."""
    return _FORMS[source_kind(article)]


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


def one_line(text: str | None) -> str:
    """Return a text without line breaks and repeated spaces."""
    return " ".join((text or "").split())
