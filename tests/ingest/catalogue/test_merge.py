"""The most trusted place wins, what agrees is no contradiction, and no value comes from nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from app.article import Origin
from app.ingest.catalogue.merge import Statement, merge

STATEMENTS = st.lists(
    st.builds(
        Statement,
        st.sampled_from(Origin),
        st.dictionaries(
            st.sampled_from(("newspaper", "date", "edition", "title")),
            st.sampled_from(("", "2024", "2024-03", "2024-03-12", "人民日报")),
        ),
    )
)


def said(origin: Origin, **values: object) -> Statement:
    return Statement(origin, values)


def test_the_most_trusted_place_wins_and_the_contradiction_is_told() -> None:
    merged = merge(
        [
            said(Origin.FILE_NAME, date="2024-03-13", edition="9"),
            said(Origin.PRINTED, date="2024-03-12", newspaper="人民日报"),
            said(Origin.SIDECAR, newspaper="《人民日报》"),
        ]
    )
    assert merged.values == {"date": "2024-03-12", "edition": "9", "newspaper": "《人民日报》"}
    assert merged.origins["newspaper"] == Origin.SIDECAR
    (found,) = merged.contradictions
    assert str(found.message("题目")) == (
        "题目: date: '2024-03-12' (print) is taken, not '2024-03-13' (the name of the file)"
    )


def test_of_one_origin_the_nearer_wins_without_a_contradiction() -> None:
    merged = merge([said(Origin.FOLDER_TABLE, edition="1"), said(Origin.FOLDER_TABLE, edition="2")])
    assert (merged.values, merged.contradictions) == ({"edition": "2"}, ())


def test_a_fuller_date_completes_one_that_is_known_in_part() -> None:
    merged = merge([said(Origin.SIDECAR, date="2024-03"), said(Origin.PRINTED, date="2024-03-12")])
    assert (merged.values["date"], merged.origins["date"]) == ("2024-03-12", Origin.PRINTED)
    assert merged.contradictions == ()


def test_authors_in_another_order_and_a_title_without_its_kicker_are_no_contradiction() -> None:
    merged = merge(
        [
            said(Origin.SIDECAR, authors=("王琳", "叶欣"), title="历史大势"),
            said(Origin.PRINTED, authors=("叶欣", "王 琳"), title="深刻认识历史大势"),
        ]
    )
    assert merged.contradictions == ()


@given(STATEMENTS)
def test_every_value_was_said_where_it_is_said_to_be_from(statements: list[Statement]) -> None:
    merged = merge(statements)
    for name, value in merged.values.items():
        assert any(s.origin == merged.origins[name] and s.values.get(name) == value for s in statements)
        assert value
    assert {name for s in statements for name, value in s.values.items() if value} == merged.values.keys()
