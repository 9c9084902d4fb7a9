"""Lines of plain text as the stages of the flow see them."""

from app.ingest.flow.lines import read_plain_blocks
from app.ingest.flow.roles.read import read_genre
from app.ingest.flow.roles.words import Told, told


def told_lines(text: str) -> list[Told]:
    """Return what each line is."""
    return read_genre(told(list(read_plain_blocks(text))))
