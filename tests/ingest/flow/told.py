"""Lines of plain text as the stages of the flow see them."""

from app.ingest.flow.roles.read import read_genre
from app.ingest.flow.roles.words import Told, told
from app.ingest.lines.plain_blocks import read_plain_blocks


def told_lines(text: str) -> list[Told]:
    """Return what each line is."""
    return read_genre(told(list(read_plain_blocks(text))))
