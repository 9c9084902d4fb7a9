from threading import Event

import pytest

from app.search.engines.local.parallels.shifts.background import Background


def test_who_does_not_wait_comes_again() -> None:
    go, times = Event(), []

    def work() -> int:
        times.append(1)
        go.wait(10)
        return 7

    value = Background(work)
    assert value.value(0) is None
    go.set()
    assert [value.value(10), value.value(0), len(times)] == [7, 7, 1]


def test_an_error_is_raised_where_it_is_asked_for() -> None:
    def work() -> int:
        raise OSError("gone")

    value = Background(work)
    for _ in range(2):
        with pytest.raises(OSError, match="gone"):
            value.value(10)
