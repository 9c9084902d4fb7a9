from hypothesis import given
from hypothesis import strategies as st

from app.article import BlockType
from app.store.rows import StoredBlock
from app.web.article.outline import contents, heading_depths, headings_above
from app.web.article.portions import LONGEST, portion_of, portions
from app.web.article.views import ContentsEntry


def article(shape: list[tuple[int, int]]) -> list[StoredBlock]:
    """Blocks by level (0 is a paragraph) and length."""
    return [
        StoredBlock(
            id=f"b{at}",
            article="a",
            position=at,
            type=BlockType.HEADING if level else BlockType.PARAGRAPH,
            n=None if level else at,
            text="字" * length,
            level=level,
        )
        for at, (level, length) in enumerate(shape)
    ]


SHAPES = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3000)), max_size=60).map(article)


def flat(entries: tuple[ContentsEntry, ...]) -> list[str]:
    return [name for each in entries for name in (each.id, *flat(each.below))]


@given(SHAPES)
def test_an_outline_skips_no_level(blocks: list[StoredBlock]) -> None:
    depths = [0, *heading_depths(blocks).values()]
    assert all(after <= before + 1 for before, after in zip(depths, depths[1:], strict=False))


@given(SHAPES)
def test_contents_are_all_headings_in_order_and_one_branch_is_open(blocks: list[StoredBlock]) -> None:
    depths = heading_depths(blocks)
    present = blocks[-1].id if blocks else ""
    tree = contents(blocks, depths, present, lambda name: f"#{name}")
    assert flat(tree) == list(depths)
    assert sum(each.open for each in tree) <= 1


def test_the_branch_of_the_present_block_is_open() -> None:
    blocks = article([(1, 5), (2, 5), (0, 9), (1, 5), (2, 5), (3, 5), (0, 9), (2, 5)])
    depths = heading_depths(blocks)
    assert [each.id for each in headings_above(blocks, 6, depths)] == ["b3", "b4", "b5"]
    first, second = contents(blocks, depths, "b6", str)
    assert not first.open
    assert second.open
    assert [each.open for each in second.below] == [True, False]


@given(SHAPES)
def test_portions_are_the_whole_article_and_none_is_empty(blocks: list[StoredBlock]) -> None:
    cut = portions(blocks, heading_depths(blocks))
    assert [block for portion in cut for block in portion] == blocks
    assert all(cut) or not blocks
    longest = max((len(block.text) for block in blocks), default=0)
    assert all(sum(len(block.text) for block in portion) <= LONGEST + longest for portion in cut)
    for number, portion in enumerate(cut, 1):
        assert all(portion_of(cut, block.id) == number for block in portion)


def test_a_long_article_is_cut_before_its_highest_heading_and_never_after_one() -> None:
    shape = [(1, 5), *[(0, 1000)] * 6, (2, 5), *[(0, 1000)] * 3, (1, 5), (2, 5), *[(0, 1000)] * 9]
    blocks = article(shape)
    assert [portion[0].id for portion in portions(blocks, heading_depths(blocks))] == ["b0", "b11"]


def test_a_short_article_is_one_portion() -> None:
    blocks = article([(1, 5), (0, LONGEST - 5)])
    assert len(portions(blocks, heading_depths(blocks))) == 1
