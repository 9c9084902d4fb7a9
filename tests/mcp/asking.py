"""A server asked by the package's own client, away from the main thread."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from mcp.client import Client
from mcp.types import CallToolResult

Answer = TypeVar("Answer")


def with_client(server: Any, ask: Callable[[Client], Awaitable[Answer]]) -> Answer:
    """Return what ``ask`` returns of a client that is connected to a server."""

    async def connected() -> Answer:
        async with Client(server) as client:
            return await ask(client)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(connected())).result()


def call_all(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    """Return the results of calls of tools, made one after another on one connection."""

    async def ask(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    return with_client(server, ask)


def call(server: Any, name: str, **arguments: Any) -> dict[str, Any]:
    """Return the structured content of one call that succeeds."""
    (result,) = call_all(server, (name, arguments))
    assert not result.is_error, result.content
    assert result.structured_content is not None
    content: dict[str, Any] = result.structured_content
    return content
