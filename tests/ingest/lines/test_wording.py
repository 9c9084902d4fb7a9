import pytest

from app.ingest.lines.wording import ending_kind, ends_sentence, is_kicker, opening_log_odds


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
