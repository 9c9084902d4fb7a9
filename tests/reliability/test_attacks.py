"""An attacker on the network can do nothing but read: a real server, raw sockets."""

import json
import re
from html import unescape

import pytest

from app.config import Settings
from tests.reliability.attack import ANSWER_IN, EVIL, Answer, asked, requests, send
from tests.reliability.conftest import Server
from tests.reliability.load import get, running
from tests.served import waited

MEGABYTES = 400
"""Most memory of a server under attack; after a few ordinary requests it has about 190."""
ATTACKS = requests()
LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')
# What stands in the quotes of an attribute is text, whatever it looks like.
INLINE = re.compile(
    r"<script(?![^>]*(?:src=|application/ld\+json))|<style|<(?:[^>\"]|\"[^\"]*\")*?\s(?:on\w+|style)=",
    re.IGNORECASE,
)
MOST_PAGES = 80

# One server for all of them, and the look at its log comes last.
pytestmark = pytest.mark.xdist_group("attacks")


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_is_sent_is_answered_or_refused(server: Server, name: str) -> None:
    answer, took = server.answer(ATTACKS[name])
    if took >= ANSWER_IN:  # Once more: the server may have had work of its own to do beside it.
        answer, took = server.answer(ATTACKS[name])
    assert took < ANSWER_IN
    assert 200 <= answer.status < 500
    assert answer.ours or answer.status == 400
    assert EVIL.lower() not in answer.headers
    assert b"root:x:" not in answer.body
    assert leads_home(answer)


def leads_home(answer: Answer) -> bool:
    """Whether a redirection, if it is one, stays on this site."""
    to = answer.headers.get("location", "/")
    return to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and to.isascii()


def test_the_log_is_json_without_queries_and_memory_is_bounded(server: Server) -> None:
    send(server.port, asked("/search?q=secret"))
    # It is written down after it was answered.
    assert waited(lambda: '"/search"' in server.log.read_text().splitlines()[-1])
    first, *written = server.log.read_text().splitlines()
    assert first.startswith("judou: serving g")
    lines = [json.loads(line) for line in written]
    assert not [line for line in lines if line.get("level") == "error"]
    of_requests = [line for line in lines if "path" in line]
    assert {tuple(line) for line in of_requests} == {("time", "method", "path", "status", "ms", "bytes")}
    assert "q=" not in "".join(line["path"] for line in of_requests)
    assert of_requests[-1]["path"] == "/search"
    assert server.megabytes < MEGABYTES


@pytest.mark.parametrize("stripped", [True, False], ids=["stripped", "passed on"])
def test_behind_a_prefix_links_are_right_and_no_code_is_inline(attacked: Settings, stripped: bool) -> None:
    with running(attacked, "--root-path", "/reader") as (port, _):
        waiting, seen = ["/reader/"], set[str]()
        while waiting and len(seen) < MOST_PAGES:
            address = waiting.pop(0)
            seen.add(address)
            status, _, body = get(port, address.removeprefix("/reader") if stripped else address)
            assert status < 400, address
            assert not INLINE.search(body.decode("utf-8", "replace")), address
            for link in map(unescape, LINK.findall(body.decode("utf-8", "replace"))):
                local = link.partition("#")[0].removeprefix(f"http://127.0.0.1:{port}")
                assert local.startswith(("/reader/", "https://", "?")) or not local, (address, link)
                if local.startswith("/reader/") and local not in {*seen, *waiting}:
                    waiting.append(local)
        assert len(seen) == MOST_PAGES
