from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.code_points import points_of
from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.phrase_segment import write_phrases
from app.search.engines.local.exact.segment.seeds import SEED, SeedTable, seed_hashes, seeds_within

BLOCKS = st.lists(st.text("甲乙，", max_size=24), min_size=1, max_size=5)


def seeds(text: str) -> set[str]:
    return {text[at : at + SEED] for at in range(len(text) - SEED + 1)}


@settings(deadline=None)
@given(BLOCKS, st.integers(1, 5), st.text("甲乙", max_size=20))
def test_no_seed_that_is_there_is_denied(texts: list[str], first: int, asked: str) -> None:
    """The first article has some of the blocks, each other block is an article."""
    sizes = [min(first, len(texts)), *[1] * (len(texts) - min(first, len(texts)))]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "segment"
        with ArrayWriter(path) as writer:
            write_phrases(writer, texts, None, sizes)
        table = SeedTable(ArrayReader(path))
        bare = [text.replace("，", "") for text in texts]
        points = points_of("\0".join([*bare, ""]))
        shared = table.shared(0, len(points))
        has = table.has(seed_hashes(points_of(asked)))
    there = set().union(*map(seeds, bare))
    assert all(has[at] for at in range(len(asked) - SEED + 1) if asked[at : at + SEED] in there)
    owners = [n for n, size in enumerate(sizes) for _ in range(size)]
    expected = []
    for block, text in zip(owners, bare, strict=True):
        others = set().union(*(seeds(other) for own, other in zip(owners, bare, strict=True) if own != block))
        expected += [len(text) - at >= SEED and text[at : at + SEED] in others for at in range(len(text) + 1)]
    assert shared.tolist() == expected


def test_a_seed_ends_with_its_block() -> None:
    points = points_of("甲乙丙丁戊己庚\0癸子丑寅卯辰\0")
    assert np.flatnonzero(seeds_within(points)).tolist() == [0, 1, 8]
    assert seed_hashes(points_of("甲乙")).size == seeds_within(points_of("甲乙")).size == 0
