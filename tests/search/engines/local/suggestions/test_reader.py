from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.suggestions.reader import LocalSuggestions


def test_one_door_leads_to_both_kinds_of_suggestions(small: ExactSearcher) -> None:
    found = LocalSuggestions(small)
    assert ("张三", "author") in [(each.phrase, each.kind) for each in found.suggest("张", 5)]
    assert "开放" in [each.phrase for each in found.did_you_mean("凯放", 5)]
