import pytest

from app.cli.progress import progress_bar
from app.cli.terminal import display_width, padded, print_json, print_table, warn


def test_output_and_warnings_keep_apart(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"句": "读"})
    warn("小心")
    out, told = capsys.readouterr()
    assert '"句": "读"' in out
    assert told == "judou: 小心\n"


def test_no_bar_is_drawn_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        tell("parse", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_chinese_character_takes_two_columns_and_a_mark_none() -> None:
    assert [display_width(text) for text in ("句读", "ab", "e\u0301", "\u200b", "（", "“")] == [
        4,
        2,
        1,
        0,
        2,
        1,
    ]
    assert padded("句", 4) + "|" == "句  |"
    assert padded("句", 4, right=True) == "  句"


def test_columns_end_alike_but_for_those_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([["", "次"], ["新质", "7"], ["开", "1024"]])
    assert capsys.readouterr().out == "        次\n新质     7\n开    1024\n"
