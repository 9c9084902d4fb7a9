from app.search.engines.local.suggestions.suggest import suggest
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

LIBRARY = [
    index_article("a", "新质生产力是什么", *["发展新质生产力，推动创新。"] * 3, authors=("新民",)),
    index_article("b", "论新质", "新质的变化", authors=("新民",)),
]


def test_a_phrase_is_completed_to_where_it_always_goes_on(opened: Open) -> None:
    phrases = [found.phrase for found in suggest(opened(LIBRARY), "新质生", 9) if found.kind == "phrase"]
    assert phrases == ["新质生产力"]


def test_titles_that_begin_with_it_come_first(opened: Open) -> None:
    titles = [found.phrase for found in suggest(opened(LIBRARY), "新质", 9) if found.kind == "title"]
    assert titles == ["新质生产力是什么", "论新质"]


def test_an_author_is_told_with_the_number_of_articles(opened: Open) -> None:
    assert [(found.phrase, found.occurrences) for found in suggest(opened(LIBRARY), "民", 9)] == [("新民", 2)]


def test_nothing_is_suggested_for_nothing(opened: Open) -> None:
    searcher = opened(LIBRARY)
    assert suggest(searcher, " ", 9) == suggest(searcher, "新" * 41, 9) == []
    assert len(suggest(searcher, "新", 2)) == 2
