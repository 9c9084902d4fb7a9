"""Application state, request context, and the answering of a page.

An answer depends on the generation, the reader and the address, and on nothing else: its ETag is made of
these, and a page that the browser has already is neither read nor rendered again.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.config import Settings
from app.errors import JudouError
from app.library.library import Library
from app.library.pictures import Pictures
from app.library.snapshot import Snapshot
from app.web.core.clock import today
from app.web.core.drawing_queue import DrawingQueue
from app.web.core.overview import LibraryOverview, OverviewCache
from app.web.core.params import Limits
from app.web.core.viewer import Viewer, read_viewer
from app.web.layout.elements import Head, Layout, Link, PageContext, Scope
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.layout import page_layout
from app.web.layout.static_files import StaticFiles
from app.web.layout.templates import CompiledTemplates, Templates, resource_folder

HTML = "text/html; charset=utf-8"
GENERATION_HEADER = "Judou-Generation"
COMPILED = "templates"
"""The folder of the index that keeps compiled templates."""


class AppState:
    """Application state: settings, library, templates, static files; made once by the composition root."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings, self.library = settings, library
        self.templates = Templates(resource_folder("templates"), CompiledTemplates(settings.index / COMPILED))
        self.static_files = StaticFiles(resource_folder("static"))
        self.overviews = OverviewCache()
        self.pictures, self.drawing = Pictures(settings), DrawingQueue()
        self.limits = Limits(settings.max_query_length, settings.page_size)
        self.version = f"{__version__} {self.templates.version} {self.static_files.version}"

    def viewer(self, request: Request) -> Viewer:
        """Return the viewer of a request."""
        return read_viewer(request, self.settings)

    def answer(self, request: Request, handler: "Handler") -> Response:
        """Return the response of ``handler`` to one snapshot, or 304 where the client has it already."""
        viewer = self.viewer(request)
        with self.library.snapshot() as snapshot:
            tag = self._tag(request, viewer, snapshot)
            if tag in request.headers.get("if-none-match", ""):
                return self._stamped(Response(status_code=304), tag, snapshot)
            made = handler(RequestContext(self, viewer, snapshot, request))
            response = self.html(made) if isinstance(made, PageContext) else made
            return self._stamped(response, tag, snapshot)

    def answer_once(self, request: Request, handler: "Handler") -> Response:
        """Return the response of ``handler`` to what a request brings in its body, for nobody to keep.

        What a mistake of ours says of itself may have that in it: only where it happened is logged.
        """
        with self.library.snapshot() as snapshot:
            try:
                made = handler(RequestContext(self, self.viewer(request), snapshot, request))
                response = self.html(made) if isinstance(made, PageContext) else made
            except JudouError:
                raise
            except Exception as error:
                error.args = ()
                raise
            response.headers[GENERATION_HEADER] = snapshot.generation.name
            response.headers["Cache-Control"] = "no-store"
            return response

    def html(self, page: PageContext, status: int = 200) -> Response:
        """Return a page as a response; what cannot be encoded is replaced, never an error."""
        body = self.templates.render(page).encode("utf-8", "replace")
        return Response(body, status, media_type=HTML)

    def _tag(self, request: Request, viewer: Viewer, snapshot: Snapshot) -> str:
        query = request.scope.get("query_string", b"").decode("latin-1")
        # Citations name the day, so an answer is not kept beyond it.
        address = f"{request.scope['path']}?{query}"
        state = f"{snapshot.generation.name}\n{self.version}\n{today()}\n{viewer.key}\n{address}"
        return f'W/"{hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:24]}"'

    def _stamped(self, response: Response, tag: str, snapshot: Snapshot) -> Response:
        response.headers[GENERATION_HEADER] = snapshot.generation.name
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
        if snapshot.lacks_search:
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code in (200, 304):
            response.headers["ETag"] = tag
        return response


class RequestContext:
    """One request: application state, viewer, and a snapshot of one generation."""

    def __init__(self, state: AppState, viewer: Viewer, snapshot: Snapshot, request: Request) -> None:
        self.state, self.viewer, self.snapshot, self.request = state, viewer, snapshot, request
        self.names = ValueNames(viewer, snapshot)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of the query string."""
        return self.request.query_params.multi_items()

    @property
    def shows_pictures(self) -> bool:
        """Whether printed pages are shown as pictures: always, but in a static site only if asked."""
        return not self.viewer.static or self.viewer.pictures

    @property
    def overview(self) -> LibraryOverview:
        """The overview of this generation, which its pages share."""
        return self.state.overviews.get(self.snapshot)

    def layout(
        self, here: str = "", query: str = "", crumbs: tuple[Link, ...] = (), scope: Scope | None = None
    ) -> Layout:
        """Return the frame of a page; ``crumbs`` lead to it, ``scope`` is what its search can be kept to."""
        frame = page_layout(self.viewer, self.state.static_files, self.snapshot.generation, query, here)
        return replace(frame, crumbs=crumbs, scope=scope)

    def crumbs(self, page_id: str) -> tuple[Link, ...]:
        """Return the way from the library to the folder of a page."""
        return self.names.crumbs(page_id.rpartition("/")[0], whole=True)

    def card(self) -> str:
        """Return the picture that chats show beside a link."""
        return self.viewer.links.static("card.png", self.state.static_files.get("card.png").digest)

    def fallback_links(self, search: str = "") -> tuple[Link, ...]:
        """Return links that lead on from a page without content."""
        words, links = self.viewer.words, self.viewer.links
        found = (Link(words.gettext("Search for “%(text)s”", text=search), links.search([("q", search)])),)
        sought = found if search and not self.viewer.static else ()
        return (*sought, Link(words.gettext("All articles"), links.home()))

    def head(self, title: str) -> Head:
        """Return the head of a page that search engines need not keep."""
        return Head(title=f"{title} · 句读", indexed=False)


Handler = Callable[[RequestContext], PageContext | Response]
