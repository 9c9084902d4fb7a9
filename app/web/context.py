"""What every handler needs: settings, archive, templates, static files; and how a page is answered.

An answer depends on the generation, the reader and the address, and on nothing else: its ETag is made of
these, and a page that the browser has already is neither read nor rendered again.
"""

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.config import Settings
from app.library.library import Archive
from app.library.snapshot import Reading
from app.web.core.cache import Shelf, Shelves
from app.web.core.clock import today
from app.web.core.params import Limits
from app.web.core.preferences import Visit, read_visit
from app.web.layout.elements import Head, Link, PageContext, Site
from app.web.layout.layout import site
from app.web.layout.static_files import Statics
from app.web.layout.templates import Templates, resource_folder

HTML = "text/html; charset=utf-8"
GENERATION_HEADER = "Judou-Generation"


class Desk:
    """The state of the web side, made once by the composition root."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        self.settings, self.archive = settings, archive
        self.templates = Templates(resource_folder("templates"))
        self.statics = Statics(resource_folder("static"))
        self.shelves = Shelves()
        self.limits = Limits(settings.max_query_length, settings.page_size)
        self.version = f"{__version__} {self.templates.version} {self.statics.version}"

    def visit(self, request: Request) -> Visit:
        """The reader of a request."""
        return read_visit(request, self.settings)

    def answer(self, request: Request, make: "Make") -> Response:
        """What ``make`` makes of one reading, or 304 where the client has it already."""
        visit = self.visit(request)
        with self.archive.reading() as reading:
            tag = self._tag(request, visit, reading)
            if tag in request.headers.get("if-none-match", ""):
                return self._stamped(Response(status_code=304), tag, reading)
            made = make(Case(self, visit, reading, request))
            response = self.html(made) if isinstance(made, PageContext) else made
            return self._stamped(response, tag, reading)

    def html(self, page: PageContext, status: int = 200) -> Response:
        """A page as a response; what cannot be encoded is replaced, never an error."""
        body = self.templates.render(page).encode("utf-8", "replace")
        return Response(body, status, media_type=HTML)

    def _tag(self, request: Request, visit: Visit, reading: Reading) -> str:
        query = request.scope.get("query_string", b"").decode("latin-1")
        # Citations name the day, so an answer is not kept beyond it.
        state = (
            f"{reading.generation.name}\n{self.version}\n{today()}\n{visit.key}\n{request.url.path}?{query}"
        )
        return f'W/"{hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:24]}"'

    def _stamped(self, response: Response, tag: str, reading: Reading) -> Response:
        response.headers[GENERATION_HEADER] = reading.generation.name
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Language, Cookie"
        if response.status_code in (200, 304):
            response.headers["ETag"] = tag
        return response


class Case:
    """One request in hand: the desk, its reader, one generation."""

    def __init__(self, desk: Desk, visit: Visit, reading: Reading, request: Request) -> None:
        self.desk, self.visit, self.reading, self.request = desk, visit, reading, request

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of the query string."""
        return self.request.query_params.multi_items()

    @property
    def shelf(self) -> Shelf:
        """What the pages of this generation share."""
        return self.desk.shelves.of(self.reading)

    def site(self, here: str = "", query: str = "") -> Site:
        """The frame of a page."""
        return site(self.visit, self.desk.statics, self.reading.generation, query, here)

    def card(self) -> str:
        """The picture that chats show beside a link."""
        return self.visit.links.static("card.png", self.desk.statics.get("card.png").digest)

    def ways_on(self, search: str = "") -> tuple[Link, ...]:
        """Where one can go from a dead end."""
        words, links = self.visit.words, self.visit.links
        found = (Link(words.gettext("Search for “%(text)s”", text=search), links.search([("q", search)])),)
        return (*(found if search else ()), Link(words.gettext("All articles"), links.home()))

    def head(self, title: str) -> Head:
        """The head of a page that search engines need not keep."""
        return Head(title=f"{title} · 句读", indexed=False)


Make = Callable[[Case], PageContext | Response]
