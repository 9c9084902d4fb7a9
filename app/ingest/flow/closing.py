"""The end of a text: who signs it and when, whom the last bracket names."""

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import takewhile
from operator import attrgetter

from app.frozen import dataclass
from app.ingest.flow.roles.words import Role, Told, is_month
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import ORGAN
from app.ingest.lines.width import width
from app.ingest.metadata import bylines
from app.ingest.metadata.dates import DATE, parse_date
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_SIGNED = lazy_pattern(
    rf"(?:(?P<who>\S.{{1,30}}?)[\s,]\s*)?[(]?(?P<date>{DATE})[)]?(?:\s?(?:写|草|作|记|改定|定稿)?于?[\u4e00-\u9fff]{{0,10}})?"
)
_AFTER_SIGNATURE = lazy_pattern(
    r"^(?:附[:：件]|附录|抄送|主送|联系人|联系电话|印发|(?:代\s?)?书\s?记\s?员|法\s?官\s?助\s?理|速\s?录\s?员|\(此件|（此件|\(联系|（联系|信息公开|公开方式|此件|[（(].*[)）]$|.{2,40}印发$)"
)
_SEAL = lazy_pattern(r"[（(](?:盖章|公章|印|章)[)）]$")
_SHORTEST_BODY, _TITLE_LINES = 3, 3
_LONGEST_SIGNATURE, _MOST_SIGNERS, _NEAR_END = 40.0, 8, 14
_CLOSING_WORDS = lazy_pattern(r"^(?:此致|敬礼|祝|顺颂|谨此|特此|顺祝|致以)")


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines that sign a text, by position, and what they say."""

    lines: frozenset[int] = frozenset()
    found: Found = field(default_factory=dict)


def signature(lines: Sequence[Told], chronicle: bool) -> Signature:
    """Return who signs a text and when; an event's date in a chronicle is no signature."""
    if chronicle:
        return Signature()
    end = len(lines)
    for at in range(end - 1, max(-1, end - 1 - _NEAR_END), -1):
        signed = _signed(lines, at)
        if signed and _ends_text(lines, at):
            return signed
    letters = (_signed(lines, at) for at in range(1, end - 1) if _passes_on(lines, at))
    return next((signed for signed in letters if signed and "issuing_body" in signed.found), Signature())


def _passes_on(lines: Sequence[Told], at: int) -> bool:
    """Return whether a date ends a letter to which what stands below is attached: it is named above."""
    if lines[at].role is not Role.DATE or not lines[at - 1].short:
        return False
    below = [told.text for told in takewhile(attrgetter("short"), lines[at + 1 : at + 1 + _TITLE_LINES])]
    if below and _AFTER_SIGNATURE.match(below[0]):
        return True
    titles = [remove_whitespace("".join(below[:size])) for size in range(1, len(below) + 1)]
    return any(f"《{title}》" in remove_whitespace(told.text) for told in lines[:at] for title in titles)


def _signed(lines: Sequence[Told], at: int) -> Signature | None:
    """Return the signature whose date stands in this line."""
    told = lines[at]
    if told.text.endswith("印发"):
        return None
    date = told.found.get("date") if told.role is Role.DATE else None
    inline = _SIGNED.fullmatch(simplify(told.line.block.text)) if len(told.text) <= 48 else None
    who = told.line.block.text[: inline.end("who")].strip() if inline and inline["who"] else None
    if (
        date is None
        and inline
        and (inline["who"] is None or not inline["who"].rstrip().endswith(("于", "在", "自", "至")))
    ):
        date = parse_date(inline["date"])
    if date is None and told.role is Role.PERIOD:
        date = is_month(told.text)
    if date is None:
        return None
    signers: list[int] = [at]
    start = at - 1
    while start > 0 and at - start <= _MOST_SIGNERS and _may_sign(lines[start]):
        signers.append(start)
        start -= 1
    if at + 2 == len(lines) and _may_sign(lines[at + 1]):
        signers.insert(0, at + 1)
    names = [lines[index].text for index in reversed(signers) if index != at] + ([who] if who else [])
    named = [each for name in names for each in _separate(name)]
    bodies = [name for name in named if ORGAN.search(name)]
    if not names and at != len(lines) - 1:
        return None
    found: Found = {"date": date}
    return Signature(frozenset(signers), found | ({"issuing_body": " ".join(bodies)} if bodies else {}))


def _separate(name: str) -> list[str]:
    """Return the bodies that sign on one line: 中共云溪市委员会　云溪市人民政府."""
    parts = name.split()
    several = len(parts) > 1 and all(ORGAN.search(part) and len(part) > _SHORTEST_BODY for part in parts)
    return [_SEAL.sub("", part) for part in (parts if several else [remove_whitespace(name)])]


def _may_sign(told: Told) -> bool:
    return (
        told.short
        and width(told.text) <= _LONGEST_SIGNATURE
        and not _CLOSING_WORDS.match(told.text)
        and not _AFTER_SIGNATURE.match(told.text)
        and not re.search(r"[：:，。、]", told.text)
    )


def _ends_text(lines: Sequence[Told], at: int) -> bool:
    """Return whether nothing but attachments and the like stands below a signature."""
    if at + 2 == len(lines) and _may_sign(lines[at + 1]) and ORGAN.search(lines[at + 1].text):
        return True
    return at + 1 == len(lines) or bool(_AFTER_SIGNATURE.match(lines[at + 1].text))


def authors_at_end(text: str) -> tuple[str, ...]:
    """Return the authors whom the last bracket of a text names."""
    return bylines.parse_closing_names(text)
