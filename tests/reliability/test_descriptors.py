"""All descriptors in use: who is connected is answered, and is never told of a mistake of ours."""

import http.client
import resource
import socket
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

from app.config import Settings
from tests.reliability.load import running
from tests.served import PATIENCE, processor_seconds, waited

LIMIT, FLOOD = 120, 200
PATHS = (
    "/",
    "/help",
    "/pages",
    "/search?q=年",
    "/search?q=龘靐龘",
    "/search?q=年 OR 月&mode=related",
    "/api/articles",
)


def await_warm(process: int) -> None:
    """Wait until a server has opened its segments, and rests after what it loads with them."""

    def segments_are_open() -> bool:
        with suppress(FileNotFoundError):
            return any(str(it.readlink()).endswith(".seg") for it in Path(f"/proc/{process}/fd").iterdir())
        return False

    def rests() -> bool:
        before = processor_seconds(process)
        time.sleep(2)
        return processor_seconds(process) - before < 0.05

    assert waited(segments_are_open)
    assert waited(rests)


def test_a_server_without_a_free_descriptor_answers(attacked: Settings) -> None:
    with running(attacked) as (port, server), ExitStack() as stack:
        await_warm(server.pid)
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (LIMIT, LIMIT))
        known = [http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE) for _ in range(4)]
        for connection in known:
            stack.callback(connection.close)
            connection.connect()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        for _ in range(FLOOD):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
        time.sleep(1)
        statuses = []
        for number, path in enumerate(PATHS * 3):
            connection = known[number % len(known)]
            connection.request("GET", quote(path, safe="/?=&"))
            answer = connection.getresponse()
            answer.read()
            statuses.append((path, answer.status))
    assert {status for _, status in statuses} == {200}, statuses
