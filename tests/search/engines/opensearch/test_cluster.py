import logging
import socket
import ssl
from collections.abc import Iterator

import pytest

from app.errors import IndexDamagedError, SearchUnavailableError
from app.search.engines.opensearch.cluster import Address, Cluster


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


def test_no_secret_is_printed() -> None:
    address = Address(("https://user:secret@host:9200",), "user", "secret")
    assert "secret" not in f"{address!r} {address}"


def test_no_secret_is_written_down(nobody: str, caplog: pytest.LogCaptureFixture) -> None:
    urls = (nobody.replace("://", "://reader:hidden@"),)
    cluster = Cluster(Address(urls, "somebody", "secret", seconds=1))
    with caplog.at_level(logging.DEBUG), pytest.raises(SearchUnavailableError) as refused:
        cluster.searches("judou", [{}, {}])
    written = f"{caplog.text} {refused.value} {refused.value.__cause__}"
    assert not [each for each in ("hidden", "somebody", "secret") if each in written]


def test_nothing_is_asked_of_a_cluster_before_the_first_search(nobody: str) -> None:
    cluster = Cluster(Address((nobody,)))
    with pytest.raises(SearchUnavailableError, match="opensearch"):
        cluster.search("judou", {})
    with pytest.raises(SearchUnavailableError):
        cluster.searches("judou", [{}, {}])
    with pytest.raises(SearchUnavailableError):
        cluster.write([{"_index": "judou", "_source": {}}])
    assert cluster.searches("judou", []) == []


def test_certificates_are_verified_unless_told_otherwise() -> None:
    with pytest.raises((SearchUnavailableError, OSError, ssl.SSLError)):
        Cluster(Address(("https://127.0.0.1:1",), authority="/no/such/file")).search("judou", {})


@pytest.mark.cluster
def test_an_index_that_is_not_there_is_told(addresses: str) -> None:
    cluster = Cluster(Address(tuple(addresses.split(","))))
    for ask in (lambda: cluster.search("judou-no", {}), lambda: cluster.searches("judou-no", [{}, {}])):
        with pytest.raises(IndexDamagedError, match="judou build"):
            ask()
    cluster.remove("judou-no")


@pytest.mark.cluster
def test_a_request_that_is_wrong_is_no_outage(addresses: str) -> None:
    cluster = Cluster(Address(tuple(addresses.split(","))))
    cluster.create("judou-wrong", {})
    try:
        with pytest.raises(RuntimeError, match="refuses"):
            cluster.searches("judou-wrong", [{"query": {"no_such": {}}}] * 2)
    finally:
        cluster.remove("judou-wrong")
