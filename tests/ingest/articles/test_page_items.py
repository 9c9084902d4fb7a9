import pytest

from app.ingest.articles.bodies import TextRun
from app.ingest.articles.page_items import (
    ELSEWHERE,
    RIGHT_AFTER,
    RIGHT_BEFORE,
    TITLE,
    Item,
    element_kinds,
    is_adjacent,
    position_score,
)
from app.ingest.articles.title_candidates import TitleCandidate
from app.ingest.columns.elements import DISPLAY, PARAGRAPH
from app.ingest.lines.classify import LineClass
from tests.ingest.setting import RIVER, SCHOOL, element

PAGE = [
    element(TITLE, "老码头"),
    element(LineClass.BYLINE, "□ 王小山"),
    element(PARAGRAPH, RIVER),
    element(TITLE, "山里的小学"),
    element(PARAGRAPH, SCHOOL),
]


@pytest.mark.parametrize(
    ("title", "body", "score"), [(0, 2, RIGHT_BEFORE), (3, 2, RIGHT_AFTER), (0, 4, ELSEWHERE)]
)
def test_a_title_scores_by_where_it_stands(title: int, body: int, score: float) -> None:
    candidate = TitleCandidate(PAGE[title].text, PAGE[title].lines, title, title + 1)
    assert position_score(PAGE, candidate, Item([TextRun([body])])) == score


def test_only_bylines_and_the_like_stand_between_what_is_adjacent() -> None:
    assert is_adjacent(PAGE, 1, 2)
    assert not is_adjacent(PAGE, 1, 3)
    assert not is_adjacent(PAGE, 3, 4)
    assert not is_adjacent(PAGE, 2, 1)


def test_an_item_knows_the_kinds_of_its_elements() -> None:
    page = [element(PARAGRAPH, RIVER), element(DISPLAY, "两岸"), element(PARAGRAPH, SCHOOL)]
    assert element_kinds(page, Item([TextRun([0]), TextRun([1])])) == {PARAGRAPH, DISPLAY}
