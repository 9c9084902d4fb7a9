"""The corpus of a run: unpacked, built into an index by our own build, read back as paragraphs."""

import random
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.config import Settings
from app.library.index_documents import handle_of
from app.library.library import open_snapshot
from app.search.contract import OpenIndex
from app.search.engines.registry import create_search_engine
from app.text import close_up, fold
from bench.processes import Taken, judou

SEED = 4

_SENTENCE = re.compile("[^。；]+[。；]?")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A library as built: its settings, what the build took, its paragraphs as displayed and folded."""

    settings: Settings
    files: int
    taken: Taken
    megabytes: float
    """The index on disk."""
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The length of all texts."""
        return sum(map(len, self.texts))


@contextmanager
def unpacked(library: Path) -> Iterator[Path]:
    """Yield a temporary folder with the files of a tar archive or of a folder."""
    with TemporaryDirectory(prefix="judou-bench-") as name:
        folder = Path(name) / "seeds"
        if library.is_dir():
            shutil.copytree(library, folder)
        else:
            with tarfile.open(library) as tar:
                tar.extractall(folder, filter="data")
        yield folder


def built(seeds: Path, index: Path) -> Corpus:
    """Build a folder of pages with ``judou build`` and read all its searchable texts."""
    taken = judou("build", str(seeds), "--index", str(index))
    return read(Settings(seeds=seeds, index=index), taken)


def read(settings: Settings, taken: Taken) -> Corpus:
    """Read the texts of a built library."""
    with open_snapshot(settings) as snapshot:
        blocks = [block for article in snapshot.index_articles() for block in article.blocks]
    texts = tuple(block.text for block in blocks)
    files = sum(path.is_file() for path in settings.seeds.rglob("*"))
    folded = tuple(close_up(fold(text)) for text in texts)
    size = sum(path.stat().st_size for path in settings.index.rglob("*") if path.is_file()) / 1e6
    return Corpus(settings, files, taken, size, tuple(block.id for block in blocks), texts, folded)


@contextmanager
def open_index(settings: Settings) -> Iterator[OpenIndex]:
    """Open the engine's side of a built library, which is what peers are compared with."""
    with open_snapshot(settings) as snapshot:
        handle = handle_of(snapshot.generation)
    with closing(create_search_engine(settings).open(handle, lambda _: {})) as index:
        yield index


def part_of(seeds: Path, folder: Path, share: int) -> Path:
    """Every ``share``-th file of a folder, copied into another."""
    for path in sorted(path for path in seeds.rglob("*") if path.is_file())[::share]:
        target = folder / path.relative_to(seeds)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def larger(seeds: Path, folder: Path, times: int) -> Path:
    """The files, and ``times`` - 1 further copies of each with sentences from all over the corpus.

    Phrases keep their proportions and hardly a paragraph stands twice, as in a library that has grown.
    """
    rng = random.Random(SEED)
    files = sorted(path for path in seeds.rglob("*") if path.is_file())
    texts = [path.read_text(encoding="utf-8") for path in files]
    sentences = [found for text in texts for line in text.splitlines() for found in sentences_of(line)]
    for copy in range(times):
        if copy:
            rng.shuffle(sentences)
        others = iter(sentences)
        for path, text in zip(files, texts, strict=True):
            target = folder / str(copy) / path.relative_to(seeds)
            target.parent.mkdir(parents=True, exist_ok=True)
            lines = ["".join(next(others) for _ in sentences_of(line)) or line for line in text.splitlines()]
            target.write_text("\n".join(lines) if copy else text, encoding="utf-8")
    return folder


def sentences_of(line: str) -> list[str]:
    """The sentences of a line; none of a heading."""
    return [] if line.startswith(("#", "<")) else _SENTENCE.findall(line)
