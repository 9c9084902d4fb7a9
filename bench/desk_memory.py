"""What the pages of the research desk add to a worker that has answered searches; asked for over HTTP."""

import http.client
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.config import Settings
from bench.memory import resident
from bench.serving import HOST, WAIT, judou_server, server

CHECKED, SETTLED = 40, 2
"""Seconds until a server has checked all files after its start, and has given back what answers took."""


class Ask(NamedTuple):
    """An address, and the text that is posted to it, if any."""

    address: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of a worker that has answered searches, and what all pages of the desk add to it: asked for
    once, and once more; and then the check of a long draft."""

    searched: float
    once: float
    again: float
    drafted: float


def memory(settings: Settings, searches: Sequence[Ask], asked: Sequence[Ask], draft: Ask) -> Memory:
    """Ask a server for searches, then twice for what the desk answers, at last for the check of a draft."""
    with server(judou_server(settings, "--no-build"), "/") as (port, process, _):
        began = time.perf_counter()
        for each in searches:
            _answer(port, each)
        time.sleep(max(SETTLED, began + CHECKED - time.perf_counter()))
        searched, held = resident(process.pid), []
        for some in (asked, asked, [draft]):
            for each in some:
                _answer(port, each)
            time.sleep(SETTLED)
            held.append(resident(process.pid))
    return Memory(searched, *(each - searched for each in held))


def _answer(port: int, asked: Ask) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=WAIT)
    if asked.text:
        body = json.dumps({"text": asked.text})
        connection.request("POST", asked.address, body, {"Content-Type": "application/json"})
    else:
        connection.request("GET", asked.address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.client.OK:
        raise ValueError(f"{asked.address} answers {answer.status}")
