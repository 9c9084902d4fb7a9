import pytest

from bench.parts import Parts


def test_a_part_that_fails_loses_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    parts = Parts()

    def fail() -> int:
        raise ValueError("no such thing")

    assert [parts.run("one", lambda: 1), parts.run("two", fail), parts.run("three", lambda: 3)] == [
        1,
        None,
        3,
    ]
    assert parts.lost == ["two"]
    told = capsys.readouterr()
    assert "no such thing" in told.err
    assert "two failed after" in told.out
    assert "three took" in told.out
