"""The cluster as the engine asks it: one client for all threads, and its errors in our words.

Every search says ``allow_partial_search_results=false``: without it a cluster that misses a shard answers as
if nothing were wrong, with fewer hits.
"""

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as NotConnected
from opensearchpy.exceptions import ConnectionTimeout, NotFoundError, RequestError, TransportError
from opensearchpy.helpers import BulkIndexError, streaming_bulk

from app.errors import IndexDamagedError, SearchUnavailableError
from app.frozen import dataclass

NAME = "opensearch"
Body = dict[str, Any]
"""A part of a request or an answer, as JSON."""

_UNAVAILABLE = {429, 500, 502, 503, 504}
"""Statuses of a cluster that cannot answer now; 500 is what a shard that breaks off is told with."""
_AT_ONCE = 500
"""Documents that are sent together, of at most so many bytes: few enough for a small node's memory."""
_BYTES_AT_ONCE = 4_000_000
_SENDERS = 2
"""Requests of documents that are on their way at once; one more waits to be sent."""
_TRIES = 8
_PAUSES = (0.1, 0.3, 0.6)
"""Seconds after which a search that broke off is asked again."""
_SOON = 1.5
"""Seconds after which a node that has not answered is left, and another one asked."""
logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # What fails is told by our errors.


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cluster is and how to enter it; the secret ones are never printed."""

    urls: tuple[str, ...]
    user: str = ""
    password: str = ""
    authority: str = ""
    verify: bool = True
    seconds: float = 10.0

    def __repr__(self) -> str:
        return f"Address({len(self.urls)} nodes)"


class Cluster:
    """A cluster of OpenSearch nodes; nothing is asked before the first call."""

    def __init__(self, address: Address) -> None:
        secured = any(url.startswith("https:") for url in address.urls)
        chosen: Body = {"verify_certs": address.verify, "ssl_show_warn": False} if secured else {}
        if address.authority:
            chosen["ca_certs"] = address.authority
        if address.user:
            chosen["http_auth"] = (address.user, address.password)
        # A node that is gone is left alone for a second, so that it is soon found again.
        self._client = OpenSearch(
            hosts=list(address.urls),
            timeout=address.seconds,
            max_retries=max(3, len(address.urls)),
            retry_on_status=(429, 502, 503, 504),
            pool_maxsize=16,
            dead_timeout=1,
            timeout_cutoff=2,
            **chosen,
        )
        self._seconds, self._patient = address.seconds, max(address.seconds, 120.0)
        self._written = {"refresh": "true", "request_timeout": self._patient}
        self._soon = _SOON if len(address.urls) > 1 else address.seconds

    def search(self, index: str, body: Body) -> Body:
        """Return the answer to one search, of all shards."""
        return self.searches(index, [body])[0]

    def searches(self, index: str, bodies: Sequence[Body], routes: Sequence[str] = ()) -> list[Body]:
        """Return the answers to several searches, which the cluster works on at once.

        ``routes`` may name for each what its documents were written by, so that their shard alone is asked.
        What breaks off because a node has gone is asked again: its copies answer a moment later. A node that
        does not answer soon is left, which ends its search, and another one has the rest of the time.
        """
        end, wait, pauses = time.monotonic() + self._seconds, self._soon, list(_PAUSES)
        while True:
            left = end - time.monotonic()
            try:
                return self._answers(index, bodies, min(wait, left), routes)
            except SearchUnavailableError as error:
                pause = 0.0
                if isinstance(error.__cause__, ConnectionTimeout):
                    wait = self._seconds
                elif isinstance(error.__cause__, NotConnected) or not pauses:  # Every node was asked already.
                    raise
                else:
                    pause = pauses.pop(0)
                if time.monotonic() + pause >= end:
                    raise
                time.sleep(pause)

    def _answers(
        self, index: str, bodies: Sequence[Body], seconds: float, routes: Sequence[str]
    ) -> list[Body]:
        """Ask one node, which has so many seconds; one that cannot be reached is passed over."""
        if not bodies:
            return []
        params: Body = {"request_timeout": seconds}
        if len(bodies) == 1 and not routes:
            params["allow_partial_search_results"] = "false"
            with told():
                return [self._made(self._client.search(index=index, body=bodies[0], params=params))]
        head: Body = {"index": index, "allow_partial_search_results": False}
        heads = (head | ({"routing": route} if route else {}) for route in routes or [""] * len(bodies))
        lines = [line for each in zip(heads, bodies, strict=True) for line in each]
        with told():
            answers: list[Body] = self._client.msearch(body=lines, params=params)["responses"]
        for answer in answers:
            if "error" in answer:
                raise _failed(int(answer.get("status", 500)), answer["error"])
        return [self._made(answer) for answer in answers]

    def put(self, index: str, id_: str, document: Body) -> None:
        """Write a document, to be found by the next search."""
        with told():
            self._client.index(index=index, id=id_, body=document, params=self._written)

    def delete(self, index: str, id_: str) -> None:
        """Delete a document, if it is there."""
        with told():
            self._client.delete(index=index, id=id_, params=self._written, ignore=404)

    def delete_where(self, index: str, query: Body) -> None:
        """Delete all documents that a query matches."""
        with told():
            params = {"refresh": "true", "conflicts": "proceed", "wait_for_completion": "true"}
            self._client.delete_by_query(
                index=index, body={"query": query}, params=params | {"request_timeout": self._patient}
            )

    def write(self, actions: Iterable[Body]) -> None:
        """Write documents in bulk, while those that follow are made; what a busy node refuses is sent again,
        later and later."""
        every = iter(actions)
        sent: deque[Future[None]] = deque()
        with ThreadPoolExecutor(_SENDERS) as senders:
            while some := list(islice(every, _AT_ONCE)):
                sent.append(senders.submit(self._send, some))
                if len(sent) > _SENDERS:
                    sent.popleft().result()
            for each in sent:
                each.result()

    def _send(self, actions: list[Body]) -> None:
        """Write some documents."""
        with told():
            for _ in streaming_bulk(
                self._client,
                actions,
                chunk_size=_AT_ONCE,
                max_chunk_bytes=_BYTES_AT_ONCE,
                max_retries=_TRIES,
                initial_backoff=1,
                max_backoff=20,
                request_timeout=self._patient,
            ):
                pass

    def create(self, index: str, body: Body) -> None:
        """Create an index, if there is none of this name."""
        with told():
            try:
                self._client.indices.create(index=index, body=body, params={"request_timeout": self._patient})
            except RequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise

    def remove(self, index: str) -> None:
        """Remove an index, if it is there."""
        with told():
            self._client.indices.delete(
                index=index, params={"ignore_unavailable": "true", "request_timeout": self._patient}
            )

    def settle(self, index: str, settings: Body) -> None:
        """Change settings of an index, and wait for its copies, as long as that does not take minutes."""
        with told():
            patient = {"request_timeout": self._patient}
            self._client.indices.put_settings(index=index, body=settings, params=patient)
            wanted = {"wait_for_status": "green", "timeout": "60s", "request_timeout": self._patient}
            self._client.cluster.health(index=index, params=wanted | {"ignore": 408})

    def refresh(self, index: str) -> None:
        """Make everything that was written visible to searches."""
        with told():
            self._client.indices.refresh(index=index, params={"request_timeout": self._patient})

    def names(self, pattern: str) -> list[str]:
        """Return the names of the indexes that a pattern matches."""
        wanted = {"expand_wildcards": "all", "request_timeout": self._patient}
        with told():
            return sorted(self._client.indices.get(index=pattern, params=wanted))

    def flush(self, index: str) -> None:
        """Write an index out, so that a node that starts again has nothing to repeat."""
        with told():
            self._client.indices.flush(index=index, params={"request_timeout": self._patient})

    def merge(self, index: str) -> None:
        """Make one segment of each shard: what was written in memory's portions is found sooner, and what the
        cluster keeps of each document to write it again is dropped. What takes minutes goes on by itself."""
        params = {"max_num_segments": "1", "request_timeout": self._patient}
        with told(), suppress(ConnectionTimeout):
            self._client.indices.forcemerge(index=index, params=params)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    @staticmethod
    def _made(answer: Body) -> Body:
        """Return an answer that is of all shards; raise SearchUnavailableError for one that is not."""
        if answer.get("timed_out") or answer["_shards"]["failed"]:
            raise unavailable("not all shards answered")
        return answer


@contextmanager
def told() -> Iterator[None]:
    """Raise errors of the client as ours: what may pass as SearchUnavailableError, what is missing as
    IndexDamagedError; a request that is wrong stays what it is."""
    try:
        yield
    except NotFoundError as error:
        raise IndexDamagedError("index-not-on-cluster", reason=str(error.error)) from error
    except BulkIndexError as error:
        first: Mapping[str, Any] = next(iter(error.errors[0].values()))
        failed = _failed(int(first.get("status", 500)), first.get("error", ""))
        raise failed from error
    except NotConnected as error:
        raise unavailable(type(error).__name__) from error
    except TransportError as error:
        status = error.status_code if isinstance(error.status_code, int) else 503
        if status in _UNAVAILABLE:
            raise unavailable(f"{status} {error.error}") from error
        raise _failed(status, error.error) from error


def _failed(status: int, error: Any) -> Exception:
    """Return the error that one of several requests has ended with."""
    kind = error.get("type", "") if isinstance(error, dict) else str(error)
    if status in _UNAVAILABLE:
        return unavailable(f"{status} {kind}")
    if status == 404:
        return IndexDamagedError("index-not-on-cluster", reason=kind)
    return RuntimeError(f"OpenSearch refuses a request: {status} {error}")


def unavailable(reason: str) -> SearchUnavailableError:
    """Return the error that the cluster does not answer."""
    return SearchUnavailableError("search-unavailable", engine=NAME, reason=reason)
