"""Tallies are what counting anew would give, whatever was published before."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.article import Article
from app.facets import FACETS, UNDATED
from app.store.lists import INITIAL, ListQuery
from app.store.store import Store
from app.store.tallies import TallyQuery
from tests.builders import article, page, publish

PAGES = st.dictionaries(
    st.sampled_from(["a", "b", "法律/c", "法律/旧/d", "法律/旧/e"]),
    st.lists(
        st.builds(
            lambda title, date, authors: article(title, title=title, date=date, authors=authors),
            st.sampled_from(["重庆", "长江", "中华人民共和国刑法", "2012"]),
            st.sampled_from([None, "2012", "2012-03", "2012-03-01", "2021-09-01"]),
            st.sampled_from([(), ("甲",), ("甲", "单乙")]),
        ),
        max_size=2,
        unique_by=lambda each: each.title,
    ),
    max_size=4,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PAGES, min_size=1, max_size=3))
def test_tallies_follow_every_change(store: Store, states: list[dict[str, list[Article]]]) -> None:
    for state in states:
        publish(store, *(page(name, *articles) for name, articles in sorted(state.items())))
    with store.reading() as reader:
        for facet in FACETS:
            kept = {each.value: each.number for each in reader.tallies(TallyQuery(facet))}
            assert facet == "page" or kept == dict(reader.filter_values(facet))
        initials = Counter(dict(reader.filter_values(INITIAL)))
        assert {each.value: each.number for each in reader.tallies(TallyQuery(INITIAL))} == initials


def test_values_stand_under_letters_years_and_folders(store: Store) -> None:
    signed = article("文", title="重庆见闻", date="2024-03-12", authors=("单田", "丁一"))
    publish(store, page("报/旧/a", signed), page("报/b", article("无日期", title="来信")))
    with store.reading() as reader:
        assert [(each.parent, each.value) for each in reader.tallies(TallyQuery("author"))] == [
            ("D", "丁一"),
            ("S", "单田"),
        ]
        assert reader.tally_parents("author") == [("D", 1), ("S", 1)]
        assert [each.value for each in reader.tallies(TallyQuery("folder", parents=("报",)))] == ["报/旧"]
        assert [each.value for each in reader.tallies(TallyQuery("month", parents=("2024",)))] == ["2024-03"]
        assert [each.value for each in reader.tallies(TallyQuery("year", most=True))] == ["2024", UNDATED]
        assert [each.value for each in reader.tallies(TallyQuery("author", find="田"))] == ["单田"]
        assert reader.tally_count(TallyQuery("author")) == 2
        assert reader.list_articles(ListQuery((("year", UNDATED),)))[0] == 1


def test_a_folder_is_called_by_its_title(store: Store) -> None:
    source = page("01/旧/a", article(1))
    publish(store, replace(source, page=replace(source.page, folder_titles=(("01", "法律"),))))
    with store.reading() as reader:
        found = reader.tallies_of("folder", ["01", "01/旧"])
        assert (found["01"].label, found["01/旧"].label) == ("法律", None)
