"""The corpus of a run: unpacked, built into an index by our own build, read back as paragraphs."""

import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.archive import Archive
from app.build import build
from app.config import Settings
from app.indexing import index_articles
from app.text import fold


@dataclass(frozen=True, slots=True)
class Corpus:
    """A library as built: its settings, how long the build took, its paragraphs as displayed and folded."""

    settings: Settings
    files: int
    seconds: float
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The length of all texts."""
        return sum(map(len, self.texts))


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """The files of a tar archive in a temporary folder, or a folder as it is."""
    if archive.is_dir():
        yield archive
        return
    with TemporaryDirectory(prefix="judou-bench-") as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        yield Path(folder)


def built(seeds: Path, index: Path) -> Corpus:
    """Build a folder of pages and read all its searchable texts."""
    settings = Settings(seeds=seeds, index=index)
    started = time.perf_counter()
    build(settings)
    seconds = time.perf_counter() - started
    archive = Archive(settings)
    with archive.reading() as reading:
        blocks = [block for article in index_articles(reading.reader) for block in article.blocks]
    archive.close()
    texts = tuple(block.text for block in blocks)
    files = sum(path.is_file() for path in seeds.rglob("*"))
    return Corpus(settings, files, seconds, tuple(b.id for b in blocks), texts, tuple(map(fold, texts)))


def part_of(seeds: Path, folder: Path, share: int) -> Path:
    """Every ``share``-th file of a folder, copied into another."""
    for path in sorted(path for path in seeds.rglob("*") if path.is_file())[::share]:
        target = folder / path.relative_to(seeds)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder
