from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.formulations import phrases as module
from app.search.engines.local.formulations.phrases import Phrases
from tests.builders import index_article

Open = Callable[[list[IndexArticle]], ExactSearcher]
TEXT = st.text("甲乙丙丁𠀀a，", min_size=4, max_size=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "read").mkdir()
    return tmp_path / "read"


def begun(phrases: Phrases) -> list[str]:
    """What stands where formulations may begin, up to a border."""
    texts = [text for windows in phrases.windows() for text in phrases.texts(windows.rows())]
    return sorted(text.partition("\0")[0] for text in texts)


def test_marks_ends_and_titles_are_borders_and_quotation_marks_are_none(opened: Open, folder: Path) -> None:
    exact = opened([index_article("a1", None, "共建“一带一路”，见《全面与进步协定》。", "新")])
    phrases = Phrases(exact.segments, exact.plain, folder)
    assert begun(phrases) == ['一带一路"', '共建"一带一路"']
    assert phrases.titles == {"全面与进步协定": 1}


def test_what_stands_around_a_place_is_told_with_it(opened: Open, folder: Path) -> None:
    exact = opened([index_article("a1", None, "的高质量发展目标")])
    phrases = Phrases(exact.segments, exact.plain, folder)
    for windows in phrases.windows():
        edges = windows.edges[:, None] >> np.arange(8, dtype=np.uint32) & 1
        told = dict(zip(phrases.texts(windows.rows()[:, :2]), edges.tolist(), strict=True))
        before = phrases.texts(windows.before[:, None])
    assert told["的高"] == [1, 1, 0, 0, 1, 0, 1, 0]
    assert sorted(before) == ["\0", "的", "量"]


@pytest.mark.parametrize(("never", "expected"), [("的", []), ("", ["的高质量发展目标"])])
def test_a_formulation_begins_where_a_word_does_and_not_with_a_lone_particle(
    opened: Open, folder: Path, never: str, expected: list[str]
) -> None:
    exact = opened([index_article("a1", None, "的高质量发展目标")])
    phrases = Phrases(exact.segments, exact.plain, folder, never)
    assert begun(phrases) == ["发展目标", *expected, "高质量发展目标"]


@pytest.mark.parametrize(("together", "at_once"), [(1, 1), (2, 3), (700_000, 16)])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=3), st.booleans())
def test_places_are_the_same_however_they_are_divided(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    together: int,
    at_once: int,
    parts: list[list[str]],
    gone: bool,
) -> None:
    monkeypatch.setattr(module, "_TOGETHER", together)
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    files = [tmp_path_factory.mktemp("segment") / "exact" for _ in parts]
    for number, (path, texts) in enumerate(zip(files, parts, strict=True)):
        write_segment(path, [index_article(f"{chr(97 + number)}1", None, *texts)])
    exact = ExactSearcher(files, 10**9, [[0] if gone and n else [] for n in range(len(files))])
    phrases = Phrases(exact.segments, exact.plain, tmp_path_factory.mktemp("read"))
    living = parts[:1] if gone else parts
    whole = tmp_path_factory.mktemp("segment") / "exact"
    write_segment(whole, [index_article("a1", None, *(text for texts in living for text in texts))])
    one = ExactSearcher([whole], 10**9)
    assert begun(phrases) == begun(Phrases(one.segments, one.plain, tmp_path_factory.mktemp("read")))
