"""Where every character of a source went: what no block, part or unused entry holds is listed here.

The stages before say what they leave out and why. This one keeps the promise for whatever they missed:
first whole lines, then single signs in lines that were used (list marks, a character said twice at a
column break).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.article import Article, Block, Lines, Part, Unused
from app.ingest.glyphs import compact, plain_glyphs
from app.ingest.lines import source_lines

NOT_PLACED, LINE_START, LEFT_OUT = "in no article", "mark or repeated character", "left out of its line"


def unplaced(source: str, articles: Iterable[Article], unused: Sequence[Unused]) -> list[Unused]:
    """The text of a source that is nowhere else."""
    said, covered = _said(articles, unused)
    lines = {number: dense for number, line in enumerate(source_lines(source), 1) if (dense := _dense(line))}
    lost = [number for number in lines if number not in covered]
    missing = Counter("".join(lines.values())) - said - Counter("".join(lines[number] for number in lost))
    found = [Unused(lines[number], ((number, number),), NOT_PLACED) for number in lost]
    used = [(number, line) for number, line in lines.items() if number in covered]
    found += [_taken(number, line[:1], missing, LINE_START) for number, line in used if missing[line[0]] > 0]
    for number, line in used:
        if not +missing:
            break
        if signs := "".join(char for char in line if missing[char] > 0):
            found.append(_taken(number, signs, missing, LEFT_OUT))
    return sorted((entry for entry in found if entry.text), key=lambda entry: entry.lines)


def _taken(number: int, signs: str, missing: Counter[str], reason: str) -> Unused:
    taken = [sign for sign in signs if _take(missing, sign)]
    return Unused("".join(taken), ((number, number),), reason)


def _take(missing: Counter[str], sign: str) -> bool:
    missing[sign] -= 1
    return missing[sign] >= 0


def _said(articles: Iterable[Article], unused: Sequence[Unused]) -> tuple[Counter[str], set[int]]:
    """Every character that stands somewhere, and the lines it came from."""
    entries: list[Block | Part | Unused] = list(unused)
    for article in articles:
        entries += [*article.blocks, *article.parts]
    numbers = {number for entry in entries for number in _numbers(entry.lines)}
    return Counter("".join(_dense(entry.text) for entry in entries)), numbers


def _numbers(lines: Lines) -> Iterable[int]:
    return (number for first, last in lines for number in range(first, last + 1))


def _dense(text: str) -> str:
    return compact(plain_glyphs(text))
