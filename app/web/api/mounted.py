"""The addresses below ``/api/``, whose application is imported when one of them is first asked for."""

from importlib import import_module
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from app.web.context import AppState

APPLICATION = "app.web.service.api_application"
"""Imported when it is asked for: models and descriptions take as long as all pages together."""


class MountedApi(BaseRoute):
    """Hands requests on to the API with their addresses unchanged."""

    def __init__(self, state: AppState) -> None:
        self._state, self._lock = state, Lock()
        self._made: Any = None

    @property
    def application(self) -> Any:
        """The FastAPI application, made for the first thread that asks."""
        with self._lock:
            if self._made is None:
                self._made = import_module(APPLICATION).api_application(self._state)
            return self._made

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match every address below ``/api/``."""
        if scope["type"] != "http":
            return Match.NONE, {}
        below = scope["path"].removeprefix(scope.get("root_path", "")).startswith("/api/")
        return (Match.FULL if below else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the API; while it is made, other requests are answered."""
        application = self._made or await run_in_threadpool(lambda: self.application)
        await application(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Raise NoMatchFound: addresses are made by ``core/urls.py``."""
        raise NoMatchFound(name, path_params)
