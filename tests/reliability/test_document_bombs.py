"""Documents that ask for much are read or refused within bounds of time and memory, and take in nothing.

``python -m tests.reliability.test_document_bombs NAME`` tries one of them, in a process of its own, so that
what is measured is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source
from tests.reliability.document_bombs import BOMBS, TEXT

ROOT = Path(__file__).parents[2]
LARGEST = 128_000_000
LIGHT = {
    *("boxes_in_boxes", "numbers_without_end", "word_laughs", "word_outside", "word_elsewhere"),
    *("one_page_many_names", "epub_laughs", "epub_outside", "many_attributes", "deep_html"),
}
SLOWEST, MOST_BYTES = 60, 1_200_000_000
"""Processor seconds, and bytes; the largest of them has 20 MB and two million elements."""
REFUSED = {"many_entries", "many_elements", "word_laughs", "word_elsewhere"}
NO_TEXT = {"many_areas"}
"""An index of an issue, without any text."""


def tried(name: str) -> dict[str, float | str]:
    """Read one document; what became of it, and the time and memory that it took."""
    ending, made = BOMBS[name]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"bomb{ending}"
        file.write_bytes(made())
        start = time.process_time()
        try:
            source = read_source(file, file.parent, LARGEST)
            page = parse_page("bomb", source.text, source.encoding, source.places, source.document)
            texts = "".join(block.text for article in page.articles for block in article.blocks)
            found = "leaked" if "root:" in source.text else "read" if TEXT in texts else "lost"
        except UnreadableError as error:
            found = error.message.code
        seconds = time.process_time() - start
    return {
        "found": found,
        "seconds": seconds,
        "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


@pytest.mark.parametrize(
    "name", [name if name in LIGHT else pytest.param(name, marks=pytest.mark.soak) for name in BOMBS]
)
def test_a_document_that_asks_for_much_takes_little(name: str) -> None:
    command = [sys.executable, "-m", "tests.reliability.test_document_bombs", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=1500)
    found = json.loads(done.stdout)
    if name in REFUSED:
        assert found["found"] in {"archive-bomb", "docx-damaged"}
    else:
        assert found["found"] == ("lost" if name in NO_TEXT else "read")
    assert found["seconds"] < SLOWEST
    assert found["bytes"] < MOST_BYTES


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tried(sys.argv[1])))
