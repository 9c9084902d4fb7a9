"""Near passages by their definition (``docs/research.md``), one character after another."""

from collections import defaultdict
from collections.abc import Sequence

from app.search.contract import IndexArticle
from app.search.parallels import AGREEMENT, LEAST_MATCHED, LEAST_SELDOM, SEED, SELDOM_AGREEMENT
from app.text import fold, strip_punctuation

REACH, GAP, WORTH = 192, 8, 3
Pair = tuple[int, int, str, int, int, int, int]
"""The block here and where its passage begins and ends, the other block and the same, what agrees."""


def bare(text: str) -> str:
    """Return a text as it is indexed."""
    return strip_punctuation(fold(text))[0]


def near_passages(
    library: Sequence[IndexArticle], article: IndexArticle, rare: int, seldom: int
) -> list[tuple[str, int, int, str, int, int, int]]:
    """Return the near passages of an article: blocks, begins and ends of both, and what agrees."""
    others = [
        (one.id, block.id, bare(block.text)) for one in library if one is not article for block in one.blocks
    ]
    found = []
    for place, block in enumerate(article.blocks):
        text = bare(block.text)
        for start, end, n, other, other_end, times in _seeds(text, [each[2] for each in others], rare):
            grown = _grown(text, others[n][2], start, end, other, other_end)
            matched, longer = grown[4], max(grown[1] - grown[0], grown[3] - grown[2])
            few = times <= seldom and matched >= LEAST_SELDOM and matched >= SELDOM_AGREEMENT * longer
            if matched == longer or not (few or matched >= LEAST_MATCHED):
                continue
            found.append((-matched, place, grown[0], n, grown[2], grown[1], grown[3]))
    # What agrees most first; of equals the first in reading order.
    kept: dict[str, list[tuple[tuple[int, int], ...]]] = defaultdict(list)
    listed = []
    for matched, place, start, n, other, end, other_end in sorted(found, key=lambda each: each[:5]):
        here, there = (place, start, place, end), (n, other, n, other_end)
        owner = kept[others[n][0]]
        if any(_overlap(here, one[0]) and _overlap(there, one[1]) for one in owner):  # type: ignore[arg-type]
            continue
        owner.append((here, there))  # type: ignore[arg-type]
        listed.append((article.blocks[place].id, start, end, others[n][1], other, other_end, -matched))
    return sorted(listed)


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[:2] < other[2:] and other[:2] < one[2:]


def _seeds(text: str, others: Sequence[str], rare: int) -> list[tuple[int, int, int, int, int, int]]:
    """Return the runs of rare seeds that a text shares with each other one, and the places of the rarest."""
    places = {
        at: [(n, k) for n, other in enumerate(others) for k in _all(other, text[at : at + SEED])]
        for at in range(len(text) - SEED + 1)
    }
    times = {at: len(each) for at, each in places.items()}
    pairs = {(at, n, k) for at, each in places.items() if len(each) <= rare for n, k in each}
    found = []
    for at, n, k in sorted(pairs):
        if any((at - step, n, k - step) in pairs for step in range(1, SEED + 1)):
            continue
        last = 0
        while further := [
            step for step in range(1, SEED + 1) if (at + last + step, n, k + last + step) in pairs
        ]:
            last += further[0]
        least = min(times[at + step] for step in range(last + 1))
        found.append((at, at + last + SEED, n, k, k + last + SEED, least))
    return found


def _all(text: str, wanted: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(wanted, at)]


def _grown(
    one: str, other: str, start: int, end: int, begin: int, close: int
) -> tuple[int, int, int, int, int]:
    """Return a seed grown to the right, and then to the left."""
    sizes = [end - start, close - begin, end - start]
    right = _side(one[end:], other[close:], sizes)
    sizes = [size + by for size, by in zip(sizes, right, strict=True)]
    left = _side(one[:start][::-1], other[:begin][::-1], sizes)
    return start - left[0], end + right[0], begin - left[1], close + right[1], sizes[2] + left[2]


def _side(one: str, other: str, sizes: Sequence[int]) -> tuple[int, int, int]:
    """Return by how much a pair grows in texts that go on from it, and how much of that agrees."""
    one, other = one[:REACH], other[:REACH]
    grown = [0, 0, 0]
    steps = sorted(
        ((a, b) for a in range(GAP + 1) for b in range(GAP + 1)),
        key=lambda each: (sum(each) * (GAP + 1) + abs(each[0] - each[1]), each),
    )
    while max(grown[:2]) < REACH:
        x, y = one[grown[0] :], other[grown[1] :]
        gap = next(
            ((a, b) for a, b in steps if len(x[a : a + 2]) == 2 and x[a : a + 2] == y[b : b + 2]), None
        )
        if gap is None:
            break
        run = 0
        for p, q in zip(x[gap[0] :], y[gap[1] :], strict=False):
            if p != q:
                break
            run += 1
        proposed = [grown[0] + gap[0] + run, grown[1] + gap[1] + run, grown[2] + run]
        whole = [size + by for size, by in zip(sizes, proposed, strict=True)]
        if whole[2] < AGREEMENT * max(whole[:2]) or WORTH * run < max(gap):
            break
        grown = proposed
    return grown[0], grown[1], grown[2]
