"""What of a full build is the research desk's alone: time, memory and disk.

``python -m bench.desk_build INDEX FILE`` makes the desk's parts of a built index once more, by the functions
that a build calls, and writes the seconds of the processor that each took. In a build they run beside others,
where no clock tells them apart.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TypeVar

import numpy as np

from app.gc_pause import gc_paused
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.seeds import write_seeds
from app.search.engines.local.exact.segment.title_spans import write_title_spans
from app.search.engines.local.exact.segment.word_places import locate_words, write_word_places
from app.search.engines.local.formulations.file import write_mined
from app.search.engines.local.formulations.mine import mine
from app.search.engines.local.segments import read_segments
from app.text import is_punctuation
from bench.disk import DESK, disk_parts
from bench.processes import python

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DeskBuild:
    """What the desk's parts of a build take: seconds of the processor, memory and disk in megabytes."""

    processor: float
    memory: float
    """The most that the process held that made them."""
    megabytes: float


def desk_build(index: Path) -> DeskBuild:
    """Make the desk's parts of a built index once more, in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="judou-bench-") as name:
        written = Path(name) / "seconds.json"
        taken = python("-m", "bench.desk_build", str(index), str(written))
        seconds: dict[str, float] = json.loads(written.read_text(encoding="utf-8"))
    print("           " + ", ".join(f"{part} {value:.1f} s" for part, value in seconds.items()), flush=True)
    megabytes = sum(size for part, size in disk_parts(index) if part in DESK) / 1e6
    return DeskBuild(sum(seconds.values()), taken.memory, megabytes)


class _Clock:
    """Adds up the processor's seconds of calls, by what they are for."""

    def __init__(self) -> None:
        self.seconds = defaultdict[str, float](float)

    def time(self, part: str, call: Callable[[], T]) -> T:
        """Return the result of a call."""
        before = process_time()
        found = call()
        self.seconds[part] += process_time() - before
        return found


def main() -> None:
    """Make the parts, and write the seconds of each."""
    index, written = map(Path, sys.argv[1:])
    clock = _Clock()
    segments = read_segments(max(path for path in index.glob("g*") if path.is_dir()))
    with tempfile.TemporaryDirectory(prefix="judou-bench-") as folder, gc_paused():
        for number, segment in enumerate(segments):
            with ArrayWriter(Path(folder) / str(number)) as writer:
                _make_of_segment(ArrayReader(segment.phrases), writer, clock)
        exact = ExactSearcher([each.phrases for each in segments], 1, [each.removed for each in segments])
        mined = clock.time("formulations", lambda: mine(exact))
        clock.time("formulations", lambda: write_mined(Path(folder) / "formulations", mined))
    written.write_text(json.dumps(clock.seconds), encoding="utf-8")


def _make_of_segment(arrays: ArrayReader, writer: ArrayWriter, clock: _Clock) -> None:
    points = np.concatenate(([0], arrays["alphabet"])).astype(np.uint32)
    plain, bare = arrays["plain-text"], arrays["bare-text"]
    spelt = points[plain]
    clock.time("places of titles", lambda: write_title_spans(writer, spelt))
    # Words are cut for the related lane, too.
    words = locate_words(spelt.tobytes().decode("utf-32-le", "surrogatepass"), None)
    marks = np.array([False, *(is_punctuation(chr(point)) for point in points[1:].tolist())])
    clock.time("places of words", lambda: write_word_places(writer, words, ~marks[plain]))
    suffixes, ends = arrays["bare-suffixes"], _article_ends(arrays, bare)
    clock.time("strings that articles share", lambda: write_seeds(writer, bare, points, suffixes, ends))


def _article_ends(arrays: ArrayReader, text: Array) -> Array:
    """Return the positions that close an article each."""
    sizes = arrays["article-blocks"]
    found: Array = np.flatnonzero(text == 0)[np.cumsum(sizes[sizes > 0], dtype=np.int64) - 1]
    return found


if __name__ == "__main__":
    main()
