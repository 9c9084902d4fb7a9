from app.analysis.formulation_cover import FormulationCover
from app.search.formulations import Formulation


def cover(*texts: str) -> FormulationCover:
    """Each formulation is in one article more than the one before it."""
    found = (Formulation(text, 9, 9, articles) for articles, text in enumerate(texts, start=4))
    return FormulationCover(found)


def test_characters_count_once_where_formulations_overlap() -> None:
    found = cover("高水平对外开放", "对外开放体制", "共建“一带一路”", "一带一路")
    assert found.covered("完善高水平对外开放体制机制", 4) == 9
    assert found.covered("推进共建“一带一路”，高质量共建一带一路", 4) == 12
    assert found.covered("對外開放體制", 4) == 6
    assert found.covered("改革", 4) == found.covered("", 4) == 0


def test_only_what_is_common_counts() -> None:
    found = cover("高水平对外开放", "对外开放体制", "高水平")
    assert [found.covered("完善高水平对外开放体制机制", least) for least in (4, 5, 6)] == [9, 6, 0]


def test_a_longer_formulation_that_is_cut_off_is_none() -> None:
    assert cover("对外开放", "对外开放体制机制").covered("对外开放体", 4) == 4
