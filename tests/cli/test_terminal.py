import pytest

from app.cli.progress import progress_bar
from app.cli.terminal import print_json, warn


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
