import pytest

from app.article import Kind
from app.facets import ATTRIBUTES, FACETS, FIELDS, facet_values, folders_of, values_of
from app.facets import UNKNOWN as NOT_KNOWN
from tests.builders import stored_article

KNOWN = stored_article(
    kind=Kind.BRIEF,
    title="题目",
    authors=("甲", "乙"),
    affiliation="某研究院",
    source_note="据新华社",
    newspaper="某报",
    issuing_body="国务院",
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
        ("year", ("2024",)),
        ("month", ("2024-03",)),
        ("newspaper", ("某报",)),
        ("issuing_body", ("国务院",)),
        ("folder", ()),
    ],
)
def test_an_article_has_a_value_for_each_thing_it_says(name: str, values: tuple[str, ...]) -> None:
    assert values_of(KNOWN, name) == values


def test_a_facet_counts_the_bodies_that_a_note_names_and_a_field_keeps_the_note() -> None:
    note = "作者系云溪省水利厅河道处处长"
    article = stored_article(affiliation=note)
    assert facet_values(article, "institution") == ("云溪省水利厅", "云溪省水利厅河道处")
    assert values_of(article, "institution") == (note,)


@pytest.mark.parametrize("name", sorted({*FACETS, *FIELDS} - {"page", "kind"}))
def test_what_is_not_known_has_no_value(name: str) -> None:
    assert values_of(UNKNOWN, name) == ()
    assert facet_values(UNKNOWN, name) == ((NOT_KNOWN[name],) if name in NOT_KNOWN else ())


def test_a_date_that_is_not_known_to_the_month_has_a_year_alone() -> None:
    article = stored_article(date="2024")
    assert (values_of(article, "year"), values_of(article, "month")) == (("2024",), ())


def test_a_page_stands_in_all_folders_around_it() -> None:
    assert folders_of("laws/2024/a") == ("laws", "laws/2024")
    assert folders_of("a") == ()
