"""A library of any size: sentences of a corpus in new order, one file after the other, in bounded memory."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import sentences_of

SEED, FOLDER_FILES, PARAGRAPH_SENTENCES = 9, 200, 4
LONGEST_TITLE = 12


def write_library(corpus: Path, folder: Path, characters: int, files: int) -> int:
    """Write ``files`` pages of about ``characters`` together; return the characters written.

    Hardly a paragraph stands twice, and phrases keep their proportions.
    """
    texts = (path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*")) if path.is_file())
    sentences = [found for text in texts for line in text.splitlines() for found in sentences_of(line)]
    stream, written = _shuffled(sentences), 0
    for number in range(files):
        path = folder / f"{number // FOLDER_FILES:05}" / f"{number:07}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _page(stream, number, (characters - written) // (files - number))
        path.write_text(text, encoding="utf-8")
        written += len(text)
    return written


def _shuffled(sentences: list[str]) -> Iterator[str]:
    """Yield all sentences in an order by chance, and then in others, without end."""
    rng = random.Random(SEED)
    while True:
        rng.shuffle(sentences)
        yield from sentences


def _page(stream: Iterator[str], number: int, characters: int) -> str:
    """Return a page of about so many characters: a title of its own, and paragraphs."""
    title = re.sub(r"\W", "", next(stream))[:LONGEST_TITLE]
    blocks, size = [f"# {title}第{number}号"], 0
    while size < characters:
        blocks.append("".join(next(stream) for _ in range(PARAGRAPH_SENTENCES)))
        size += len(blocks[-1])
    return "\n\n".join(blocks) + "\n"
