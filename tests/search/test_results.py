from app.search.results import Counts, Part, Parts


def test_what_is_not_counted_is_there_once_a_block_at_least() -> None:
    assert [Counts(3, 2, 1).at_least, Counts(0, 0, 0).at_least, Counts(None, 2, 1).at_least] == [3, 0, 2]


def test_columns_read_as_the_parts_that_they_were_made_of() -> None:
    rows = [
        Part("甲", 2, 30, (Counts(5, 3, 2), Counts(None, 1, 1))),
        Part("", 1, 7, (Counts(0, 0, 0), Counts(None, 0, 0))),
        Part("乙", 1, 9, (Counts(1, 1, 1), Counts(None, 2, 1))),
    ]
    parts = Parts.of(rows, 2)
    assert (list(parts), parts[1:], parts[-1], len(parts)) == (rows, tuple(rows[1:]), rows[2], 3)
    assert (parts.values, parts.articles, parts.characters) == (["甲", "", "乙"], [2, 1, 1], [30, 7, 9])
    assert [list(each.paragraphs) for each in parts.counts] == [[3, 0, 1], [1, 0, 2]]
    assert list(Parts.of([], 2)) == []
