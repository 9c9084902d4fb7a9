from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.parallels.shifts import anchors
from app.search.engines.local.parallels.shifts.anchors import ANCHOR, read_anchors
from app.text import strip_punctuation
from tests.builders import index_article

PARTS = st.sampled_from(["改革开放以来", "人民", "，", "甲乙丙丁戊", "发展", "1978年", "𠮷", "a"])
TEXTS = st.lists(PARTS, min_size=1, max_size=9).map("".join)


@pytest.fixture(autouse=True)
def _many_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "_SHARE", 20)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_all_places_of_an_anchor_come_together(segments: list[list[str]]) -> None:
    expected: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for number, texts in enumerate(segments):
        for n, text in enumerate(texts):
            bare = strip_punctuation(text)[0]
            for at in range(len(bare) - ANCHOR + 1):
                around = bare[max(0, at - 1) : at], bare[at + ANCHOR : at + ANCHOR + 1]
                expected[bare[at : at + ANCHOR]].append((f"{number}{n}-1+{at}", *around))
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}") for number in range(len(segments))]
        for number, (path, texts) in enumerate(zip(paths, segments, strict=True)):
            write_segment(path, [index_article(f"{number}{n}", None, text) for n, text in enumerate(texts)])
        exact = ExactSearcher(paths, 10**9)
        found: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
        seen: list[int] = []
        for share in read_anchors(exact.bare):
            seen += dict.fromkeys(share.hashes.tolist())
            blocks = exact.bare.blocks(share.places).tolist()
            rows = zip(*(column.tolist() for column in share), strict=True)
            for block, (hashed, place, before, behind) in zip(blocks, rows, strict=True):
                name = f"{exact.columns.block_ids[block]}+{place - exact.bare.begin(block)}"
                found[hashed].append((name, chr(before).strip("\0"), chr(behind).strip("\0")))
    assert len(seen) == len(set(seen))
    assert sorted(found.values()) == sorted(expected.values())
