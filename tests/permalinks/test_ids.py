from hashlib import sha256
from pathlib import Path

import pytest

from app.article import Article, Block, BlockType, Kind
from app.permalinks.ids import mint
from app.permalinks.sketch import is_id
from app.store.rows import TITLE, PageRows
from tests.builders import article, page

SEEDS = Path(__file__).parents[2] / "seeds"


def no_owners(_ids: list[str]) -> dict[str, str]:
    return {}


def ids(rows: list[PageRows]) -> list[str]:
    return [block.id for each in rows for block in each.blocks]


def test_ids_depend_on_content_alone() -> None:
    alone = mint([page("b", article(1, 2, title="甲"))], no_owners, set())
    among = mint([page("a", article(3, title="乙")), page("b", article(1, 2, title="甲"))], no_owners, set())
    assert ids(alone) == ids(among)[2:]
    assert alone[0].articles[0].id == among[1].articles[0].id
    assert all(is_id(known) for known in ids(among))


def test_ids_are_what_they_always_were() -> None:
    """Links out in the world depend on this value: it never changes."""
    (rows,) = mint([page("a", article(1, title="甲"))], no_owners, set())
    assert [rows.articles[0].id, *ids([rows])] == ["bt59z1g30ga6akxf", "emd7vqphmjmreta1", "bt59z1g30gveqyyj"]


@pytest.mark.parametrize(
    ("name", "ids_of_lines"),
    [
        ("000_e580a8181a6afce0.txt", "98d5b36099589af2"),
        ("001_532428ec3c596e7d.txt", "70b3499325405f08"),
        ("002_086cbfe25ce06430.txt", "5b02618f52e4bfad"),
        ("003_e758292cdba52c46.txt", "ead5f1836f1ee55e"),
        ("004_feab58405e0196af.txt", "f1867306b7b87208"),
    ],
)
def test_the_lines_of_the_five_pages_have_the_ids_they_always_had(name: str, ids_of_lines: str) -> None:
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    blocks = tuple(Block(BlockType.PARAGRAPH, line.strip()) for line in lines if line.strip())
    (rows,) = mint([page("p", Article(Kind.ARTICLE, blocks))], no_owners, set())
    every = " ".join([rows.articles[0].id, *ids([rows])])
    assert sha256(every.encode()).hexdigest().startswith(ids_of_lines)


def test_a_traditional_text_has_the_ids_it_had_before_its_characters_folded() -> None:
    texts = (
        "隨著經濟復甦，衞生署發表敍述。",
        "二○二四年，行政院院長憑藉裡面的座標，答覆質詢。",
        "他執著於麪包店的枱面，比例為３∶２。",
    )
    (rows,) = mint([page("p", article(*texts, title="論著作與衞生"))], no_owners, set())
    assert [rows.articles[0].id, *ids([rows])] == [
        "20y7fah9hjzj0g2y", "ap67aah94p9tez22", "20yjfaf9hjdjd44q", "4m4qjpv84392r3r1", "7n00qa2r8t54v5xz"
    ]  # fmt: skip


def test_the_same_text_twice_gets_an_ordinal() -> None:
    (rows,) = mint([page("a", article(1, 1, 2))], no_owners, set())
    assert len(set(ids([rows]))) == 4


def test_the_same_text_under_another_title_is_another_paragraph() -> None:
    first, second = mint(
        [page("a", article(1, title="甲")), page("b", article(1, title="乙"))], no_owners, set()
    )
    assert first.blocks[1].id != second.blocks[1].id
    assert first.blocks[1].id[:10] == second.blocks[1].id[:10]


def test_an_article_printed_twice_is_salted_on_the_newcomer() -> None:
    first, second = mint([page("a", article(1)), page("b", article(1))], no_owners, set())
    alone = mint([page("b", article(1))], no_owners, set())
    assert ids([first]) == ids(alone)
    assert not set(ids([first])) & set(ids([second]))
    assert first.articles[0].id != second.articles[0].id


def test_ids_that_stand_never_change() -> None:
    (standing,) = mint([page("b", article(1))], no_owners, set())
    owners = dict.fromkeys((*ids([standing]), standing.articles[0].id), "b")
    (newcomer,) = mint([page("a", article(1))], lambda _: owners, {"a"})
    assert not set(ids([newcomer])) & set(owners)
    salted = dict.fromkeys((*ids([newcomer]), newcomer.articles[0].id), "a")
    (again,) = mint(
        [page("a", article(1))], lambda wanted: {k: salted[k] for k in wanted if k in salted}, {"a", "b"}
    )
    assert ids([again]) == ids([newcomer])


def test_what_a_page_gives_up_is_free_for_another() -> None:
    (before,) = mint([page("a", article(1))], no_owners, set())
    owners = dict.fromkeys([before.articles[0].id, *ids([before])], "a")
    moved = mint([page("a", article(2, title="乙")), page("b", article(1))], lambda _: owners, {"a", "b"})
    assert ids([moved[1]]) == ids([before])


def test_paragraphs_are_numbered_and_the_title_is_a_row() -> None:
    (rows,) = mint([page("a", article("#小标题", 1, 2, title="甲"))], no_owners, set())
    assert [(b.type, b.n) for b in rows.blocks] == [
        (TITLE, None),
        ("heading", None),
        ("paragraph", 1),
        ("paragraph", 2),
    ]
    assert (rows.articles[0].paragraphs, rows.page.articles) == (2, 1)
    assert [b.position for b in rows.blocks] == [0, 1, 2, 3]
