"""Engines on the cluster, each with indexes of its own, which are removed with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from app.search.engines.opensearch.cluster import Address
from app.search.engines.opensearch.engine import OpenSearchEngine


@contextmanager
def cluster_engine(
    addresses: str, shards: int = 2, replicas: int = 0, prefix: str = ""
) -> Iterator[OpenSearchEngine]:
    """Return an engine on the nodes at some addresses, parted by commas."""
    address = Address(tuple(addresses.split(",")))
    engine = OpenSearchEngine(address, prefix or f"judou-{token_hex(4)}", shards, replicas)
    try:
        yield engine
    finally:
        engine.remove_all()
