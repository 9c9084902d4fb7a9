from app.ingest.articles.bodies import TextRun
from app.ingest.articles.page_items import TITLE, Item
from app.ingest.articles.title_candidates import (
    DisplayRun,
    merge_candidates,
    split_display_units,
    title_candidates,
)
from app.ingest.articles.title_or_heading import title_log_odds
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from tests.ingest.setting import RIVER, SCHOOL, element


def odds(*page: tuple[str, str], certain: int = 0) -> float:
    """Return the log-odds that the first display line of a page is a title; its paragraphs are one item."""
    elements: list[Element] = [element(kind, text) for kind, text in page]
    start = next(index for index, (kind, _) in enumerate(page) if kind == DISPLAY)
    run = DisplayRun(start, start + 1, tuple(split_display_units([elements[start]])), uncertain=True)
    body = [index for index in range(start + 1, len(page)) if page[index][0] in (PARAGRAPH, DISPLAY)]
    (found,) = title_log_odds(
        elements, [Item([TextRun(body)])], [(run, merge_candidates(title_candidates(run)))], certain
    )
    return found


PLAIN = odds((DISPLAY, "两岸的变化"), (PARAGRAPH, RIVER))


def test_a_line_wider_than_headings_are_is_rather_a_title() -> None:
    assert odds((DISPLAY, "两岸居民往来的渡船重新开航了，开航了"), (PARAGRAPH, RIVER)) > PLAIN


def test_a_numbered_line_is_a_heading() -> None:
    assert odds((DISPLAY, "一、两岸的变化"), (PARAGRAPH, RIVER)) < -5


def test_under_a_title_stands_a_heading() -> None:
    assert odds((TITLE, "老码头"), (DISPLAY, "两岸的变化"), (PARAGRAPH, RIVER)) < PLAIN
    titled = ((TITLE, "老码头"), (LineClass.BYLINE, "□ 王小山"), (DISPLAY, "两岸的变化"), (PARAGRAPH, RIVER))
    assert odds(*titled) < PLAIN


def test_where_headings_follow_the_first_is_likely_one_of_them() -> None:
    more = ((PARAGRAPH, RIVER), (DISPLAY, "山里的小学"), (PARAGRAPH, SCHOOL))
    assert odds((DISPLAY, "两岸的变化"), *more) < PLAIN


def test_above_news_stands_a_title() -> None:
    assert odds((DISPLAY, "两岸的变化"), (PARAGRAPH, "记者从江州市获悉，" + RIVER)) > PLAIN


def test_a_line_with_commas_of_both_kinds_is_a_sentence() -> None:
    assert odds((DISPLAY, "修石阶、添路灯，两岸好往来"), (PARAGRAPH, RIVER)) < 0
