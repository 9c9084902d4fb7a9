"""What goes wrong, said plainly: a table from error to status, a page for people, JSON for programs."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.errors import (
    IndexDamagedError,
    IndexMissingError,
    InputError,
    JudouError,
    LimitError,
    NotFoundError,
)
from app.web.context import Desk
from app.web.core.preferences import Visit, read_visit
from app.web.core.url_repair import mended
from app.web.i18n.catalogues import Texts
from app.web.i18n.messages import said
from app.web.layout.contexts import MessagePage
from app.web.layout.elements import Head, Link
from app.web.layout.layout import site
from app.web.layout.views import MessageView

STATUSES: tuple[tuple[type[JudouError], int], ...] = (
    (NotFoundError, 404),
    (LimitError, 413),
    (InputError, 400),
    (IndexMissingError, 503),
    (IndexDamagedError, 503),
)
"""The first class that an error belongs to decides; anything else is our own mistake: 500."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as RFC 9457 has it."""

    status: int
    title: str
    detail: str


def problem_of(error: Exception, words: Texts) -> Problem:
    """The problem that an error is for the one who asked."""
    if isinstance(error, HTTPException):
        return Problem(error.status_code, _title(error.status_code, words), str(error.detail))
    status = next((code for kind, code in STATUSES if isinstance(error, kind)), 500)
    # The text of an unexpected error may tell an attacker something, and a reader nothing.
    detail = str(error) if status != 500 else words.gettext("This is our mistake. It has been written down.")
    return Problem(status, _title(status, words), detail)


def respond(desk: Desk, request: Request, error: Exception) -> Response:
    """A page, or problem+json for what is asked under ``/api``."""
    visit = _visit(desk, request)
    problem = problem_of(error, visit.words)
    if _for_programs(request):
        return problem_json(problem)
    if problem.status == 404 and (meant := _meant(request, visit)):
        return RedirectResponse(meant, 301)
    return desk.html(_page(desk, visit, problem), problem.status)


def _meant(request: Request, visit: Visit) -> str:
    """Where an address leads once slips in writing it are mended; empty where there are none."""
    path = request.url.path.removeprefix(visit.links.root)
    better = mended(path)
    if better == path:
        return ""
    query = f"?{request.url.query}" if request.url.query else ""
    # One slash at the beginning, all else quoted: this stays on the site.
    return f"{visit.links.root}{quote(better)}{query}"


def problem_json(problem: Problem) -> Response:
    """RFC 9457."""
    body = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
    return JSONResponse(body, problem.status, media_type="application/problem+json")


def _for_programs(request: Request) -> bool:
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return path.startswith("/api/") or request.query_params.get("format") in ("json", "csv")


def _visit(desk: Desk, request: Request) -> Visit:
    try:
        return desk.visit(request)
    except InputError:
        # Even the Host header is wrong: answer without repeating it.
        scope = {**request.scope, "headers": [], "query_string": b""}
        return read_visit(Request(scope), desk.settings)


def _page(desk: Desk, visit: Visit, problem: Problem) -> MessagePage:
    words, links = visit.words, visit.links
    ways = (
        Link(words.gettext("All articles"), links.home()),
        Link(words.gettext("Help"), links.plain("help")),
    )
    head = Head(title=f"{problem.title} · 句读", indexed=False)
    return MessagePage(
        site(visit, desk.statics, None),
        head,
        MessageView(problem.title, said(problem.detail, words), ways),
    )


def _title(status: int, words: Texts) -> str:
    titles = {
        400: words.gettext("That cannot be meant"),
        404: words.gettext("There is nothing here"),
        405: words.gettext("That cannot be done here"),
        413: words.gettext("That is too much"),
        503: words.gettext("The library is not ready"),
    }
    return titles.get(status, words.gettext("Something went wrong"))
