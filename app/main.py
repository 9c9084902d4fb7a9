"""The composition root: the application is put together here, and nothing at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.config import Settings, read_settings
from app.freed_memory import keep_little
from app.gc_pause import gc_seldom
from app.library.library import Library
from app.mcp.loading import server_module
from app.web.api.mounted import MountedApi
from app.web.context import AppState
from app.web.core.drawing_queue import AT_ONCE as DRAWINGS_AT_ONCE
from app.web.core.drawing_queue import WAITING as DRAWINGS_WAITING
from app.web.core.logs import log_to_stderr
from app.web.core.metrics import Metrics
from app.web.core.middleware import RequestMiddleware
from app.web.core.request_queue import RequestQueue
from app.web.routes import add_routes
from app.web.service.error_pages import add_error_handlers
from app.web.service.warm_up import warming_up
from app.worker_processes import stop_with_parent

LET_IN = DRAWINGS_AT_ONCE + DRAWINGS_WAITING + 16
"""Requests that are let in besides those that threads are at: more than pictures, of which none wait beyond
these, can be."""
COMPRESSED_FROM = 1000
"""Bytes; what is smaller fits one packet anyway."""


def create_app_from_environment() -> Starlette:
    """Return the application of a worker, with the settings of the environment, logging to stderr."""
    keep_little()
    log_to_stderr()
    stop_with_parent()
    return create_app(read_settings())


def create_app(settings: Settings, library: Library | None = None) -> Starlette:
    """Return the application for a library.

    The index is opened at the first request, and new generations are followed.
    A ``library`` that is open already is taken over, so that a large index is not checked twice.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = settings.threads
        with gc_seldom(), warming_up(state, api):
            async with assistants.running() if assistants else nullcontext():
                yield
        if library is None:
            # Connections to a server would be left to the collector.
            state.library.close()

    metrics = Metrics()
    state = AppState(settings, library or Library(settings))
    api = MountedApi(state)
    assistants = server_module().Endpoint(settings, state.library) if settings.mcp else None
    app = Starlette(lifespan=lifespan)
    add_routes(app, state, metrics)
    app.state.judou, app.state.api = state, api
    app.router.routes.append(api)
    app.router.redirect_slashes = False
    if assistants:
        # Without sessions there is nothing that a GET could wait for.
        app.add_route("/mcp", assistants, methods=["POST"], include_in_schema=False)
    add_error_handlers(app, state)
    _add_middleware(app, settings, metrics)
    return app


def _add_middleware(app: Starlette, settings: Settings, metrics: Metrics) -> None:
    """Add what stands around every answer, the innermost first."""
    if origins := _split_list(settings.cors_origins):
        # Credentials stay out: cookies only hold preferences.
        app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])
    app.add_middleware(
        TrustedHostMiddleware, allowed_hosts=_split_list(settings.trusted_hosts), www_redirect=False
    )
    # Pages hold no secret that lengths could betray (BREACH): no sessions, no tokens.
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=6)
    app.add_middleware(RequestQueue, at_once=settings.threads + LET_IN)
    app.add_middleware(
        RequestMiddleware,
        metrics=metrics,
        log_queries=settings.log_queries,
        root_path=settings.root_path.rstrip("/"),
    )


def _split_list(setting: str) -> list[str]:
    """Return the items of a setting that are separated by commas."""
    return [part.strip() for part in setting.split(",") if part.strip()]
