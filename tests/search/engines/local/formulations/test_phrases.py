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


def shown(phrases: Phrases, length: int) -> str:
    ranks = phrases.windows(np.array([0]), length)[0]
    return "".join(chr(point) if point else "|" for point in phrases.points[ranks].tolist())


def test_marks_ends_and_titles_are_borders_and_quotation_marks_are_none(opened: Open) -> None:
    phrases = read(opened, "共建“一带一路”，见《决定》。", "新")
    assert shown(phrases, 18) == '共建"一带一路"' + "|见||||||新|"
    assert phrases.titles == {"决定": 1}


def test_a_formulation_begins_where_a_word_does_and_not_with_a_lone_particle(opened: Open) -> None:
    phrases = read(opened, "的高质量发展目标")
    starts = np.concatenate(list(phrases.starts("的"))).tolist()
    assert sorted(starts) == [1, 4]
    assert 0 in np.concatenate(list(phrases.starts(""))).tolist()
