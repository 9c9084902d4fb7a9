from app.ingest.articles.boundaries import likeliest_boundary, topic_change_odds
from app.ingest.articles.text_similarity import BigramModel
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from tests.ingest.setting import BOATS, LIBRARY, MARKET, PUPILS, element

RIVER_TEXT, SCHOOL_TEXT = "".join(BOATS), "".join(PUPILS)


def found(*items: tuple[str, str]) -> list[Element]:
    return [element(kind, text, None) for kind, text in items]


def test_texts_on_one_theme_are_one_item() -> None:
    words = BigramModel([RIVER_TEXT, SCHOOL_TEXT, MARKET, LIBRARY])
    half = len(RIVER_TEXT) // 2
    assert topic_change_odds(RIVER_TEXT[:half], RIVER_TEXT[half:], words) < 0
    assert topic_change_odds(RIVER_TEXT, SCHOOL_TEXT, words) > 0


def test_a_display_line_where_the_words_change_begins_an_item() -> None:
    page = found((PARAGRAPH, RIVER_TEXT), (DISPLAY, "山里小学来了年轻教师"), (PARAGRAPH, SCHOOL_TEXT))
    seam = likeliest_boundary(page, [0, 1, 2], BigramModel([RIVER_TEXT, SCHOOL_TEXT]))
    assert seam is not None
    assert seam.position == 1


def test_a_heading_on_the_same_theme_does_not() -> None:
    page = found((PARAGRAPH, RIVER_TEXT), (DISPLAY, "渡船往来两岸"), (PARAGRAPH, RIVER_TEXT))
    assert likeliest_boundary(page, [0, 1, 2], BigramModel([RIVER_TEXT, SCHOOL_TEXT])) is None
