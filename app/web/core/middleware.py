"""Around every answer: security headers, one line of log, one observation. Pure ASGI, no buffering."""

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.core.logs import ACCESS
from app.web.core.metrics import Metrics

# No inline code, no other host. JSON-LD is a data block, which script-src does not govern.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
GONE = 499
"""What the log says where nobody was answered, since the client had gone; so does nginx."""

access_log = logging.getLogger(ACCESS)


class RequestMiddleware:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log_queries: bool, root_path: str) -> None:
        self.app, self.metrics, self.log_queries, self.root_path = app, metrics, log_queries, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add headers to its answer, then write it down."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.root_path:
            scope["root_path"] = self.root_path
        started, seen = time.perf_counter(), {"status": GONE, "bytes": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            seen["status"] = 500
            raise
        finally:
            self._write(scope, seen, time.perf_counter() - started)

    def _write(self, scope: Scope, seen: dict[str, int], seconds: float) -> None:
        self.metrics.observe(route_of(scope), seen["status"], seconds)
        if access_log.isEnabledFor(logging.INFO):
            access_log.info(json.dumps(self._line(scope, seen, seconds), ensure_ascii=True))

    def _line(self, scope: Scope, seen: dict[str, int], seconds: float) -> dict[str, Any]:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "path": scope["path"],
            "status": seen["status"],
            "ms": round(seconds * 1000, 2),
            "bytes": seen["bytes"],
        }
        if self.log_queries:
            line["query"] = scope.get("query_string", b"").decode("latin-1")
        return line


def route_of(scope: Scope) -> str:
    """Return the kind of page, one of a fixed few: what a client sends cannot make new ones."""
    first = scope["path"].removeprefix(scope.get("root_path", "")).strip("/").split("/")[0]
    known = ("articles", "p", "pages", "source", "search", "search.atom", "api", "static", "suggest", "help")
    return first if first in known else "home" if not first else "other"
