import pytest

from app.search.engines.opensearch.index.generation_reader import Place


@pytest.mark.parametrize("removed", [None, ("judou-generations", "g000012-1a2b3c4d")])
def test_a_place_is_read_from_its_proof(removed: tuple[str, str] | None) -> None:
    place = Place("judou-texts-g000001-00000000", 12, 360_000, 3_502, removed)
    assert Place.read(place.proof()) == place
    assert len(place.proof()) <= 400


@pytest.mark.parametrize("proof", ["", "another", "[]", "{}", "[1, 2]", '["a", "b", 1, 1, null]'])
def test_what_is_no_proof_is_told(proof: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        Place.read(proof)


def test_later_generations_and_removed_pages_do_not_count() -> None:
    live = Place("texts", 2, 1, 1, ("generations", "g")).live()["bool"]
    assert live["filter"] == [{"range": {"since": {"lte": 2}}}]
    assert live["must_not"] == [
        {"terms": {"version": {"index": "generations", "id": "g", "path": "removed"}}}
    ]
