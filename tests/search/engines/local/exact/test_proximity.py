from collections.abc import Callable
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.proximity import Positions, find_occurrences, find_positions
from app.search.language.tree import Near, Node, NotWithin, Or, Phrase, Wording

TEXT = st.text(st.sampled_from("甲乙丙|"), max_size=30)
PHRASES = st.sampled_from(["甲", "乙", "甲乙", "甲甲", "乙丙甲"]).map(Phrase)
Span = tuple[int, int]


def leaf(text: str, phrase: str) -> list[Span]:
    return [(at, at + len(phrase)) for at in range(len(text)) if text.startswith(phrase, at)]


def found(text: str, node: Node, find: Callable[..., Positions] = find_positions) -> list[Span]:
    """What the code finds; | divides the text into blocks."""

    def positions(wording: Wording) -> Positions:
        spans = np.array(leaf(text, wording.text), np.int64).reshape(-1, 2)
        return Positions(spans[:, 0], spans[:, 1])

    def block_of(starts: Array) -> Array:
        return np.array([text[:start].count("|") for start in starts.tolist()], np.int64)

    result = find(node, positions, block_of)
    return list(zip(result.starts.tolist(), result.ends.tolist(), strict=True))


def shortest(found: set[Span]) -> list[Span]:
    return sorted(
        place
        for place in found
        if not any(other != place and place[0] <= other[0] and other[1] <= place[1] for other in found)
    )


def hulls(text: str, ours: list[Span], theirs: list[Span], distance: int) -> set[Span]:
    """All stretches that hold one of each, in either order."""
    pairs = [pair for one, other in product(ours, theirs) for pair in ((one, other), (other, one))]
    return {
        (first[0], second[1])
        for first, second in pairs
        if 0 <= second[0] - first[1] <= distance and "|" not in text[first[1] : second[0]]
    }


@given(TEXT, PHRASES, PHRASES, st.integers(0, 6))
def test_near_finds_the_shortest_stretches_of_all_pairs(
    text: str, a: Phrase, b: Phrase, distance: int
) -> None:
    pairs = hulls(text, leaf(text, a.text), leaf(text, b.text), distance)
    assert found(text, Near(a, b, distance)) == shortest(pairs)


@given(TEXT, st.lists(PHRASES, min_size=2, max_size=4), PHRASES, st.integers(0, 6))
def test_near_looks_at_alternatives_that_contain_each_other(
    text: str, some: list[Phrase], b: Phrase, distance: int
) -> None:
    ours = [span for phrase in some for span in leaf(text, phrase.text)]
    pairs = hulls(text, ours, leaf(text, b.text), distance)
    assert found(text, Near(Or(tuple(some)), b, distance)) == shortest(pairs)


@given(TEXT, PHRASES, PHRASES)
def test_outside_leaves_what_no_longer_phrase_contains(text: str, part: Phrase, longer: Phrase) -> None:
    around = leaf(text, longer.text)
    kept = [(s, e) for s, e in leaf(text, part.text) if not any(a <= s and e <= z for a, z in around)]
    assert found(text, NotWithin(part, longer)) == kept


@given(TEXT, PHRASES, PHRASES)
def test_either_is_both_each_once(text: str, a: Phrase, b: Phrase) -> None:
    assert found(text, Or((a, b))) == sorted({*leaf(text, a.text), *leaf(text, b.text)})


@given(TEXT, PHRASES, PHRASES)
def test_of_what_is_inside_another_the_shorter_occurs(text: str, a: Phrase, b: Phrase) -> None:
    every = {*leaf(text, a.text), *leaf(text, b.text)}
    assert found(text, Or((a, b)), find_occurrences) == shortest(every)
