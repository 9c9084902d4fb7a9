"""The values that a run finds; nothing of the engines that it compares."""

from dataclasses import dataclass

from bench.changes import Changes
from bench.corpus import Corpus
from bench.desk_build import DeskBuild
from bench.processes import Taken
from bench.quantiles import median
from bench.serving import Served

AFTER_A_YEAR = "Judou, after a year"
"""The name under which phrases are timed in a library that a year of daily changes has left."""
SECONDS = 8
"""All phrases are searched in turn, again and again for so long, once at least; the best time of each counts,
so that other work of the machine does not. The phrases of a round have more blocks than our index keeps of
recent phrases, so that the second time is as the first."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one engine took for its index and for each phrase, in seconds; None where it cannot."""

    name: str
    build: float | None
    times: tuple[float | None, ...]


def ratio(ours: Timing, other: Timing) -> float:
    """Return how many times as long as ours another takes, by medians of the phrases that both search for."""
    pairs = [(a, b) for a, b in zip(ours.times, other.times, strict=True) if a is not None and b is not None]
    return median([b for _, b in pairs]) / median([a for a, _ in pairs])


@dataclass(frozen=True, slots=True)
class Quality:
    """How good one ranking is: the mean reciprocal rank within the first ten, and its median time."""

    name: str
    mrr: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Size:
    """A library: what building took, the timings of all engines, what changes cost and pages take."""

    files: int
    paragraphs: int
    characters: int
    build: Taken
    megabytes: float
    timings: tuple[Timing, ...]
    changes: Changes | None = None
    served: Served | None = None
    desk: DeskBuild | None = None
    """What of building is the research desk's alone."""

    @classmethod
    def of(cls, corpus: Corpus, timings: list[Timing]) -> "Size":
        """Return what is known of a built library."""
        return cls(
            corpus.files,
            len(corpus.texts),
            corpus.characters,
            corpus.taken,
            corpus.megabytes,
            tuple(timings),
        )
