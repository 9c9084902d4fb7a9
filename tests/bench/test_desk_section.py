from bench.desk_memory import Memory
from bench.desk_section import Aim, Timed, row, section

SEARCH = Timed("`/search`", Aim(), (0.01, 0.02), (0.01, 0.02), (0.05, 0.06))


def test_a_kind_of_page_stands_beside_what_is_aimed_at() -> None:
    pages = Timed("lines", Aim(times=2, common=0.03), (0.03, 0.05), (0.03, 0.06), (0.04, 0.05))
    assert row(pages, SEARCH) == [
        "lines",
        "40.0 (45.0)",
        "50.0 (60.0)",
        "2.5",
        "≤ 2 × *",
        "40.0 (50.0)",
        "≤ 30 *",
    ]
    assert row(pages, SEARCH, slowness=1.5)[4:] == ["≤ 2 × *", "40.0 (50.0)", "≤ 30 °"]


def test_a_time_that_is_aimed_at_is_told_in_milliseconds() -> None:
    pages = Timed("words", Aim(seconds=0.15, common=10), (0.1, 0.15), (0.1, 0.2), (9.5, 9.9))
    assert row(pages, SEARCH)[4:] == ["≤ 150", "9,500.0 (9,900.0)", "≤ 10,000"]


def test_where_nothing_is_aimed_at_nothing_is_said() -> None:
    assert row(SEARCH, SEARCH)[3:] == ["1.0", "", "50.0 (60.0)", ""]
    assert "| `/search` | 15.0 (15.0) |" in section([SEARCH], Memory(200, 20, 30, 40), 60, 100, 1_000, 1.0)


def test_what_the_desk_adds_to_a_worker_is_told() -> None:
    def told(again: float) -> str:
        return section([SEARCH], Memory(200, 20.4, again, 40), 60, 100, 1_000, 1.0)

    words = " ".join(told(29.6).split())
    assert "holds 200 MB. All pages" in words
    assert "add 20 MB to it, and 30 MB once each has been asked for again" in words
    assert "is the goal. The draft then adds 10 MB more." in words
    assert "is the goal *." in told(30.6)
