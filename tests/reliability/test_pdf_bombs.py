"""PDF files that ask for much are read or refused, and drawn or refused, within bounds of time and memory."""

import resource

import pytest

from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from app.ingest.source.pdf.worker_client import draw_page
from tests.quality.mutated_pdf import LARGEST, SLOWEST, processor_seconds
from tests.reliability.pdf_bombs import BOMBS

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


@pytest.mark.parametrize(
    "name", [name if name in LIGHT else pytest.param(name, marks=pytest.mark.soak) for name in BOMBS]
)
def test_a_file_that_asks_for_much_takes_little(name: str) -> None:
    data = BOMBS[name]()
    assert len(data) < 10_000_000
    for work, done in ((read, "read"), (draw, "drawn")):
        start = processor_seconds()
        told = work(data)
        assert told == done or told.startswith("pdf-")
        assert processor_seconds() - start < SLOWEST
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < LARGEST
