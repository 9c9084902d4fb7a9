"""The frame of a page: navigation, switches, footer, the addresses that every page needs."""

from datetime import datetime

from app.store.rows import Generation
from app.web.core.preferences import CHOICES
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, Layout, Link
from app.web.layout.static_files import StaticFiles

SCRIPTS = ("sharing.js", "app.js", "place.js", "portions.js", "passages.js")
"""In the order in which they run: each uses what those before it say."""


def page_layout(
    viewer: Viewer, static_files: StaticFiles, generation: Generation | None, query: str = "", here: str = ""
) -> Layout:
    """Return the frame around a page; ``here`` names the entry of the navigation that it belongs to."""
    links, words = viewer.links, viewer.words
    return Layout(
        language=words.language,
        theme=viewer.preferences.theme,
        size=viewer.preferences.size,
        keys=viewer.preferences.keys,
        night="" if viewer.static else viewer.switch("theme", "dark"),
        day="" if viewer.static else viewer.switch("theme", "light"),
        smaller=_next_size(viewer, -1),
        larger=_next_size(viewer, 1),
        stylesheet=_static(viewer, static_files, "style.css"),
        quote_stylesheet=_static(viewer, static_files, "quote.css"),
        desk_stylesheet=_static(viewer, static_files, "desk.css"),
        scripts=tuple(_static(viewer, static_files, name) for name in SCRIPTS),
        icon=_static(viewer, static_files, "mark.svg"),
        home=links.home(),
        search="" if viewer.static else links.search(),
        suggest="" if viewer.static else links.plain("suggest"),
        query=query,
        opensearch=links.plain("opensearch.xml"),
        feed=links.plain("feed.atom"),
        nav=_nav(viewer, here),
        switches=() if viewer.static else _switches(viewer),
        footer=() if viewer.static else _footer(viewer),
        generation=_generation(viewer, generation),
    )


def _static(viewer: Viewer, static_files: StaticFiles, name: str) -> str:
    return viewer.links.static(name, static_files.get(name).digest)


def _nav(viewer: Viewer, here: str) -> tuple[Link, ...]:
    links, words = viewer.links, viewer.words
    other = words.language.other
    library = (
        Link(words.gettext("Articles"), links.home(), current=here == "home"),
        Link(words.gettext("Pages"), links.pages(), current=here == "pages"),
    )
    if viewer.static:
        return library
    return (
        *library,
        Link(words.gettext("Research"), links.desk("concordance"), current=here == "research"),
        Link(words.pgettext("navigation", "Quotations"), links.plain("quote"), current=here == "quote"),
        Link(words.gettext("Help"), links.plain("help"), current=here == "help"),
        Link(other.own_name, viewer.switch("lang", other)),
    )


def _footer(viewer: Viewer) -> tuple[Link, ...]:
    return (
        Link(viewer.words.gettext("API"), viewer.links.plain("api")),
        Link(viewer.words.gettext("Feed"), viewer.links.plain("feed.atom")),
    )


def _switches(viewer: Viewer) -> tuple[Choice, ...]:
    words = viewer.words
    themes = {
        "system": words.gettext("as the system"),
        "light": words.gettext("light"),
        "dark": words.gettext("dark"),
    }
    sizes = {
        "s": words.gettext("small"),
        "m": words.gettext("medium"),
        "l": words.gettext("large"),
        "xl": words.gettext("larger"),
    }
    return (
        choice(viewer, words.gettext("Theme"), "theme", themes, viewer.preferences.theme or "system"),
        choice(viewer, words.gettext("Text size"), "size", sizes, viewer.preferences.size or "m"),
    )


def _next_size(viewer: Viewer, by: int) -> str:
    """Return the switch to the next text size up or down; empty where there is none."""
    sizes = CHOICES["size"]
    at = sizes.index(viewer.preferences.size or "m") + by
    return viewer.switch("size", sizes[at]) if 0 <= at < len(sizes) and not viewer.static else ""


def choice(viewer: Viewer, title: str, name: str, values: dict[str, str], current: str) -> Choice:
    """Return the values of a preference as links that choose them and lead back here."""
    return Choice(
        title,
        tuple(
            Link(text, viewer.switch(name, value), current=value == current) for value, text in values.items()
        ),
    )


def _generation(viewer: Viewer, generation: Generation | None) -> str:
    if generation is None:
        return ""
    day = viewer.words.day(datetime.fromisoformat(generation.built).date().isoformat())
    return viewer.words.gettext("Library of %(day)s · %(name)s", day=day, name=generation.name)
