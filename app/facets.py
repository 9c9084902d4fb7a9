"""The names by which articles are filtered and sought, each with the attributes that it stands for."""

from app.article import ArticleMetadata
from app.institutions import institution_names

FACETS = ("page", "author", "institution", "kind", "date")
"""Names of the filters of lists and searches, for which hits are counted too, in the order shown."""
FIELDS = ("title", "author", "institution", "source", "date")
"""The fields that a query can name: ``author:…``."""

ATTRIBUTES = {
    "page": ("page",),
    "title": ("title",),
    "author": ("authors",),
    "institution": ("affiliation",),
    "source": ("source_note", "newspaper"),
    "kind": ("kind",),
    "date": ("date",),
}
"""Each facet and field with the attributes of an article that hold it."""


def facet_values(article: ArticleMetadata, name: str) -> tuple[str, ...]:
    """Return what a facet counts an article under: of a note on its authors the bodies that it names."""
    return institution_names(article.affiliation) if name == "institution" else values_of(article, name)


def values_of(article: ArticleMetadata, name: str) -> tuple[str, ...]:
    """Return what a stored or indexed article has for a facet or field; empty where nothing is known."""
    found = (getattr(article, attribute) for attribute in ATTRIBUTES[name])
    return tuple(value for each in found for value in (each if isinstance(each, tuple) else (each,)) if value)
