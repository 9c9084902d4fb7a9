"""What is sent compressed: pages, JSON, style and script, whatever else their headers say."""

import gzip
import re

import pytest
from fastapi.testclient import TestClient

ZIPPED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PLAIN = {"Accept-Encoding": "identity"}


def address(client: TestClient, name: str) -> str:
    """The address of something of every kind."""
    home = client.get("/").text
    found: dict[str, str] = {
        "page": "/search?q=开放",
        "json": "/api/articles?limit=50",
        "table": "/search?q=开放&format=csv&rows=occurrences&limit=200",
        "style": re.findall(r"/static/\w+/style.css", home)[0],
        "script": re.findall(r"/static/\w+/app.js", home)[0],
    }
    return found[name]


@pytest.mark.parametrize("name", ["page", "json", "table", "style", "script"])
def test_it_is_compressed_for_who_takes_it_and_the_same_for_who_does_not(
    client: TestClient, name: str
) -> None:
    where = address(client, name)
    plain = client.get(where, headers=PLAIN)
    zipped = client.get(where, headers=ZIPPED)
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in zipped.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]
    # A page tells how long its search took.
    assert len(zipped.content) == pytest.approx(len(plain.content), abs=8)
    sent = int(zipped.headers.get("content-length", 0))
    assert sent < len(plain.content) / 2
    assert zipped.headers.get("etag") == plain.headers.get("etag")


@pytest.mark.parametrize("name", ["page", "json", "style"])
def test_what_the_client_has_is_not_sent_again(client: TestClient, name: str) -> None:
    where = address(client, name)
    tag = client.get(where, headers=ZIPPED).headers["etag"]
    for headers in (ZIPPED, PLAIN):
        again = client.get(where, headers={**headers, "If-None-Match": tag})
        assert again.status_code == 304
        assert again.content == b""
        assert "content-encoding" not in again.headers
        assert "Accept-Encoding" in again.headers["vary"]
    # Compressed or not is no matter of the tag, so it is a weak one.
    assert tag.startswith("W/")


def test_pictures_and_short_answers_are_sent_as_they_are(client: TestClient) -> None:
    home = client.get("/").text
    for where in (re.findall(r"/static/\w+/mark.svg", home)[0], "/healthz"):
        assert "content-encoding" not in client.get(where, headers=ZIPPED).headers


def test_a_head_request_has_the_headers_of_the_page(client: TestClient) -> None:
    answer = client.head("/help", headers=ZIPPED)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"


def test_what_is_compressed_is_gzip(client: TestClient) -> None:
    with client.stream("GET", "/help", headers=ZIPPED) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).startswith(b"<!doctype html>")
