import pytest

from app.ingest.lines.wording import (
    SALUTATION,
    ending_kind,
    ends_sentence,
    guide_size,
    is_kicker,
    opening_log_odds,
)


@pytest.mark.parametrize(
    "text", ["第一，修好码头", "此外，镇里", "（二）添路灯", "会议指出，", "从目的看，", "当前，"]
)
def test_words_that_open_a_paragraph(text: str) -> None:
    assert opening_log_odds(text) > 0


@pytest.mark.parametrize("text", ["的居民", "，运送", "这表明", "它不只是", "并修好了"])
def test_words_that_go_on(text: str) -> None:
    assert opening_log_odds(text) < 0


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("开放。", "stop"),
        ("好。”", "stop"),
        ("吗？", "ask"),
        ("“码头”", "quote"),
        ("如下：", "colon"),
        ("；", "semicolon"),
        ("，", "comma"),
        ("开放.", "stop"),
        ("2.", "open"),
        ("码头", "open"),
    ],
)
def test_how_a_line_ends(line: str, kind: str) -> None:
    assert ending_kind(line) == kind


def test_a_credit_ends_a_caption() -> None:
    assert ending_kind("游人如织。 新华社记者 王磊 摄") == "stop"
    assert ends_sentence("他说：“好。”")


def test_names_of_columns_are_kickers() -> None:
    assert is_kicker("深入学习贯彻习近平新时代中国特色社会主义思想")
    assert is_kicker("评论员观察")
    assert not is_kicker("老码头重新开放")


def test_a_guide_to_other_pages_ends_with_the_last_page_it_names() -> None:
    guide = ["导　读", "老旧小区加装电梯", "——见第2版", "古城墙修缮", "（详见3版）", "百名医生下乡", "林舟"]
    assert guide_size(guide, 0) == 5
    assert guide_size(["今日导读", "第2版 老街", "老街今年改版，居民说好。"], 0) == 2
    assert guide_size(["导读", "老街今年修缮。", "居民说好。"], 0) == 0
    assert guide_size(guide, 1) == 0
    assert guide_size(["导读", "本书初版于一九五七年，第二版", "增补了三章，居民说好"], 0) == 0


@pytest.mark.parametrize("line", ["编辑同志：", "各县（区）人民政府：", "老师们、同志们：", "尊敬的林先生："])
def test_whom_a_letter_speaks_to(line: str) -> None:
    assert SALUTATION.search(line)
    assert not SALUTATION.search("老街的启示：" + line[:2])
