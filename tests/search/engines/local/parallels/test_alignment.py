from app.search.engines.local.exact.segment.seeds import SeedTable
from app.search.engines.local.parallels.alignment import compare
from app.search.engines.local.parallels.article_text import article_text
from app.search.engines.local.parallels.rare_seeds import RareSeeds
from app.search.parallels import Comparison
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

FIRST = "甲乙丙丁戊己庚辛壬癸子丑"
SECOND = "天地玄黄宇宙洪荒日月盈昃"
THIRD = "寒来暑往秋收冬藏闰余成岁"


def compared(opened: Open, one: list[str], other: list[str]) -> Comparison:
    lane = opened([index_article("a0", None, *one), index_article("b0", None, *other)])
    rare = RareSeeds(lane, [SeedTable(arrays) for arrays in lane.segments])
    return compare(lane, rare, article_text(lane, 0), article_text(lane, 1))


def test_what_stands_in_another_order_is_moved(opened: Open) -> None:
    found = compared(
        opened, [f"{FIRST}。", f"一{SECOND}", f"二{THIRD}律吕"], [f"{THIRD}律吕。{FIRST}，三{SECOND}"]
    )
    assert [(each.here.block, each.moved, each.verbatim) for each in found.passages] == [
        ("a0-1", False, True),
        ("a0-2", False, True),
        ("a0-3", True, True),
    ]
    assert found.first.shared == found.second.shared == 38
    assert (found.first.characters, found.second.characters) == (40, 39)
    assert found.first.block_ends == (12, 25, 40)


def test_near_passages_take_in_what_is_the_same_in_them(opened: Open) -> None:
    found = compared(opened, [f"{FIRST}一{SECOND}"], [f"{FIRST}二三{SECOND}"])
    (one,) = found.passages
    assert (one.here.length, one.there.length, one.matched, one.verbatim) == (25, 26, 24, False)


def test_a_passage_that_stands_twice_in_the_second_is_told_once(opened: Open) -> None:
    found = compared(opened, [f"{FIRST}。{SECOND}"], [f"{FIRST}三", f"{SECOND}三", f"{FIRST}四"])
    assert [(each.there.block, each.moved) for each in found.passages] == [("b0-1", False), ("b0-2", False)]
    assert found.second.shared == 36


def test_articles_without_anything_in_common(opened: Open) -> None:
    found = compared(opened, [FIRST], [SECOND])
    assert (found.passages, found.first.shared) == ((), 0)
