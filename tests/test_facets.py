import pytest

from app.article import Kind
from app.facets import ATTRIBUTES, FACETS, FIELDS, values_of
from tests.builders import stored_article

KNOWN = stored_article(
    kind=Kind.BRIEF,
    title="题目",
    authors=("甲", "乙"),
    affiliation="某研究院",
    source_note="据新华社",
    newspaper="某报",
    date="2024-03-12",
)
UNKNOWN = stored_article()


def test_every_facet_and_field_has_its_attributes() -> None:
    assert set(ATTRIBUTES) == {*FACETS, *FIELDS}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("page", ("page",)),
        ("kind", ("brief",)),
        ("title", ("题目",)),
        ("author", ("甲", "乙")),
        ("institution", ("某研究院",)),
        ("source", ("据新华社", "某报")),
        ("date", ("2024-03-12",)),
    ],
)
def test_an_article_has_a_value_for_each_thing_it_says(name: str, values: tuple[str, ...]) -> None:
    assert values_of(KNOWN, name) == values


@pytest.mark.parametrize("name", sorted({*FACETS, *FIELDS} - {"page", "kind"}))
def test_what_is_not_known_has_no_value(name: str) -> None:
    assert values_of(UNKNOWN, name) == ()
