"""Templates and contexts agree: every field is shown, nothing else is asked for."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from app.web.article import views as article_views
from app.web.layout import elements, hit_views
from app.web.layout.elements import PageContext
from app.web.layout.facets import facet_page, time_strip
from app.web.library import views as library_views
from app.web.printed import views as printed_views
from app.web.research import desk
from app.web.research.concordance import views as concordance_views
from app.web.research.dossier import views as dossier_views
from app.web.research.formulations import views as formulations_views
from app.web.research.parallels import arcs, passages
from app.web.research.parallels import views as parallels_views
from app.web.research.quote import views as quote_views
from app.web.research.trends import chart
from app.web.research.trends import views as trends_views
from app.web.search import views as search_views
from app.web.service import views as service_views

TEMPLATES = Path(__file__).parents[3] / "templates"
SHARED = ("base.html", "_parts.html", "_lists.html", "_desk.html")
MODULES = (
    elements,
    facet_page,
    time_strip,
    hit_views,
    article_views,
    library_views,
    printed_views,
    desk,
    concordance_views,
    formulations_views,
    dossier_views,
    arcs,
    passages,
    parallels_views,
    quote_views,
    chart,
    trends_views,
    search_views,
    service_views,
)
PAGES = [
    each
    for module in MODULES
    for each in vars(module).values()
    if isinstance(each, type)
    and issubclass(each, PageContext)
    and each.__module__ == module.__name__
    and each is not PageContext
]


def source(page: type[PageContext]) -> str:
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in (page.template, *SHARED))


def names_of(kind: Any) -> tuple[str, ...]:
    """Return the fields of a value's type; none of any other type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


def parts(kind: Any, found: set[type]) -> set[type]:
    """All values that a type is made of."""
    for inner in get_args(kind):
        parts(inner, found)
    if names_of(kind) and kind not in found:
        found.add(kind)
        for hint in get_type_hints(kind).values():
            parts(hint, found)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_uses_every_field_of_its_view(page: type[PageContext]) -> None:
    view = get_type_hints(page)["view"]
    text = source(page)
    unused = [
        f"{kind.__name__}.{name}"
        for kind in parts(view, set())
        for name in names_of(kind)
        if not re.search(rf"\.{name}\b", text)
    ]
    # Links are shared by all pages; not every page shows a link's count or title.
    assert not [name for name in unused if not name.startswith(("Link.", "Segment."))]


def test_no_template_asks_for_a_field_that_nothing_has() -> None:
    known = {name for module in MODULES for kind in vars(module).values() for name in names_of(kind)}
    methods = {
        "items",
        "first",
        "last",
        "index",
        "marked",
        "title",
        "rail",
        "pager",
        "source_siblings",
        "choice",
        "facet",
        "row",
        "values",
        "active",
        "groups",
        "hits",
        "way",
        "others",
        "sieve",
        "articles",
        "shelves",
        "strip",
        "one_by_one",
        "undated",
        "letters",
        "passage",
        "formula",
        "also",
        "get",
    }
    for path in sorted(TEMPLATES.glob("*.html")):
        code = " ".join(re.findall(r"{[{%](.*?)[}%]}", path.read_text(encoding="utf-8"), re.DOTALL))
        code = re.sub(r'"[^"]*"|\'[^\']*\'', "", code)
        asked = set(re.findall(r"\.([a-z_]+)\b", code))
        assert asked <= known | methods, path.name


def test_every_template_is_some_pages() -> None:
    named = {page.template for page in PAGES} | {"base.html"}
    assert {path.name for path in TEMPLATES.glob("[!_]*.html")} == named
