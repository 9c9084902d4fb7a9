from app.ingest.columns.elements import (
    CAPTION,
    DISPLAY,
    PARAGRAPH,
    close_han_spaces,
    join_lines,
)
from app.ingest.lines.classify import LineClass
from tests.ingest.setting import RIVER, SCHOOL, elements_of, lines_of, page


def kinds(text: str) -> list[str]:
    return [element.kind for element in elements_of(text)]


def test_elements_stand_in_the_order_of_the_source() -> None:
    text = "老码头重新开放\n□ 王小山\n" + page(RIVER, SCHOOL) + "（作者系江州市水利局局长）\n"
    assert kinds(text) == [DISPLAY, LineClass.BYLINE, PARAGRAPH, PARAGRAPH, LineClass.AFFILIATION]


def test_notes_glued_to_a_paragraph_are_taken_off() -> None:
    text = page(SCHOOL, RIVER + " 据新华社")
    found = elements_of(text)
    assert [(e.kind, e.text[-4:]) for e in found[1:]] == [
        (PARAGRAPH, "了路灯。"),
        (LineClass.SOURCE, "据新华社"),
    ]


def test_a_paragraph_that_describes_a_picture_is_a_caption() -> None:
    assert kinds(page(SCHOOL, "图为游客在江边的老码头乘坐渡船。")) == [PARAGRAPH, CAPTION]


def test_latin_words_are_joined_with_a_space() -> None:
    assert join_lines(lines_of("the Green\nDeal of 2019\n年")) == "the Green Deal of 2019年"
    assert close_han_spaces("前途 命运 the Deal") == "前途命运the Deal"


def test_a_credit_without_a_caption_is_no_empty_caption() -> None:
    text = "老码头重新开放\n□ 王小山\n新华社记者 徐 昱 摄\n" + page(RIVER)
    assert kinds(text) == [DISPLAY, LineClass.BYLINE, LineClass.CREDIT, PARAGRAPH]
