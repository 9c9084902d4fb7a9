import pytest

from app.ingest.lines.classify import EDITOR_LINE, ClassifiedLines, LineClass, classify_lines
from tests.ingest.setting import RIVER, lines_of


def marks(text: str) -> list[tuple[LineClass, str]]:
    return [(p.line_class, p.text) for p in classify_lines(lines_of(text)) if isinstance(p, ClassifiedLines)]


@pytest.mark.parametrize(
    "note", ["（作者系江州市水利局局长）", "【作者单位：江州大学（东校区）】", "(作者来自江州市图书馆)"]
)
def test_a_note_about_the_author(note: str) -> None:
    assert marks(f"{RIVER}\n{note}") == [(LineClass.AFFILIATION, note)]


def test_a_note_may_be_cut_by_a_blank_line() -> None:
    assert marks("（作者系江州市\n\n水利局局长）") == [(LineClass.AFFILIATION, "（作者系江州市水利局局长）")]


def test_running_heads_stand_among_dates_and_numbers() -> None:
    assert marks(f"理论\n2024年3月12日 星期二\n07\n{RIVER}") == [
        (LineClass.FURNITURE, "理论"),
        (LineClass.FURNITURE, "2024年3月12日 星期二"),
        (LineClass.FURNITURE, "07"),
    ]


def test_a_date_inside_a_sentence_is_text() -> None:
    assert not marks("2024年3月12日，江边的老\n码头重新开放。")


def test_a_caption_is_gathered_from_its_credit() -> None:
    text = f"{RIVER}\n\n老码头重新开放，两岸居民乘坐渡船往\n来赶集。 新华社记者 王 磊 摄"
    ((mark, caption),) = marks(text)
    assert mark is LineClass.CAPTION
    assert caption.startswith("老码头")


def test_key_points_follow_their_label() -> None:
    found = marks("核心提示\n- 码头重新开放\n- 渡船每天往来")
    assert found == [
        (LineClass.KEY_HEAD, "核心提示"),
        (LineClass.KEY_POINT, "码头重新开放"),
        (LineClass.KEY_POINT, "渡船每天往来"),
    ]


def test_a_source_after_a_sentence() -> None:
    assert marks(f"{RIVER}\n据新华社") == [(LineClass.SOURCE, "据新华社")]


def test_a_source_after_a_note_about_the_author() -> None:
    found = marks(f"{RIVER}\n（作者单位：江州师范学院）\n据新华社\n")
    assert [mark for mark, _ in found] == [LineClass.AFFILIATION, LineClass.SOURCE]


def test_a_masthead_in_capitals_is_no_text_and_a_line_in_english_is() -> None:
    assert EDITOR_LINE.match("QINGHE RIBAO")
    assert not EDITOR_LINE.match("visited the county many times")
