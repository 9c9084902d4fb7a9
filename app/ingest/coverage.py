"""List the characters of a source that no block, part or unused entry holds.

The stages before say what they leave out and why. This one keeps the promise for whatever they missed:
first whole lines, then single signs in lines that were used (list marks, a character said twice at a
column break).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.article import Article, Block, Part, Reason, Unused
from app.ingest.lines.clean import source_lines
from app.ingest.lines.glyphs import normalize_glyphs, remove_whitespace


def find_unplaced(source: str, articles: Iterable[Article], unused: Sequence[Unused]) -> list[Unused]:
    """Return the text of a source that is nowhere else."""
    said, covered = _said(source, articles, unused)
    missing: Counter[str] = Counter()
    found = []
    for number, line in _lines(source):
        if covered[number]:
            missing.update(line)
        else:
            found.append(Unused(line, ((number, number),), Reason.NOT_PLACED))
    missing -= said
    for reason, length in ((Reason.LINE_START, 1), (Reason.LEFT_OUT, None)):
        for number, line in _lines(source) if missing else ():
            if covered[number] and (signs := _taken(line[:length], missing)):
                found.append(Unused(signs, ((number, number),), reason))
    return sorted(found, key=lambda entry: entry.lines)


def _taken(line: str, missing: Counter[str]) -> str:
    """Take the missing signs of a line out of `missing` and return them."""
    return "" if missing.keys().isdisjoint(line) else "".join(sign for sign in line if _take(missing, sign))


def _take(missing: Counter[str], sign: str) -> bool:
    if sign not in missing:
        return False
    missing[sign] -= 1
    if not missing[sign]:
        del missing[sign]
    return True


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold text, without white space."""
    return ((n, dense) for n, line in enumerate(source_lines(source), 1) if (dense := _dense(line)))


def _said(
    source: str, articles: Iterable[Article], unused: Sequence[Unused]
) -> tuple[Counter[str], bytearray]:
    """Count every character that stands somewhere; tell for each line whether something came from it."""
    said: Counter[str] = Counter()
    covered = bytearray(sum(1 for _ in source_lines(source)) + 1)
    entries: list[Block | Part | Unused] = list(unused)
    for article in articles:
        entries += [*article.blocks, *article.parts]
    for entry in entries:
        said.update(_dense(entry.text))
        for first, last in entry.lines:
            covered[first : last + 1] = b"\1" * (last + 1 - first)
    return said, covered


def _dense(text: str) -> str:
    return remove_whitespace(normalize_glyphs(text))
