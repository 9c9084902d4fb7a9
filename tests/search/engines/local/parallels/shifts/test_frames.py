import pytest

from app.search.engines.local.parallels.shifts.frames import find_fillings
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

BEFORE, AFTER = "甲乙丙丁戊己庚辛壬癸子丑", "寅卯辰巳午未申酉戌亥天地"


def found(opened: Open, *texts: str) -> set[tuple[str, str]]:
    lane = opened(
        [index_article(f"{name}0", None, text) for name, text in zip("abcdefghijkl", texts, strict=False)]
    )
    pairs = set()
    for each in find_fillings(lane.bare):
        for a, b, c, d in zip(*(column.tolist() for column in each), strict=True):
            one, other = lane.bare.after(a, b - a), lane.bare.after(c, d - c)
            pairs.add((min(one, other), max(one, other)))
    return pairs


def test_what_fills_one_frame_is_a_pair(opened: Open) -> None:
    assert found(opened, f"{BEFORE}东{AFTER}", f"{BEFORE}，西方{AFTER}。") == {("东", "西方")}


@pytest.mark.parametrize("mirrored", [False, True], ids=["left", "right"])
def test_a_frame_may_stand_on_one_side_for_the_most_part(opened: Open, mirrored: bool) -> None:
    long, short = BEFORE + AFTER[:6], AFTER[6:9]
    texts = [f"{short}{each}{long}" if mirrored else f"{long}{each}{short}" for each in "东西"]
    assert found(opened, *texts) == {("东", "西")}


@pytest.mark.parametrize(
    ("before", "after"),
    [(BEFORE, "寅卯辰巳午未申"), (BEFORE + AFTER, "天地")],
    ids=["in-all", "on-one-side"],
)
def test_frames_that_are_short_do_not_count(opened: Open, before: str, after: str) -> None:
    assert found(opened, f"{before}东{after}", f"{before}西{after}") == set()


@pytest.mark.parametrize(
    ("fillings", "pairs"), [("东西南北", 6), ("东西南北上下左右前", 0)], ids=["few", "many"]
)
def test_a_frame_that_many_wordings_fill_is_a_blank(opened: Open, fillings: str, pairs: int) -> None:
    assert len(found(opened, *(f"{BEFORE}{each}{AFTER}" for each in fillings))) == pairs
