"""Error pages: a table from error to status, a page for people, JSON for programs."""

import errno
import logging
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.deferred import deferred
from app.errors import (
    BusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexWriteError,
    InputError,
    JudouError,
    LimitError,
    NotFoundError,
    NotOfferedError,
    SearchUnavailableError,
    StoreUnavailableError,
    UnavailableError,
)
from app.frozen import dataclass
from app.i18n.catalogues import Texts
from app.messages import Message
from app.web.context import AppState
from app.web.core.drawing_queue import RETRY_AFTER
from app.web.core.middleware import SECURITY_HEADERS
from app.web.core.url_repair import repair_path
from app.web.core.viewer import Viewer, read_viewer
from app.web.formats.json import PROBLEM_TYPE, json_response
from app.web.layout.elements import Head, Link, MessagePage, MessageView
from app.web.layout.layout import page_layout

_problem = deferred("app.answers.articles", "ProblemDetails")
"""No page needs the models of answers."""

logger = logging.getLogger(__name__)
mistakes = logging.getLogger("judou")

STATUSES: tuple[tuple[type[JudouError], int], ...] = (
    (NotFoundError, 404),
    (LimitError, 413),
    (InputError, 400),
    (NotOfferedError, 501),
    (IndexMissingError, 503),
    (IndexDamagedError, 503),
    (IndexWriteError, 503),
    (UnavailableError, 503),
    (BusyError, 503),
)
"""The first class that an error belongs to decides; anything else is our own mistake: 500."""


AWAY = {SearchUnavailableError: "search-away", StoreUnavailableError: "store-away"}
"""What readers are told of parts elsewhere; why they do not answer is logged, since it may name machines."""
AWAY_SECONDS = 5
"""Seconds after which it is worth asking again."""
HTTP_CODES = {404: "address-unknown", 405: "method-not-allowed"}
"""What the framework itself refuses."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as RFC 9457 has it."""

    status: int
    title: str
    detail: Message


def add_error_handlers(app: Starlette, state: AppState) -> None:
    """Answer errors by error pages, and log unexpected ones."""

    def known(request: Request, error: Exception) -> Response:
        return respond(state, request, error)

    def unknown(request: Request, error: Exception) -> Response:
        mistakes.error("unexpected error at %s", request.url.path, exc_info=error)
        response = respond(state, request, error)
        # This answer is made outside the middleware.
        response.headers.update(SECURITY_HEADERS)
        return response

    app.add_exception_handler(JudouError, known)
    app.add_exception_handler(HTTPException, known)
    app.add_exception_handler(Exception, unknown)


def problem_of(error: Exception, words: Texts) -> Problem:
    """Return the problem that an error is for the one who asked."""
    if isinstance(error, HTTPException):
        status = error.status_code
        detail = Message(HTTP_CODES.get(status, "http"), {"detail": str(error.detail)})
        return Problem(status, _title(status, words), detail)
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
    if isinstance(error, UnavailableError):
        return Problem(status, words.gettext("A part of the library is away"), Message(AWAY[type(error)]))
    if isinstance(error, JudouError) and status != 500:
        return Problem(status, _title(status, words), error.message)
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return Problem(503, _title(503, words), Message("server-full"))
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(503, _title(503, words), Message("server-disk-full"))
    # The text of an unexpected error may tell an attacker something, and a reader nothing.
    return Problem(status, _title(status, words), Message("our-mistake"))


def respond(state: AppState, request: Request, error: Exception) -> Response:
    """Answer an error with a page, or with problem+json under ``/api``."""
    viewer = _viewer(state, request)
    problem = problem_of(error, viewer.words)
    if isinstance(error, UnavailableError):
        logger.warning("%s", error)
    if _for_programs(request):
        return _later(problem_json(problem), error)
    if problem.status == 404 and (meant := _meant(request, viewer)):
        return RedirectResponse(meant, 301)
    # What was asked for stays in its field; of an address that is too long to carry it would be too much.
    asked = request.query_params.get("q", "") if viewer.here else ""
    return _later(state.html(_page(state, viewer, problem, asked), problem.status), error)


def _later(response: Response, error: Exception) -> Response:
    """Say when it is worth asking again, where it is."""
    if isinstance(error, BusyError | UnavailableError):
        seconds = RETRY_AFTER if isinstance(error, BusyError) else AWAY_SECONDS
        response.headers["Retry-After"] = str(seconds)
    return response


def _meant(request: Request, viewer: Viewer) -> str:
    """Return the repaired address; empty where there is nothing to repair."""
    path = request.url.path.removeprefix(viewer.links.root)
    better = repair_path(path)
    if better == path:
        return ""
    query = f"?{request.url.query}" if request.url.query else ""
    # One slash at the beginning, all else quoted: this stays on the site.
    return f"{viewer.links.root}{quote(better)}{query}"


def problem_json(problem: Problem) -> Response:
    """Return a problem as RFC 9457 has it; programs are told details in English."""
    details = _problem(title=problem.title, status=problem.status, detail=str(problem.detail))
    return json_response(details, problem.status, PROBLEM_TYPE)


def _for_programs(request: Request) -> bool:
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return path.startswith("/api/") or request.query_params.get("format") in ("json", "csv")


def _viewer(state: AppState, request: Request) -> Viewer:
    try:
        return state.viewer(request)
    except InputError:
        # Even the Host header is wrong: answer without repeating it.
        scope = {**request.scope, "headers": [], "query_string": b""}
        return read_viewer(Request(scope), state.settings)


def _page(state: AppState, viewer: Viewer, problem: Problem, asked: str) -> MessagePage:
    words, links = viewer.words, viewer.links
    again = [Link(words.gettext("Try again"), viewer.here)] if problem.status == 503 and viewer.here else []
    ways = (
        *again,
        Link(words.gettext("All articles"), links.home()),
        Link(words.gettext("Help"), links.plain("help")),
    )
    head = Head(title=f"{problem.title} · 句读", indexed=False)
    return MessagePage(
        page_layout(viewer, state.static_files, None, asked),
        head,
        MessageView(problem.title, words.message(problem.detail), ways),
    )


def _title(status: int, words: Texts) -> str:
    titles = {
        400: words.gettext("That cannot be meant"),
        404: words.gettext("There is nothing here"),
        405: words.gettext("That cannot be done here"),
        413: words.gettext("That is too much"),
        501: words.gettext("That is not offered here"),
        503: words.gettext("The library is not ready"),
    }
    return titles.get(status, words.gettext("Something went wrong"))
