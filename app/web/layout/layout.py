"""The frame of a page: navigation, switches, footer, the addresses that every page needs."""

from datetime import datetime

from app.store.rows import Generation
from app.web.core.preferences import Visit
from app.web.layout.elements import Choice, Link, Site
from app.web.layout.static_files import Statics


def site(
    visit: Visit, statics: Statics, generation: Generation | None, query: str = "", here: str = ""
) -> Site:
    """The frame around a page; ``here`` names the entry of the navigation that it belongs to."""
    links, words = visit.links, visit.words
    return Site(
        language=words.language,
        theme=visit.theme,
        size=visit.size,
        keys=visit.keys,
        night="" if visit.static else visit.switch("theme", "dark"),
        day="" if visit.static else visit.switch("theme", "light"),
        stylesheet=_static(visit, statics, "style.css"),
        script=_static(visit, statics, "app.js"),
        icon=_static(visit, statics, "mark.svg"),
        home=links.home(),
        search="" if visit.static else links.search(),
        suggest="" if visit.static else links.plain("suggest"),
        query=query,
        opensearch=links.plain("opensearch.xml"),
        feed=links.plain("feed.atom"),
        nav=_nav(visit, here),
        switches=() if visit.static else _switches(visit),
        footer=() if visit.static else _footer(visit),
        generation=_generation(visit, generation),
    )


def _static(visit: Visit, statics: Statics, name: str) -> str:
    return visit.links.static(name, statics.get(name).digest)


def _nav(visit: Visit, here: str) -> tuple[Link, ...]:
    links, words = visit.links, visit.words
    other = words.language.other
    library = (
        Link(words.gettext("Articles"), links.home(), current=here == "home"),
        Link(words.gettext("Pages"), links.pages(), current=here == "pages"),
    )
    if visit.static:
        return library
    return (
        *library,
        Link(words.gettext("Help"), links.plain("help"), current=here == "help"),
        Link(other.own_name, visit.switch("lang", other)),
    )


def _footer(visit: Visit) -> tuple[Link, ...]:
    return (
        Link(visit.words.gettext("API"), visit.links.plain("api")),
        Link(visit.words.gettext("Feed"), visit.links.plain("feed.atom")),
    )


def _switches(visit: Visit) -> tuple[Choice, ...]:
    words = visit.words
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
        _switch(visit, words.gettext("Theme"), "theme", themes, visit.theme or "system"),
        _switch(visit, words.gettext("Text size"), "size", sizes, visit.size or "m"),
    )


def _switch(visit: Visit, title: str, name: str, values: dict[str, str], current: str) -> Choice:
    return Choice(
        title,
        tuple(
            Link(text, visit.switch(name, value), current=value == current) for value, text in values.items()
        ),
    )


def _generation(visit: Visit, generation: Generation | None) -> str:
    if generation is None:
        return ""
    day = visit.words.day(datetime.fromisoformat(generation.built).date().isoformat())
    return visit.words.gettext("Library of %(day)s · %(name)s", day=day, name=generation.name)
