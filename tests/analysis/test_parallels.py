import math

from app.analysis.parallels import FORMULA, Weighed, weight
from app.search.parallels import SharedPassage, Stretch


def weighed(length: int, articles: int) -> Weighed[SharedPassage]:
    here = Stretch("a", (0, length), 0, length)
    return Weighed(SharedPassage(here, articles, ()), weight(length, articles))


def test_long_passages_of_few_articles_weigh_most() -> None:
    assert weight(12, 3) == 0.5
    assert math.isclose(weight(26, 2), 15 / math.log2(3))
    assert weight(26, 2) > weight(26, 3) > weight(25, 3)


def test_what_weighs_little_is_a_formula() -> None:
    assert [weighed(12, n).is_formula for n in (2, 3, 4, 100)] == [False, False, True, True]
    assert not weighed(20, 200).is_formula
    assert FORMULA == 0.5


def test_what_formulations_cover_weighs_nothing() -> None:
    assert weight(26 - 26, 2) == weight(11, 5) == 0
