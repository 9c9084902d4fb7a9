"""Who asks, and how they want to read: language, theme, text size, keys, and where they are."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request

from app.config import Settings
from app.errors import InputError
from app.web.core.urls import Links
from app.web.i18n.catalogues import Language, Texts, negotiate, texts

COOKIE = "judou"
CHOICES = {
    "lang": tuple(Language),
    "theme": ("system", "light", "dark"),
    "size": ("s", "m", "l", "xl"),
    "keys": ("on", "off"),
}
"""What a reader can choose, and the values; the cookie keeps nothing else."""

_HOST = re.compile(r"[A-Za-z0-9._\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
# Every switch carries the address that it leads back to; a longer one is taken from the Referer header.
_LONGEST_BACK = 800


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's reader."""

    links: Links
    words: Texts
    theme: str
    size: str
    keys: bool
    here: str
    """Path and query of this page, to come back to; empty when it is too long to carry."""
    static: bool = False
    """The page will be a file: nothing on it may need a server."""

    @property
    def key(self) -> str:
        """Everything of the reader that a page depends on."""
        reader = f"{self.words.language} {self.theme} {self.size} {self.keys}"
        return f"{reader} {self.links.root} {self.links.origin}"

    def switch(self, name: str, value: str) -> str:
        """The address that makes a choice and leads back here."""
        return self.links.preferences(name, value, self.here)


def read_visit(request: Request, settings: Settings) -> Visit:
    """The reader of a request: the address's ``lang``, then the cookie, then what the browser accepts."""
    chosen = read_choices(request)
    wanted = request.query_params.get("lang") or chosen.get("lang")
    accepted = request.headers.get("accept-language", "")
    language = negotiate(f"{wanted},{accepted}" if wanted else accepted)
    theme, size = chosen.get("theme", "system"), chosen.get("size", "m")
    root = request.scope.get("root_path", "").rstrip("/")
    return Visit(
        links=Links(root, settings.base_url.rstrip("/") or _origin(request)),
        words=texts(language),
        theme="" if theme == "system" else theme,
        size="" if size == "m" else size,
        keys=chosen.get("keys") != "off",
        here=_here(request, root),
    )


def read_choices(request: Request) -> dict[str, str]:
    """The choices in the cookie; anything else in it is dropped."""
    given = parse_qs(request.cookies.get(COOKIE, "")[:200])
    found = {name: values[-1] for name, values in given.items()}
    return {name: value for name, value in found.items() if value in CHOICES.get(name, ())}


def choose(request: Request) -> dict[str, str]:
    """The choices after ``?set=name:value``; InputError if there is no such choice."""
    name, _, value = request.query_params.get("set", "").partition(":")
    if value not in CHOICES.get(name, ()):
        known = ", ".join(f"{each}:{'|'.join(values)}" for each, values in CHOICES.items())
        raise InputError(f"set={name[:20]}:{value[:20]} is not a choice; known are {known}")
    return {**read_choices(request), name: value}


def cookie_value(choices: dict[str, str]) -> str:
    """The choices as the cookie keeps them."""
    return urlencode(choices)


def back(request: Request, visit: Visit) -> str:
    """Where a switch leads back to: an address of this site, whatever was asked."""
    given = request.query_params.get("back", "")
    referer = request.headers.get("referer", "").removeprefix(visit.links.origin)
    for wanted in (given, referer):
        local = wanted.startswith(f"{visit.links.root}/") and not wanted.startswith(("//", "/\\"))
        if local and wanted.isprintable():
            return wanted
    return visit.links.home()


def _here(request: Request, root: str) -> str:
    path, query = request.url.path, request.url.query
    path = path if path.startswith(f"{root}/") else root + path
    here = f"{path}?{query}" if query else path
    return here if len(here) <= _LONGEST_BACK else ""


def _origin(request: Request) -> str:
    host = request.headers.get("host", "localhost")
    if not _HOST.fullmatch(host):
        raise InputError("the Host header is not a host's name")
    return f"{request.url.scheme}://{host}"
