from app.search.results import Counts


def test_what_is_not_counted_is_there_once_a_block_at_least() -> None:
    assert [Counts(3, 2, 1).at_least, Counts(0, 0, 0).at_least, Counts(None, 2, 1).at_least] == [3, 0, 2]
