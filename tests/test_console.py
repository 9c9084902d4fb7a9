import pytest

from app.console import _marked, print_json, progress_bar, warn


def test_what_was_found_stands_in_brackets() -> None:
    assert _marked("人人人好", ((0, 2), (1, 3))) == "【人人人】好"
    assert _marked("开放的开放", ((0, 2), (3, 5))) == "【开放】的【开放】"
    assert _marked("无", ()) == "无"


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
