from app.search.generation import new_name


def test_names_count_up_and_are_never_used_twice() -> None:
    first = new_name(None)
    assert first.startswith("g000001-")
    assert new_name(first).startswith("g000002-")
    assert new_name(first) != new_name(first)
