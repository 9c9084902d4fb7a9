from app.search.results import Counts


def test_what_has_no_occurrences_together_has_no_times() -> None:
    assert [Counts(3, 2, 1).times, Counts(0, 0, 0).times, Counts(None, 2, 1).times] == [3, 0, 0]
