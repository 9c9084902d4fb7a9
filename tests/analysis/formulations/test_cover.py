from app.analysis.formulations.catalogue import Catalogue
from app.analysis.formulations.cover import CoveredText
from app.search.formulations import Formulation, Formulations
from app.text import fold, strip_punctuation


def cover(*texts: str) -> Catalogue:
    """Each formulation is in one article more than the one before it."""
    found = (Formulation(text, 9, 9, articles) for articles, text in enumerate(texts, start=4))
    return Catalogue(Formulations.of(found))


def covered(found: Catalogue, text: str, articles: int) -> int:
    bare = strip_punctuation(fold(text))[0]
    return CoveredText(bare, found).covered(0, len(bare), articles)


def test_characters_count_once_where_formulations_overlap() -> None:
    found = cover("高水平对外开放", "对外开放体制", "共建“一带一路”", "一带一路")
    assert covered(found, "完善高水平对外开放体制机制", 4) == 9
    assert covered(found, "推进共建“一带一路”，高质量共建一带一路", 4) == 12
    assert covered(found, "對外開放體制", 4) == 6
    assert covered(found, "改革", 4) == covered(found, "", 4) == 0


def test_only_what_is_common_counts() -> None:
    found = cover("高水平对外开放", "对外开放体制", "高水平")
    assert [covered(found, "完善高水平对外开放体制机制", least) for least in (4, 5, 6)] == [9, 6, 0]


def test_a_longer_formulation_that_is_cut_off_is_none() -> None:
    found = cover("对外开放", "对外开放体制机制")
    assert covered(found, "对外开放体", 4) == 4
    assert CoveredText("推进对外开放体制机制", found).covered(2, 7, 4) == 4


def test_only_what_lies_in_a_stretch_counts() -> None:
    found = CoveredText("对外开放体制对外开放", cover("对外开放", "开放体制"))
    assert [found.covered(*span, 4) for span in ((0, 4), (0, 6), (2, 10), (5, 9))] == [4, 6, 8, 0]
