from collections.abc import Callable

import numpy as np

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.phrases import Phrases
from tests.builders import index_article

Open = Callable[[list[IndexArticle]], ExactSearcher]


def read(opened: Open, *texts: str) -> Phrases:
    exact = opened([index_article("a1", None, *texts)])
    return Phrases(exact.segments, exact.plain)


def begun(phrases: Phrases) -> list[str]:
    """What stands where formulations may begin, up to a border."""
    texts = [text for windows in phrases.windows() for text in phrases.texts(windows.rows())]
    return sorted(text.partition("\0")[0] for text in texts)


def test_marks_ends_and_titles_are_borders_and_quotation_marks_are_none(opened: Open) -> None:
    phrases = read(opened, "共建“一带一路”，见《全面与进步协定》。", "新")
    assert begun(phrases) == ['一带一路"', '共建"一带一路"']
    assert phrases.titles == {"全面与进步协定": 1}


def test_what_stands_around_a_place_is_told_with_it(opened: Open) -> None:
    phrases = read(opened, "的高质量发展目标")
    for windows in phrases.windows():
        edges = windows.edges[:, None] >> np.arange(8, dtype=np.uint32) & 1
        told = dict(zip(phrases.texts(windows.rows()[:, :2]), edges.tolist(), strict=True))
        before = phrases.texts(windows.before[:, None])
    assert told["的高"] == [1, 1, 0, 0, 1, 0, 1, 0]
    assert sorted(before) == ["\0", "的", "量"]


def test_a_formulation_begins_where_a_word_does_and_not_with_a_lone_particle(opened: Open) -> None:
    exact = opened([index_article("a1", None, "的高质量发展目标")])
    phrases, every = (Phrases(exact.segments, exact.plain, never) for never in ("的", ""))
    assert begun(phrases) == ["发展目标", "高质量发展目标"]
    assert begun(every) == ["发展目标", "的高质量发展目标", "高质量发展目标"]
