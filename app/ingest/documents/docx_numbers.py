"""The numbers that a DOCX shows before its paragraphs and keeps out of their text: 一、 （一） 第三条 1.2."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field

from app.frozen import dataclass
from app.ingest.documents.xml_tree import Node, attribute, local_name

HAN = "〇一二三四五六七八九"
CHINESE = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"]
    + ["taiwaneseCounting", "taiwaneseCountingThousand", "taiwaneseDigital"]
)
LETTERS = {"upperLetter": "A", "lowerLetter": "a"}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``%1、`` in ``chineseCounting`` from 1."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each is."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the list's id, its levels."""
    shared: dict[str, str] = field(default_factory=dict)
    """Lists that count on one counter, by their id."""
    counters: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * LEVELS))

    def next(self, number_id: str, level: int) -> str:
        """Return the number of the next paragraph of a list; empty for bullets and unknown lists."""
        levels = self.lists.get(number_id, {})
        if level not in levels or not 0 <= level < LEVELS:
            return ""
        counter = self.counters[self.shared.get(number_id, number_id)]
        counter[level] = counter[level] + 1 if counter[level] else levels[level].start
        counter[level + 1 :] = [0] * (LEVELS - level - 1)
        own = levels[level]
        if own.form in ("bullet", "none"):
            return ""
        text = own.text
        for at in range(level + 1):
            place = levels.get(at, Level())
            text = text.replace(f"%{at + 1}", spell(counter[at] or place.start, place.form))
        return text.strip()


def spell(number: int, form: str) -> str:
    """Return a number in the form of a list.

    >>> spell(23, "chineseCounting"), spell(2, "lowerLetter"), spell(3, "decimalEnclosedCircle")
    ('二十三', 'b', '③')
    """
    if form in CHINESE and number <= 99:
        return _chinese(number)
    if form in CHINESE:
        return "".join(HAN[int(digit)] for digit in str(number))
    if form in LETTERS and number <= 26:
        return chr(ord(LETTERS[form]) + number - 1)
    if form.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("lowerRoman", "upperRoman") and number < 40:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{HAN[tens]}十"
    return head + (HAN[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def read_numbering(root: Node | None) -> Numbering:
    """Return the lists that the numbering part of a document defines."""
    found = Numbering()
    abstract: dict[str, dict[int, Level]] = {}
    for node in root if root is not None else ():
        if local_name(node) == "abstractNum":
            abstract[attribute(node, "abstractNumId") or ""] = dict(_levels(node))
        elif local_name(node) == "num":
            target = next(
                (attribute(each, "val") for each in node if local_name(each) == "abstractNumId"), ""
            )
            own = attribute(node, "numId") or ""
            found.lists[own] = abstract.get(target or "", {})
            found.shared[own] = f"abstract {target}"
    return found


def is_level(value: str) -> bool:
    """Say whether an attribute is a level of a list or of an outline, from 0 to 8."""
    return len(value) == 1 and value.isdecimal() and int(value) < LEVELS


def _levels(node: Node) -> Iterator[tuple[int, Level]]:
    for each in node:
        if local_name(each) == "lvl":
            values = {local_name(child): attribute(child, "val") or "" for child in each}
            start = values.get("start", "1")
            first = int(start) if start.isdecimal() and len(start) < 5 else 1
            level = attribute(each, "ilvl") or "0"
            if is_level(level):
                yield (
                    int(level),
                    Level(values.get("numFmt", "decimal"), values.get("lvlText", "")[:40], first),
                )
