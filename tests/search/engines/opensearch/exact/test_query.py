from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.exact.clauses import NOTHING
from app.search.engines.opensearch.exact.query import Query
from app.search.language.parser import parse
from app.search.language.tree import Phrase
from app.search.request import Scope


def query(text: str, scope: Scope = Scope.PARAGRAPH, **options: object) -> Query:
    return Query(parse(text), Matching(), scope, **options)  # type: ignore[arg-type]


def test_wordings_that_are_one_are_asked_for_once() -> None:
    assert query("國 OR 国").words == (Phrase("國"),)


def test_what_is_uncertain_may_match_more_and_what_is_excluded_less() -> None:
    asked = query("开?放")
    assert asked.uncertain == asked.words
    assert asked.matching_blocks() != NOTHING
    assert query("-(开?放)").matching_blocks() == {"bool": {"must_not": [NOTHING]}}


def test_what_was_looked_at_matches_where_it_was_found() -> None:
    (word,) = query("开?放").words
    asked = query("开?放", verified={word: {7: 2, 3: 1}})
    assert asked.matching_blocks() == {"terms": {"seq": [3, 7]}}
    assert asked.occurrences_of(word)["script_score"]["script"]["params"] == {"times": {"3": 1, "7": 2}}
    assert query("开?放", verified={word: {}}).matching_blocks() == NOTHING


def test_articles_are_asked_for_through_their_blocks_and_blocks_through_their_articles() -> None:
    assert "has_parent" in query("作者:张三 开放").matching_blocks()["bool"]["filter"][0]
    parts = query("开放 改革", Scope.ARTICLE).matching_blocks()["bool"]["filter"]
    assert [set(part) for part in parts] == [{"has_parent"}, {"bool"}]
    assert {"term": {"first": True}} in query("作者:张三").matching_blocks()["bool"]["filter"]
