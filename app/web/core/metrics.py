"""Counts and latencies in the text format of Prometheus."""

from bisect import bisect_left
from collections import defaultdict
from threading import Lock

from app.store.rows import Generation

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds in seconds: a search page should stay in the first, nothing should reach the last."""


class Metrics:
    """Requests of this process by kind of page and class of status."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._counts[route, f"{status // 100}xx"] += 1
            self._buckets[route][bisect_left(BUCKETS, seconds)] += 1
            self._seconds[route] += seconds

    def text(self, generation: Generation | None) -> str:
        """Return all figures in the text format of Prometheus."""
        with self._lock:
            lines = [*self._request_lines(), *self._latency_lines()]
        return "\n".join([*lines, *_library_lines(generation)]) + "\n"

    def _request_lines(self) -> list[str]:
        head = [
            "# HELP judou_requests_total Answers by route and status class.",
            "# TYPE judou_requests_total counter",
        ]
        return head + [
            f'judou_requests_total{{route="{route}",status="{status}"}} {count}'
            for (route, status), count in sorted(self._counts.items())
        ]

    def _latency_lines(self) -> list[str]:
        name = "judou_request_seconds"
        lines = [f"# HELP {name} Time to answer.", f"# TYPE {name} histogram"]
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, count in zip((*map(str, BUCKETS), "+Inf"), buckets, strict=True):
                total += count
                lines.append(f'{name}_bucket{{route="{route}",le="{bound}"}} {total}')
            lines.append(f'{name}_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'{name}_count{{route="{route}"}} {total}')
        return lines


def _library_lines(generation: Generation | None) -> list[str]:
    if generation is None:
        return []
    sizes = {"pages": generation.pages, "articles": generation.articles, "paragraphs": generation.paragraphs}
    lines = ["# HELP judou_generation_info The published generation.", "# TYPE judou_generation_info gauge"]
    lines.append(f'judou_generation_info{{name="{generation.name}",built="{generation.built}"}} 1')
    for name, size in sizes.items():
        lines += [
            f"# HELP judou_{name} What the library holds.",
            f"# TYPE judou_{name} gauge",
            f"judou_{name} {size}",
        ]
    return lines
