"""The server of the Model Context Protocol: its tools, and its two transports."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from starlette.types import ASGIApp, Receive, Scope, Send

from app import __version__
from app.config import Settings
from app.library.library import Library
from app.mcp.desk import DeskTools
from app.mcp.formulations import FormulationTools
from app.mcp.opening import Opener
from app.mcp.parallels import ParallelTools
from app.mcp.quotes import QuoteTools
from app.mcp.reading import ReadingTools

INSTRUCTIONS = (
    "A library of Chinese newspaper and policy articles; everything is read-only. Counts are exact: a phrase "
    "is found wherever it stands, in simplified or traditional form, and a zero means that it does not occur "
    "in what the note says was searched. Quote passages only as tools return them, and give their url, which "
    "is permanent. Every answer names the generation of the library that it was read from."
)
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def reading_server(settings: Settings, library: Library) -> MCPServer:
    """Return a server of the tools that read a library."""
    server = MCPServer(
        name="judou", title="Judou 句读", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    opener = Opener(settings, library)
    reading, desk, quotes = ReadingTools(opener), DeskTools(opener), QuoteTools(opener)
    wordings, shared = FormulationTools(opener), ParallelTools(opener)
    for tool in (
        reading.search,
        reading.count,
        reading.read_paragraph,
        reading.read_article,
        desk.concordance,
        desk.neighbours,
        desk.collocates,
        desk.trends,
        wordings.formulations,
        wordings.key_formulations,
        wordings.formulation,
        shared.parallels,
        shared.compare,
        quotes.check_quotations,
    ):
        server.add_tool(
            tool,
            annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
            structured_output=True,
        )
    return server


def serve_stdio(settings: Settings) -> None:
    """Answer one assistant on standard input and output until it closes them."""
    asyncio.run(reading_server(settings, Library(settings)).run_stdio_async())


class Endpoint:
    """The streamable HTTP transport as a part of the reader, while ``running``."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings, self._library = settings, library
        self._app: ASGIApp | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer requests until the end; without sessions, so that any worker answers any of them."""
        server = reading_server(self._settings, self._library)
        self._app = server.streamable_http_app(
            streamable_http_path="/mcp",
            stateless_http=True,
            json_response=True,
            transport_security=allowed(self._settings),
        )
        async with server.session_manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        assert self._app is not None
        await self._app(scope, receive, send)


def allowed(settings: Settings) -> TransportSecuritySettings:
    """Return which hosts are answered, so that no page of another site asks by a name that it moved here:
    those of the settings; where these answer all, this machine and the public address."""
    named = [name.strip() for name in settings.trusted_hosts.split(",") if name.strip() not in ("", "*")]
    public = urlsplit(settings.base_url).netloc
    hosts = dict.fromkeys((*(named or _LOCAL), *([public] if public else [])))
    return TransportSecuritySettings(
        allowed_hosts=[form for host in hosts for form in (host, f"{host}:*")],
        allowed_origins=[
            form
            for host in hosts
            for scheme in ("http", "https")
            for form in (f"{scheme}://{host}", f"{scheme}://{host}:*")
        ],
    )
