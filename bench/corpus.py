"""The corpus of a run: unpacked, built into an index by our own build, read back as paragraphs."""

import random
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.config import Settings
from app.library.library import Library
from app.search.contract import Searcher
from app.search.engines.registry import create_search_engine
from app.text import close_up, fold
from bench.processes import judou

SEED = 4

_SENTENCE = re.compile("[^。；]+[。；]?")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A library as built: its settings, what the build took, its paragraphs as displayed and folded."""

    settings: Settings
    files: int
    seconds: float
    processor: float
    memory: float
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The length of all texts."""
        return sum(map(len, self.texts))


@contextmanager
def unpacked(library: Path) -> Iterator[Path]:
    """The files of a tar archive in a temporary folder, or a folder as it is."""
    if library.is_dir():
        yield library
        return
    with TemporaryDirectory(prefix="judou-bench-") as folder, tarfile.open(library) as tar:
        tar.extractall(folder, filter="data")
        yield Path(folder)


def built(seeds: Path, index: Path) -> Corpus:
    """Build a folder of pages with ``judou build`` and read all its searchable texts."""
    settings = Settings(seeds=seeds, index=index)
    taken = judou("build", str(seeds), "--index", str(index))
    library = Library(settings)
    with library.snapshot() as snapshot:
        blocks = [block for article in snapshot.index_articles() for block in article.blocks]
    library.close()
    texts = tuple(block.text for block in blocks)
    files = sum(path.is_file() for path in seeds.rglob("*"))
    ids = tuple(block.id for block in blocks)
    return Corpus(
        settings,
        files,
        taken.seconds,
        taken.processor,
        taken.memory,
        ids,
        texts,
        tuple(close_up(fold(text)) for text in texts),
    )


@contextmanager
def open_searcher(settings: Settings) -> Iterator[Searcher]:
    """Open the engine's side of a built library, which is what peers are compared with."""
    library = Library(settings)
    with library.snapshot() as snapshot:
        name = snapshot.generation.name
    library.close()
    searcher = create_search_engine(settings).open(settings.index / name)
    try:
        yield searcher
    finally:
        searcher.close()


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
