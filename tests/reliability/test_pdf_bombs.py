"""PDF files that ask for much are read or refused, and drawn or refused, within bounds of time and memory.

``python -m tests.reliability.test_pdf_bombs NAME`` tries one of them, in a process that begins no other but
the reader's, so that what is measured is the reader's.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from app.ingest.source.pdf.worker_client import draw_page
from tests.quality.mutated_pdf import LARGEST, SLOWEST, processor_seconds
from tests.reliability.pdf_bombs import BOMBS

ROOT = Path(__file__).parents[2]
LIGHT = {"endless_tree", "large_picture", "inflating_content", "form_in_itself", "deep_arrays"}


def read(data: bytes) -> str:
    """Read a file: ``read``, or the code of its refusal."""
    try:
        pdf = read_pdf(data, "bomb.pdf")
        parse_page("bomb", pdf.text, "pdf", pdf.places)
    except UnreadableError as error:
        return error.message.code
    return "read"


def draw(data: bytes) -> str:
    """Draw its first page: ``drawn``, or the code of the refusal."""
    try:
        return "drawn" if draw_page(data, "bomb.pdf", 1, 100).startswith(b"\x89PNG") else "no picture"
    except UnreadableError as error:
        return error.message.code


def tried(name: str) -> dict[str, float | str]:
    """Read and draw one file; what was told, and the time and memory that each took at most."""
    data = BOMBS[name]()
    assert len(data) < 10_000_000
    found: dict[str, float | str] = {}
    slowest = 0.0
    for work in (read, draw):
        start = processor_seconds()
        found[work.__name__] = work(data)
        slowest = max(slowest, processor_seconds() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return {**found, "seconds": slowest, "bytes": peak}


@pytest.mark.parametrize(
    "name", [name if name in LIGHT else pytest.param(name, marks=pytest.mark.soak) for name in BOMBS]
)
def test_a_file_that_asks_for_much_takes_little(name: str) -> None:
    command = [sys.executable, "-m", "tests.reliability.test_pdf_bombs", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["read"] == "read" or found["read"].startswith("pdf-")
    assert found["draw"] == "drawn" or found["draw"].startswith("pdf-")
    assert found["seconds"] < SLOWEST
    assert found["bytes"] < LARGEST


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tried(sys.argv[1])))
