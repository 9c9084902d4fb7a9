import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.proximity import Positions, find_positions
from app.search.language.tree import Near, Node, NotWithin, Or, Phrase

TEXT = st.text(st.sampled_from("甲乙丙|"), max_size=30)
PHRASES = st.sampled_from(["甲", "乙", "甲乙", "甲甲", "乙丙甲"]).map(Phrase)
Span = tuple[int, int]


def leaf(text: str, phrase: str) -> list[Span]:
    return [(at, at + len(phrase)) for at in range(len(text)) if text.startswith(phrase, at)]


def found(text: str, node: Node) -> list[Span]:
    """What the code finds; | divides the text into blocks."""

    def positions(phrase: str) -> Positions:
        spans = np.array(leaf(text, phrase), np.int64).reshape(-1, 2)
        return Positions(spans[:, 0], spans[:, 1])

    def block_of(starts: Array) -> Array:
        return np.array([text[:start].count("|") for start in starts.tolist()], np.int64)

    result = find_positions(node, positions, block_of)
    return list(zip(result.starts.tolist(), result.ends.tolist(), strict=True))


def near(text: str, one: Span, other: Span, distance: int) -> bool:
    (_, end), (start, _) = sorted([one, other])
    return 0 <= start - end <= distance and "|" not in text[end:start]


@given(TEXT, PHRASES, PHRASES, st.integers(0, 6))
def test_near_finds_what_looking_at_all_pairs_finds(text: str, a: Phrase, b: Phrase, distance: int) -> None:
    ours, theirs = leaf(text, a.text), leaf(text, b.text)
    kept = {one for one in ours if any(near(text, one, other, distance) for other in theirs)}
    kept |= {other for other in theirs if any(near(text, one, other, distance) for one in ours)}
    assert found(text, Near(a, b, distance)) == sorted(kept)


@given(TEXT, PHRASES, PHRASES)
def test_outside_leaves_what_no_longer_phrase_contains(text: str, part: Phrase, longer: Phrase) -> None:
    around = leaf(text, longer.text)
    kept = [(s, e) for s, e in leaf(text, part.text) if not any(a <= s and e <= z for a, z in around)]
    assert found(text, NotWithin(part, longer)) == kept


@given(TEXT, PHRASES, PHRASES)
def test_either_is_both_each_once(text: str, a: Phrase, b: Phrase) -> None:
    assert found(text, Or((a, b))) == sorted({*leaf(text, a.text), *leaf(text, b.text)})
