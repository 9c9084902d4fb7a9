from pathlib import Path

from tests.builders import index_article
from tests.search.engines.local.pieces.test_reader import reader


def test_the_block_that_shares_most_comes_first(tmp_path: Path) -> None:
    lane = reader(
        str(tmp_path),
        [
            [
                index_article("a0", None, "坚持改革开放"),
                index_article("b0", None, "坚持改革，扩大开放，共同发展"),
            ]
        ],
        0,
    )
    (found,) = lane.nearest(["坚持改革，扩大开放，独立自主，自力更生，改革开放"], 5)
    (other,) = lane.nearest(["毫不相干"], 5)
    assert [each.blocks[0][0] for each in found] == ["b", "a"]
    assert found[0].shared > found[1].shared
    assert other == ()


def test_two_blocks_of_one_article_count_together_too(tmp_path: Path) -> None:
    article = index_article("a0", None, "坚持全面深化改革", "推进高水平对外开放")
    alone = index_article("b0", None, "坚持全面深化改革")
    (found,) = reader(str(tmp_path), [[article, alone]], 0).nearest(["坚持全面深化改革推进高水平对外开放"], 5)
    assert len(found[0].blocks) == 2
    assert found[0].shared > found[1].shared
