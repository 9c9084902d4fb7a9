"""Each number on the desk that is a link is what its target says: the whole desk is walked."""

import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from app.library.queries import parse_query
from app.library.snapshot import Snapshot
from tests.web.html import Element, parse

DRAFT = (
    "要稳步扩大制度性开放，发展新质产生力。又说“制度型开放的关键是打造稳定、透明、可预期和公平竞争的制度环境”"
)
PAGES = [
    "/concordance?q=制度型开放",
    "/concordance?q=制度型开放&show=neighbours",
    "/concordance?q=制度型开放&show=collocates",
    "/concordance?q=开放&author=罗雨泽",
    "/trends?q=制度型开放&q=开放",
    "/trends?q=制度型开放&q=开放&nested=longest",
    "/trends?q=开放&by=author",
    "/trends?q=开放&by=folder&punctuation=ignore",
    "/formulations?sort=frequency&limit=30",
    "/formulations?author=罗雨泽&limit=30",
    "/formulations?sort=keyness&one=author:罗雨泽",
    "/formulations?sort=keyness&one=author:罗雨泽&other=author:连欣",
    "/formulations?show=new",
    "/formulations?show=silent&since=2025",
    "/formulations/制度型开放",
    "/formulations/新质生产力",
    "parallels",
    "near",
    "compare",
    "/shifts",
    "quote",
]
NUMBER = re.compile(r"([\d,]+)(?: (?:time|passage|place|article)s?\b.*)?$")
CHOICES = ("/formulations", "/concordance", "/trends", "/compare")
"""Addresses of the desk itself: a number that leads there is a choice or the number of a page."""


def opened(client: TestClient, name: str) -> str:
    """Return a page by its address, or one that is known only by what leads to it."""
    if name == "quote":
        return client.post("/quote?lang=en", data={"text": DRAFT}).text
    if not name.startswith("/"):
        ids = [each["id"] for each in client.get("/api/articles?limit=50").json()["articles"]]
        name = {
            "parallels": f"/articles/{ids[0]}/parallels",
            "near": f"/articles/{ids[0]}/parallels?show=near",
            "compare": f"/compare?a={ids[0]}&b={ids[6]}",
        }[name]
    answer = client.get(name + ("&" if "?" in name else "?") + "lang=en")
    assert answer.status_code == 200
    return answer.text


def numbers(html: str) -> Iterator[tuple[str, list[int]]]:
    """Yield each address with the numbers that lead there, those that follow each other together."""

    def address(link: Element) -> str:
        return link.attributes["href"]

    links = [each for each in parse(html).all("a") if NUMBER.match(each.text.strip())]
    links = [each for each in links if not address(each).startswith("#")]
    for to, own in groupby(links, address):
        matches = (NUMBER.match(each.text.strip()) for each in own)
        yield to, [int(found[1].replace(",", "")) for found in matches if found]


def told(client: TestClient, snapshot: Snapshot, to: str) -> list[int] | None:
    """Return the numbers that a target says, in the order in which tables print them; None for a choice."""
    parts = urlsplit(to)
    asked = dict(parse_qsl(parts.query))
    if parts.path == "/search":
        exact = client.get(f"{to}&format=json&lang=en").json()["exact"]
        return [exact[name] for name in ("occurrences", "paragraphs", "articles")]
    if parts.path.startswith("/search/"):
        facet = snapshot.search(parse_query(asked["q"]).request).facets[parts.path.rpartition("/")[2]]
        return [facet.distinct if facet else 0]
    if parts.path.startswith("/p/"):
        return [client.get(f"/api/paragraphs/{parts.path[3:]}").json()["current"]["n"]]
    if parts.path.startswith("/articles/") and "q" in asked:
        query = parse_query(asked["q"], ignore_punctuation=asked.get("punctuation") == "ignore")
        found = snapshot.places(parts.path.split("/")[2], query.request)
        return [sum(map(len, found.values())), len(found)]
    if parts.path == "/":
        return [client.get("/api/articles", params={**asked, "limit": 1}).json()["total"]]
    assert parts.path.startswith(CHOICES), to
    return None


@pytest.mark.parametrize("name", PAGES)
def test_numbers_are_those_of_their_targets(client: TestClient, snapshot: Snapshot, name: str) -> None:
    checked = 0
    for to, shown in numbers(opened(client, name)):
        there = told(client, snapshot, to)
        if there is None:
            continue
        rest = iter(there)
        # The same address may stand in several rows that follow each other.
        assert all(each in rest for each in shown) or set(shown) <= set(there), (to, shown, there)
        checked += 1
    assert checked or name.startswith("/formulations?show=")
