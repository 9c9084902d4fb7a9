from app.code_points import text_of
from app.search.engines.local.parallels.article_text import article_text, covered
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

LIBRARY = [
    index_article("a0", "甲", "乙"),
    index_article("b0", "开放，包容", "，", "普惠（A  B）"),
]


def test_the_blocks_of_an_article_stand_one_after_another(opened: Open) -> None:
    lane = opened(LIBRARY)
    text = article_text(lane, 1)
    assert text_of(text.points) == "开放包容\0\0普惠ab\0"
    assert text.starts.tolist() == [0, 5, 6]
    assert (text.characters, text.end - text.begin) == (8, 11)
    assert lane.bare.text(2) == "开放包容"


def test_stretches_are_told_as_displayed_and_among_the_characters(opened: Open) -> None:
    lane = opened(LIBRARY)
    text = article_text(lane, 1)
    later, title = text.stretches(lane, [(7, 10), (1, 4)])
    assert (later.block, later.span, later.start, later.end) == ("b0-2", (1, 7), 5, 8)
    assert (title.block, title.span, title.start, title.length) == ("b0-t", (1, 5), 1, 3)


def test_an_extent_counts_each_character_once(opened: Open) -> None:
    extent = article_text(opened(LIBRARY), 1).extent([(0, 3), (2, 4)])
    assert (extent.characters, extent.shared, extent.block_ends) == (8, 4, (4, 4, 8))
    assert covered([]) == 0
