"""Tell text that is set from top to bottom, and turn it into a frame in which it runs to the right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.ingest.source.pdf.process.characters import WIDE_FROM, Character

LEVEL, REACH = 0.3, 3.0
"""Ems within which characters stand on one line, and ems to the next one."""
NEARER = 0.95
"""Times the distance to the next character of the other direction."""
ASKED, MAJORITY, FEWEST = 500, 0.6, 40
"""Characters of a page that are asked, the share of them that decides, and how many must have told."""
TOGETHER, ONE_SIZE = 2.1, 0.1
"""Ems between characters of one passage, and by which their sizes may differ."""
CAP, FOOT = 0.88, 0.12


def is_vertical(found: Sequence[Character]) -> bool:
    """Return whether most of the characters of a page, all of one direction, run down the page."""
    grid = _Grid(found)
    wide = [each for each in found if ord(each.text[0]) >= WIDE_FROM]
    votes = [grid.vote(each) for each in wide[:: max(1, len(wide) // ASKED)]]
    down, level = votes.count(1), votes.count(-1)
    return down + level >= FEWEST and down > MAJORITY * (down + level)


def parted(found: Sequence[Character]) -> tuple[list[Character], list[Character]]:
    """Return the characters of passages that run down the page, and those that run across it."""
    grid = _Grid(found)
    down: list[Character] = []
    level: list[Character] = []
    for passage in grid.passages():
        (down if sum(map(grid.vote, passage)) >= 0 and len(passage) > 1 else level).extend(passage)
    return down, level


def turned_down(found: Sequence[Character], width: float) -> list[Character]:
    """Return characters that run down a page of this width in the frame of text turned clockwise."""
    result = []
    for each in found:
        wide = ord(each.text[0]) >= WIDE_FROM
        middle = each.left + each.size / 2 if wide else (each.left + each.right) / 2
        # Two figures side by side in one em stay in their order.
        top = each.baseline - CAP * each.size + (0.0 if wide else each.left * 1e-4)
        baseline = width - middle + (0.5 - FOOT) * each.size
        result.append(
            replace(each, left=top, right=top + each.size, baseline=baseline, turn=(each.turn + 1) % 4)
        )
    return result


class _Grid:
    """Characters by where they stand, to find their neighbours."""

    def __init__(self, found: Sequence[Character]) -> None:
        self.found = found
        self.cell = max(2.0, sorted(each.size for each in found)[len(found) // 2]) if found else 2.0
        self.cells: dict[tuple[int, int], list[Character]] = defaultdict(list)
        for each in found:
            self.cells[self._at(each.left, each.baseline)].append(each)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self.cell), int(y // self.cell)

    def near(self, each: Character, across: float, down: float) -> Iterator[Character]:
        """Yield what stands within some ems around a character."""
        reach_x, reach_y = across * each.size, down * each.size
        left, top = self._at(each.left - reach_x, each.baseline - reach_y)
        right, bottom = self._at(each.left + reach_x, each.baseline + reach_y)
        for column in range(left, min(right, left + 40) + 1):
            for row in range(top, min(bottom, top + 40) + 1):
                yield from self.cells.get((column, row), ())

    def vote(self, each: Character) -> int:
        """Return 1 where the next character stands below, -1 where it stands beside, 0 where neither does."""
        beside = below = REACH * each.size
        slack = LEVEL * each.size
        for other in self.near(each, REACH, LEVEL):
            apart = abs(other.left - each.left)
            if abs(other.baseline - each.baseline) < slack < apart:
                beside = min(beside, apart)
        for other in self.near(each, LEVEL, REACH):
            apart = abs(other.baseline - each.baseline)
            if abs(other.left - each.left) < slack < apart:
                below = min(below, apart)
        return (below < NEARER * beside) - (beside < NEARER * below)

    def passages(self) -> Iterator[list[Character]]:
        """Yield the characters that stand together in one size."""
        waiting = {id(each): each for each in self.found}
        while waiting:
            passage = [waiting.pop(next(iter(waiting)))]
            for each in passage:
                joined = [
                    other
                    for other in self.near(each, TOGETHER, TOGETHER)
                    if id(other) in waiting and _together(each, other)
                ]
                passage += [waiting.pop(id(other)) for other in joined]
            yield passage


def _together(one: Character, other: Character) -> bool:
    near = max(abs(one.left - other.left), abs(one.baseline - other.baseline)) <= TOGETHER * one.size
    return near and abs(one.size - other.size) <= ONE_SIZE * one.size
