from app.ingest.columns.elements import CAPTION, DISPLAY, PARAGRAPH, elements, joined, squeezed
from app.ingest.lines.classify import Mark, marked_pieces
from tests.ingest.setting import RIVER, SCHOOL, lines_of, page


def kinds(text: str) -> list[str]:
    return [element.kind for element in elements([marked_pieces(lines_of(text))])[0]]


def test_elements_stand_in_the_order_of_the_source() -> None:
    text = "老码头重新开放\n□ 王小山\n" + page(RIVER, SCHOOL) + "（作者系江州市水利局局长）\n"
    assert kinds(text) == [DISPLAY, Mark.BYLINE, PARAGRAPH, PARAGRAPH, Mark.AFFILIATION]


def test_notes_glued_to_a_paragraph_are_taken_off() -> None:
    text = page(SCHOOL, RIVER + " 据新华社")
    found = elements([marked_pieces(lines_of(text))])[0]
    assert [(e.kind, e.text[-4:]) for e in found[1:]] == [(PARAGRAPH, "了路灯。"), (Mark.SOURCE, "据新华社")]


def test_a_paragraph_that_describes_a_picture_is_a_caption() -> None:
    assert kinds(page(SCHOOL, "图为游客在江边的老码头乘坐渡船。")) == [PARAGRAPH, CAPTION]


def test_latin_words_are_joined_with_a_space() -> None:
    assert joined(lines_of("the Green\nDeal of 2019\n年")) == "the Green Deal of 2019年"
    assert squeezed("前途 命运 the Deal") == "前途命运the Deal"


def test_a_credit_without_a_caption_is_no_empty_caption() -> None:
    text = "老码头重新开放\n□ 王小山\n新华社记者 徐 昱 摄\n" + page(RIVER)
    assert kinds(text) == [DISPLAY, Mark.BYLINE, Mark.CREDIT, PARAGRAPH]
