from app.facets import FACETS, FIELDS
from app.search.engines.opensearch.index.mapping import index_body


def test_every_facet_and_field_has_a_place_and_nothing_else_is_taken() -> None:
    mappings = index_body(3)["mappings"]
    assert mappings["dynamic"] == "strict"
    assert {f"facet_{name}" for name in FACETS} | {f"field_{name}" for name in FIELDS} <= set(
        mappings["properties"]
    )


def test_what_is_displayed_is_kept_and_not_indexed() -> None:
    mappings = index_body(1)["mappings"]
    assert mappings["_source"] == {"includes": ["displayed"]}
    assert mappings["properties"]["displayed"]["index"] is False


def test_an_index_is_divided_as_the_settings_say() -> None:
    assert index_body(7)["settings"]["index"]["number_of_shards"] == 7
