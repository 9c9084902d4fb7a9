"""``python -m bench.parse CORPUS``: how fast pages are parsed, and that clean text passes unharmed.

CORPUS is a folder of Markdown or text files or a ``.tar.gz`` of one; it is no part of the project.
Time counts decoding and parsing on one core, not reading from the disk.
"""

import re
import sys
import tarfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.article import Page
from app.errors import UnreadableError
from app.ingest.documents.front_matter import read_front_matter
from app.ingest.parse import parse_page
from app.ingest.source.decode import decode

SUFFIXES = (".md", ".txt")
COMMENT = re.compile(r"<!--.*?-->")
MARKS = re.compile(r"^#{1,6}\s+|\s+#+$|^-{3,}$")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Parsing:
    """What was parsed and how quickly; ``harmed`` names files in which a line did not stay one block."""

    files: int
    megabytes: float
    seconds: float
    lines: int
    harmed: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Megabytes a second."""
        return self.megabytes / self.seconds


def sources(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page of a folder or archive."""
    if corpus.is_dir():
        for path in sorted(corpus.rglob("*")):
            if path.suffix in SUFFIXES:
                yield path.relative_to(corpus).as_posix(), path.read_bytes()
        return
    with tarfile.open(corpus) as library:
        for member in library:
            file = library.extractfile(member) if member.name.endswith(SUFFIXES) else None
            if file is not None:
                yield member.name, file.read()


def measure(corpus: Path) -> Parsing:
    """Parse every page of a corpus."""
    size = seconds = lines = files = 0.0
    harmed, refused = [], []
    for name, data in sources(corpus):
        start = time.perf_counter()
        try:
            page = parse_page(name, decode(data, name).text)
        except UnreadableError as error:
            refused.append(str(error))
            continue
        seconds += time.perf_counter() - start
        size += len(data)
        files += 1
        wanted = expected_lines(page.source)
        lines += sum(wanted.values())
        if wanted - kept_texts(page):
            harmed.append(name)
    return Parsing(int(files), size / 1e6, seconds, int(lines), tuple(harmed), tuple(refused))


def expected_lines(source: str) -> Counter[str]:
    """Each line's words, without front matter, comments and Markdown marks."""
    printed = source.split("\n")
    front = read_front_matter(printed)
    lines = (
        bare(MARKS.sub("", COMMENT.sub("", line).strip())) for line in printed[front.size if front else 0 :]
    )
    return Counter(line for line in lines if line)


def kept_texts(page: Page) -> Counter[str]:
    """The texts of all blocks, and of titles, bylines and the like."""
    texts = [part.text for article in page.articles for part in article.parts]
    texts += [entry.text for entry in page.unused]
    texts += [block.text for article in page.articles for block in article.blocks]
    return Counter(bare(text) for text in texts)


def bare(text: str) -> str:
    """Text without white space and invisible characters, widths aside."""
    return "".join(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).split())


def report(found: Parsing) -> str:
    """The figures in words."""
    rows = [
        f"{found.files} pages, {found.megabytes:.1f} MB, {found.lines} lines with text",
        f"parsed in {found.seconds:.2f} s: {found.rate:.1f} MB/s on one core",
        f"lines kept as one block: {'all' if not found.harmed else f'not in {len(found.harmed)} pages'}",
        *(f"  {name}" for name in found.harmed[:10]),
        *(f"refused: {line}" for line in found.refused[:10]),
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    print(report(measure(Path(sys.argv[1]))))
