from app.ingest.articles.boundaries import likeliest_boundary, topic_change_odds
from app.ingest.articles.similarity import BigramModel
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, lines_of

BOATS = RIVER + "渡船往来两岸，老码头的石阶和路灯由镇里修好，赶集的居民每天清晨乘渡船往来。" * 4
PUPILS = SCHOOL + "小学的教师带着学生种树观鸟，溪边的课堂让山里的学生和家长都说小学变了。" * 4


def found(*items: tuple[str, str]) -> list[Element]:
    return [Element(kind, text, tuple(lines_of(text))) for kind, text in items]


def test_texts_on_one_theme_are_one_item() -> None:
    words = BigramModel([BOATS, PUPILS, MARKET, LIBRARY])
    half = len(BOATS) // 2
    assert topic_change_odds(BOATS[:half], BOATS[half:], words) < 0 < topic_change_odds(BOATS, PUPILS, words)


def test_a_display_line_where_the_words_change_begins_an_item() -> None:
    page = found((PARAGRAPH, BOATS), (DISPLAY, "山里小学来了年轻教师"), (PARAGRAPH, PUPILS))
    seam = likeliest_boundary(page, [0, 1, 2], BigramModel([BOATS, PUPILS]))
    assert seam is not None
    assert seam.position == 1


def test_a_heading_on_the_same_theme_does_not() -> None:
    page = found((PARAGRAPH, BOATS), (DISPLAY, "渡船往来两岸"), (PARAGRAPH, BOATS))
    assert likeliest_boundary(page, [0, 1, 2], BigramModel([BOATS, PUPILS])) is None
