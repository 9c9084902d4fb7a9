"""The names by which articles are filtered and sought, each with the attributes that it stands for."""

from app.article import ArticleMetadata
from app.institutions import institution_names
from app.issuing_bodies import issuing_bodies

FACETS = (
    "newspaper",
    "year",
    "month",
    "date",
    "issuing_body",
    "folder",
    "page",
    "author",
    "institution",
    "kind",
)
"""Names of the filters of lists and searches, for which hits are counted too, in the order shown."""
FIELDS = ("title", "author", "institution", "source", "date")
"""The fields that a query can name: ``author:…``."""

ATTRIBUTES = {
    "page": ("page",),
    "title": ("title",),
    "author": ("authors",),
    "institution": ("affiliation",),
    "source": ("source_note", "newspaper"),
    "newspaper": ("newspaper",),
    "issuing_body": ("issuing_body",),
    "kind": ("kind",),
    "date": ("date",),
    "year": ("date",),
    "month": ("date",),
    "folder": ("page",),
}
"""Each facet and field with the attributes of an article that hold it."""
WHOLE = ("year",)
"""The facets of which every value is counted, whatever the limit: what is drawn along time needs all."""
UNDATED = "none"
"""The year of what has no date: a value like others, so that nothing is left out of a list by years."""
UNSHELVED = "."
"""The folder of what is in none."""
DATE_LENGTHS = {"year": 4, "month": 7}
"""The facets that are the beginning of a date, and its length."""
UNKNOWN = {"year": UNDATED, "folder": UNSHELVED}
"""The facets that every article has a value of, with that of what is not known."""


def facet_values(article: ArticleMetadata, name: str) -> tuple[str, ...]:
    """Return what a facet counts an article under: of a note on its authors the bodies that it names, the
    name of each that issued it, of an unknown date the year ``UNDATED``, of no folder ``UNSHELVED``."""
    if name == "institution":
        return institution_names(article.affiliation)
    if name == "issuing_body":
        return issuing_bodies(article.issuing_body) if article.issuing_body else ()
    unknown = (UNKNOWN[name],) if name in UNKNOWN else ()
    return values_of(article, name) or unknown


def counted_as(name: str, value: str) -> tuple[str, ...]:
    """Return the values under which a facet counts what is asked for by a value: bodies as they are printed
    lead to their names."""
    return issuing_bodies(value) if name == "issuing_body" else (value,)


def values_of(article: ArticleMetadata, name: str) -> tuple[str, ...]:
    """Return what a stored or indexed article has for a facet or field; empty where nothing is known."""
    found = (getattr(article, attribute) for attribute in ATTRIBUTES[name])
    known = [value for each in found for value in (each if isinstance(each, tuple) else (each,)) if value]
    if name in DATE_LENGTHS:
        length = DATE_LENGTHS[name]
        return tuple(date[:length] for date in known if len(date) >= length)
    return folders_of(known[0]) if name == "folder" else tuple(known)


def folders_of(page: str) -> tuple[str, ...]:
    """Return the folders that a page stands in, the outermost first: ``laws/2024/a`` in laws, laws/2024."""
    return tuple(page[:at] for at, char in enumerate(page) if char == "/")
