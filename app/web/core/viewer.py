"""The viewer of a page: the language, preferences and addresses that it is rendered with."""

import re

from starlette.requests import Request

from app.config import Settings
from app.errors import InputError
from app.frozen import dataclass
from app.i18n.catalogues import Texts, negotiate, texts
from app.web.core.preferences import Preferences, read_choices, read_preferences
from app.web.core.urls import Links

_HOST = re.compile(r"[A-Za-z0-9._\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
# Every switch carries the address that it leads back to; a longer one is taken from the Referer header.
_MAX_BACK = 800
_ESCAPED = str.maketrans({"?": "%3F", "#": "%23", "\\": "%5C"})
"""What ends a path, or would be taken for a slash."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person that a page is rendered for, or the files of a static site."""

    links: Links
    words: Texts
    preferences: Preferences = Preferences()
    here: str = ""
    """Path and query of this page, to come back to; empty when it is too long to carry."""
    static: bool = False
    """The page will be a file: nothing on it may need a server."""
    pictures: bool = False
    """The static site holds the pictures of printed pages."""

    @property
    def key(self) -> str:
        """Everything of the viewer that a page depends on."""
        chosen = self.preferences
        reader = f"{self.words.language} {chosen}"
        return f"{reader} {self.links.root} {self.links.origin}"

    def switch(self, name: str, value: str) -> str:
        """Return the address that makes a choice and leads back here."""
        return self.links.preferences(name, value, self.here)


def read_viewer(request: Request, settings: Settings) -> Viewer:
    """Return the viewer of a request.

    The language is the address's ``lang``, else the cookie's, else what the browser accepts.
    """
    choices = read_choices(request)
    wanted = request.query_params.get("lang") or choices.get("lang")
    accepted = request.headers.get("accept-language", "")
    language = negotiate(f"{wanted},{accepted}" if wanted else accepted)
    root = request.scope.get("root_path", "").rstrip("/")
    return Viewer(
        links=Links(root, settings.base_url.rstrip("/") or _origin(request)),
        words=texts(language),
        preferences=read_preferences(choices),
        here=_here(request, root),
    )


def return_address(request: Request, viewer: Viewer) -> str:
    """Return where a switch leads back to: an address of this site, whatever was asked."""
    given = request.query_params.get("back", "")
    referer = request.headers.get("referer", "").removeprefix(viewer.links.origin)
    for wanted in (given, referer):
        local = wanted.startswith(f"{viewer.links.root}/") and not wanted.startswith(("//", "/\\"))
        if local and wanted.isprintable():
            return wanted
    return viewer.links.home()


def _here(request: Request, root: str) -> str:
    # A URL of Starlette's would be put together, and taken apart again, for each page.
    path, query = (
        request.scope["path"].translate(_ESCAPED),
        request.scope.get("query_string", b"").decode("utf-8", "replace"),
    )
    path = path if path.startswith(f"{root}/") else root + path
    here = f"{path}?{query}" if query else path
    return here if len(here) <= _MAX_BACK else ""


def _origin(request: Request) -> str:
    host = request.headers.get("host", "localhost")
    if not _HOST.fullmatch(host):
        raise InputError("host-malformed")
    return f"{request.scope['scheme']}://{host}"
