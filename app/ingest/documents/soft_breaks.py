"""Where the lines of one Markdown paragraph are one paragraph, and where each was meant as its own.

CommonMark joins the lines of a paragraph, and hard-wrapped text wants that. Much Chinese text is written
with one paragraph a line and no blank line between, which a file shows as a whole: such lines end with a
stop after several sentences, begin with two ideographic spaces or with a number, while hard-wrapped lines
break off in the middle of a sentence.
"""

from collections.abc import Callable, Iterable, Sequence

from app.ingest.lines.glyphs import HAN
from app.ingest.lines.width import width
from app.lazy_pattern import lazy_pattern

SET_IN = lazy_pattern(r"\u3000| {4}|\t|(?:&(?:nbsp|emsp|#12288);){2}|\xa0\xa0|\[\^[^\]\s]{1,20}\]:")
NUMBERED = lazy_pattern(
    r"第[〇零一二三四五六七八九十百千\d]{1,7}[编章节条款]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[、．]|[①-⑳●■◆]"
)
STOPPED = lazy_pattern(r"[。！？!?…；;：:][”’」』）)】》*_]*\s*$")
INNER_STOP = lazy_pattern(r"[。！？；][”’」』）]*(?=[^。！？；”’」』）*_\s])")
COMMA = lazy_pattern(r"[，、,]\s*$")
SLACK = 4.0
FEWEST_BREAKS = 3
"""Of so many breaks in hard-wrapped text at least one falls inside a sentence."""
WIDE = f"[{HAN}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026]"
NO_SPACE = lazy_pattern(rf"(?<={WIDE})$"), lazy_pattern(rf"^{WIDE}")


def is_line_by_line(paragraphs: Iterable[Sequence[str]]) -> bool:
    """Say whether the paragraphs of a file (those of several lines) were written one a line."""
    votes = [
        _vote(line, after) for lines in paragraphs for line, after in zip(lines, lines[1:], strict=False)
    ]
    never_inside = len(votes) >= FEWEST_BREAKS and min(votes) >= 0
    return sum(votes) > 0 or never_inside


def _vote(line: str, after: str) -> int:
    """Return 1 for a break between two paragraphs, -1 for one inside a sentence, 0 where either could be."""
    if SET_IN.match(after):
        return 1
    if not STOPPED.search(line):
        return -1 if COMMA.search(line) or width(line) >= width(after) - SLACK else 0
    return 1 if NUMBERED.match(after) or INNER_STOP.search(line) else 0


def group_lines(
    lines: Sequence[str], one_a_line: bool, alone: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """Return the ranges of lines that are one paragraph each.

    ``alone`` tells lines that say something about the text (a date, a byline): they are never joined.
    """
    groups: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not _parts(lines[at - 1], lines[at], one_a_line, alone):
            continue
        groups.append((start, at))
        start = at
    return groups


def _parts(line: str, after: str, one_a_line: bool, alone: Callable[[str], bool]) -> bool:
    if SET_IN.match(after):
        return True
    if one_a_line and not COMMA.search(line):
        return True
    return alone(line.strip()) or alone(after.strip())


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as one: a space between Latin words, none beside Han.

    >>> join_lines(["青石板路", "两旁", "New", "York"])
    '青石板路两旁New York'
    """
    text = ""
    for line in lines:
        bare = line.strip()
        gap = text and bare and not (NO_SPACE[0].search(text) or NO_SPACE[1].search(bare))
        text += (" " if gap else "") + bare
    return text
