"""The lines of a source, read as those of its genre."""

from app.ingest.flow.roles.encyclopedia import read_entry
from app.ingest.flow.roles.mail import read_mail_header
from app.ingest.flow.roles.office_letter import read_letter_head
from app.ingest.flow.roles.web_page import read_stamp, without_site
from app.ingest.flow.roles.words import Told


def read_genre(lines: list[Told]) -> list[Told]:
    """Return the lines; those of messages, letters, encyclopedias and web pages say more than their words."""
    for read in (read_mail_header, read_stamp, read_entry, read_letter_head, without_site):
        lines = read(lines)
    return lines
