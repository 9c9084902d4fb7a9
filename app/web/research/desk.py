"""What all pages of the desk have: the second line of navigation, the recipe, the other forms."""

from app.frozen import dataclass
from app.i18n.catalogues import Texts
from app.search.language.parser import parse_or_literal
from app.search.language.tree import Phrase
from app.search.results import Counts
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link


@dataclass(frozen=True, slots=True)
class DeskView:
    """The frame of a page of the desk.

    ``recipe`` names query, scope, window, measure and generation, so that what is seen can be made again.
    """

    nav: tuple[Link, ...]
    recipe: str = ""
    forms: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class WordingForm:
    """The form that asks for wordings: the values of its fields, and the parameters that it hands on."""

    action: str
    values: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


def times_text(counts: Counts, words: Texts) -> str:
    """Return the number of occurrences; that it is not counted where it is not, which is no 0."""
    times = counts.occurrences
    return words.pgettext("occurrences", "not counted") if times is None else words.number(times)


def times_link(counts: Counts, address: str, words: Texts) -> Link:
    """Return the occurrences with the list that has them."""
    times = counts.occurrences
    rest = "" if times is None else words.ngettext("time", "times", times)
    return Link(times_text(counts, words), address, rest=rest)


def desk_nav(viewer: Viewer, here: str, query: str) -> tuple[Link, ...]:
    """Return the pages of the desk for one query; ``here`` names the one that is shown."""
    words, links = viewer.words, viewer.links
    asked = [("q", query)]
    pages = {
        "search": (words.gettext("Search"), links.search(asked)),
        "concordance": (words.pgettext("desk", "Line by line"), links.desk("concordance", asked)),
        "trends": (words.gettext("Distribution"), links.desk("trends", asked)),
        "formulations": (words.pgettext("desk", "Formulations"), _formulation(viewer, query)),
        "parallels": (words.pgettext("desk", "Also in"), links.desk("compare")),
        "shifts": (words.pgettext("desk", "Rewordings"), links.desk("shifts")),
        "quote": (words.gettext("Check quotations"), links.plain("quote")),
    }
    return tuple(Link(text, href, current=name == here) for name, (text, href) in pages.items())


def _formulation(viewer: Viewer, query: str) -> str:
    """Return the dossier of a query that is one phrase; of any other all formulations."""
    node = parse_or_literal(query).node if query else None
    return (
        viewer.links.formulation(node.text) if isinstance(node, Phrase) else viewer.links.desk("formulations")
    )
