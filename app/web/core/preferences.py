"""A reader's preferences (language, theme, text size, keys, how printed pages are shown), in one cookie."""

from urllib.parse import parse_qs, urlencode

from starlette.requests import Request

from app.errors import InputError
from app.frozen import dataclass
from app.i18n.catalogues import Language

COOKIE = "judou"
CHOICES = {
    "lang": tuple(Language),
    "theme": ("system", "light", "dark"),
    "size": ("s", "m", "l", "xl"),
    "keys": ("on", "off"),
    "outlines": ("on", "off"),
    "picture": ("whole", "large"),
}
"""The preferences and their values; the cookie keeps nothing else."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The looks of a page; the language stands with its texts, in the viewer."""

    theme: str = ""
    """``light``, ``dark`` or empty: as the system has it."""
    size: str = ""
    """``s``, ``l``, ``xl`` or empty: the medium size."""
    keys: bool = True
    outlined: bool = True
    """Whether the blocks of a printed page are outlined on its picture."""
    enlarged: bool = False
    """Whether that picture is as large as it was drawn."""


def read_preferences(choices: dict[str, str]) -> Preferences:
    """Return the preferences that the cookie's choices name."""
    theme, size = choices.get("theme", "system"), choices.get("size", "m")
    return Preferences(
        theme="" if theme == "system" else theme,
        size="" if size == "m" else size,
        keys=choices.get("keys") != "off",
        outlined=choices.get("outlines") != "off",
        enlarged=choices.get("picture") == "large",
    )


def read_choices(request: Request) -> dict[str, str]:
    """Return the choices in the cookie; anything else in it is dropped."""
    given = parse_qs(request.cookies.get(COOKIE, "")[:200])
    found = {name: values[-1] for name, values in given.items()}
    return {name: value for name, value in found.items() if value in CHOICES.get(name, ())}


def choose(request: Request) -> dict[str, str]:
    """Return the choices after ``?set=name:value``; InputError if there is no such choice."""
    name, _, value = request.query_params.get("set", "").partition(":")
    if value not in CHOICES.get(name, ()):
        known = ", ".join(f"{each}:{'|'.join(values)}" for each, values in CHOICES.items())
        raise InputError("preference-unknown", name=name[:20], value=value[:20], known=known)
    return {**read_choices(request), name: value}


def cookie_value(choices: dict[str, str]) -> str:
    """Return the choices as the cookie keeps them."""
    return urlencode(choices)
