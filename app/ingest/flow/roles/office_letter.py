"""The head of a letter between offices, as in Taiwan: 發文日期, 發文字號, 主旨."""

from app.ingest.flow.roles.words import Role, Told
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern

_LETTER = lazy_pattern(r"主旨\s?:")
_LETTER_TITLE = lazy_pattern(r"([\u4e00-\u9fff]{3,24}?)\s*(?:[書书]?函|公告|令)")
_LETTER_HEAD = 25
"""Lines above the subject of a letter between offices (發文字號, 主旨), at most."""


def read_letter_head(lines: list[Told]) -> list[Told]:
    """Return the lines; what stands between the head of an office's letter (…　函) and 主旨 is about it."""
    subject = next(
        (at for at, told in enumerate(lines[:_LETTER_HEAD]) if _LETTER.match(told.line.folded)), None
    )
    if subject is None or not any("document_number" in told.found for told in lines[:subject]):
        return lines
    bodies: Found = {}
    for at, told in enumerate(lines[:subject]):
        head = _LETTER_TITLE.fullmatch(told.text)
        if head and not bodies:
            bodies = {"issuing_body": remove_whitespace(head[1])}
            lines[at] = Told(told.line, Role.DISPLAY)
        elif told.role is not Role.LABELS and (told.role is Role.TEXT or ":" in told.line.folded):
            lines[at] = Told(told.line, Role.LABELS)
        if "document_number" in told.found:
            lines[at] = Told(told.line, told.role, bodies | told.found)
    return lines
