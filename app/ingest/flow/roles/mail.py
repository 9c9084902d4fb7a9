"""The header of a message, line by line: who sent it and when, and what about."""

import re

from app.ingest.flow.roles.words import Role, Told
from app.ingest.metadata.dates import find_date
from app.ingest.metadata.label_names import MAIL_FIELD
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_SENDER, _SUBJECT, _SENT = (
    {"发件人", "from"},
    {"主题", "subject"},
    {"发送时间", "发送日期", "日期", "date", "sent"},
)
_REPLY = lazy_pattern(r"^(?:(?:Re|RE|Fw|FW|Fwd|回复|答复|转发)\s?[:：]\s?)+")
_READABLE = lazy_pattern(r"(?!=\?)\S")
_FEWEST_OF_MAIL = 3
"""Lines of a header, at least."""


def read_mail_header(lines: list[Told]) -> list[Told]:
    """Return the lines; the header of a message at their head says when it was sent, and what about."""
    size = 0
    while size < len(lines) and MAIL_FIELD.match(lines[size].line.folded):
        size += 1
    names = {found[1] for told in lines[:size] if (found := MAIL_FIELD.match(told.line.folded))}
    if size < _FEWEST_OF_MAIL or not names & _SENDER:
        return lines
    for at in range(size):
        name, value = re.split(r"\s?[:：]\s?", lines[at].text, maxsplit=1)
        values: Found = (
            {"title": _REPLY.sub("", value)} if simplify(name) in _SUBJECT and _READABLE.match(value) else {}
        )
        if simplify(name) in _SENT and (date := find_date(simplify(value))):
            values = {"date": date}
        lines[at] = Told(lines[at].line, Role.LABELS, values)
    return lines
