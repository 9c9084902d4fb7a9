"""What every engine's readers promise; a test module gives them an engine by the fixture ``engine``."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.facets import FACETS, facet_values
from app.search.contract import ExactReader, OpenIndex, RelatedReader, SuggestionReader
from app.search.language.tree import Phrase
from app.search.request import Filter, Group, Scope, Sort
from app.search.results import BY_ARTICLE, ArticleMatch, Counts, WordCount
from app.text import close_up, fold
from tests.search.libraries import SMALL, request, scan, scanned_counts, seeds_library
from tests.search.open_libraries import *  # noqa: F403
from tests.search.ranking_tests import *  # noqa: F403


def blocks(searcher: ExactReader, query: str, **options: object) -> list[str]:
    """The blocks that a query finds, in page order."""
    found = searcher.search(request(query, sort=Sort.PAGE, limit=1000, **options))
    assert found.counts.paragraphs == len(found.hits)
    return [hit.block for hit in found.hits]


SHARED = (HealthCheck.function_scoped_fixture, HealthCheck.differing_executors)
"""Of tests that modules of several engines have alike: one process may run all of them."""


class TestCompleteness:
    @settings(max_examples=300, deadline=None, suppress_health_check=SHARED)
    @given(data=st.data(), bare=st.booleans())
    def test_any_part_of_any_text_is_found_as_a_scan_finds_it(
        self, seeds: ExactReader, data: st.DataObject, bare: bool
    ) -> None:
        library = seeds_library()
        text = data.draw(st.sampled_from([b.text for one in library for b in one.blocks]))
        start = data.draw(st.integers(0, len(text) - 1))
        phrase = text[start : start + data.draw(st.integers(1, 200))]
        found = seeds.search(
            replace(request("x"), node=Phrase(phrase), limit=10_000, ignore_punctuation=bare)
        )
        assert {hit.block: hit.spans for hit in found.hits} == scan(library, phrase, bare)
        assert seeds.count([phrase], bare) == [found.counts] == [scanned_counts(library, phrase, bare)]

    @settings(max_examples=200, deadline=None, suppress_health_check=SHARED)
    @given(
        phrase=st.one_of(
            st.text(max_size=5), st.text(st.sampled_from("开放人数字甲乙、，。普惠包容𠮷\ud800"))
        )
    )
    def test_any_string_at_all(self, small: ExactReader, phrase: str) -> None:
        for bare in (False, True):
            assert small.count([phrase], bare) == [scanned_counts(SMALL, phrase, bare)]

    def test_overlapping_occurrences_count(self, small: ExactReader) -> None:
        assert small.count(["人人", "开放", "没有的", ""]) == [
            Counts(3, 2, 1), Counts(5, 4, 1), Counts(0, 0, 0), Counts(0, 0, 0)
        ]  # fmt: skip

    def test_no_match_crosses_a_border_of_blocks(self, small: ExactReader) -> None:
        assert small.count(["开放浦东", "。改革"]) == [Counts(0, 0, 0)] * 2

    def test_traditional_finds_simplified_and_the_other_way(self, small: ExactReader) -> None:
        for typed in ("數字經濟", "数字经济"):
            (hit,) = small.search(request(typed)).hits
            assert hit.spans == ((0, 4), (8, 12))

    def test_marks_without_punctuation_are_where_it_is_printed(self, small: ExactReader) -> None:
        assert blocks(small, "普惠包容") == ["b1-2"]
        found = small.search(request("普惠，包容", ignore_punctuation=True, sort=Sort.PAGE))
        assert [(hit.block, hit.spans) for hit in found.hits] == [("b1-1", ((5, 10),)), ("b1-2", ((0, 4),))]


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("浦东 开放", ["a1-t", "a1-1"]),
            ("浦东 OR 包容", ["a1-t", "a1-1", "b1-1", "b1-2"]),
            ("开放 -浦东", ["a1-2", "a1-3"]),
            ("开放 (三十 OR 改革)", ["a1-1", "a1-2", "a1-3"]),
            ("甲 NEAR/5 乙", ["b3-2"]),
            ("甲 NEAR/9 乙", ["b3-2", "b3-3"]),
            ("乙 NEAR/4 甲 NEAR/3 在", ["b3-2"]),
            ("开放 NEAR/1 开放", ["a1-3"]),
            ("标题:开放 三十", ["a1-1"]),
            ("标题:开放", ["a1-t"]),
            ("作者:张三", ["a1-t", "b1-t"]),
            ("作者:张三 -标题:人", ["a1-t"]),
            ("单位:研究院 安全", ["a2-2"]),
            ("来源:经济日报", ["b3-1"]),
            ("日期:2024-03", ["a1-t"]),
            ("日期:2024年4月", ["b1-t"]),
            ("日期:2024-01..2024-03", ["a1-t"]),
            ("日期:2024..", ["a1-t", "b1-t"]),
            ("-开放 作者:张三", ["b1-t", "b1-1", "b1-2", "b1-3"]),
            ("gdp增长5%", ["b3-1"]),
            ("𠮷野", ["b3-1"]),
        ],
    )
    def test_a_query_finds_what_it_means(self, small: ExactReader, query: str, found: list[str]) -> None:
        assert blocks(small, query) == found

    def test_all_terms_somewhere_in_one_article(self, small: ExactReader) -> None:
        assert blocks(small, "三十 改革") == []
        assert blocks(small, "三十 改革", scope=Scope.ARTICLE) == ["a1-1", "a1-2", "a1-3"]
        assert blocks(small, "安全 -数字", scope=Scope.ARTICLE) == []

    @pytest.mark.parametrize("query", ["数字 OR 數字", "数字 數字", "数字 OR (數字 NEAR/2 数字)"])
    def test_no_place_counts_twice(self, small: ExactReader, query: str) -> None:
        assert small.search(request(query)).counts == small.search(request("数字")).counts == Counts(2, 1, 1)

    def test_what_contains_another_alternative_does_not_count_again(self, small: ExactReader) -> None:
        found = small.search(request("改革 OR 改革与开放 OR 改革与开"))
        assert found.counts == small.search(request("改革")).counts == Counts(2, 2, 1)
        assert [hit.spans for hit in found.hits] == [((0, 2),), ((0, 2),)]

    def test_several_words_are_counted_each_by_itself(self, small: ExactReader) -> None:
        found = small.search(request("开放 (改革 OR 三十)"))
        assert found.counts == Counts(None, 3, 1)
        assert found.words == (WordCount("开放", 4), WordCount("改革 OR 三十", 3))
        assert sum(len(hit.spans) for hit in found.hits) == 7
        assert small.count_by_article(request("开放 (改革 OR 三十)")) == {"a1": Counts(None, 3, 1)}

    def test_one_character_may_be_unknown(self, small: ExactReader) -> None:
        found = small.search(request("人?都 OR 安全?产", sort=Sort.PAGE))
        assert [hit.spans for hit in found.hits] == [((0, 4),), ((1, 4),)]

    def test_as_typed_finds_the_form_that_is_printed(self, small: ExactReader) -> None:
        for typed, spans in (("數字經濟", ((0, 4),)), ("数字经济", ((8, 12),)), ("数字經濟", ())):
            found = small.search(request(typed, strict=True))
            assert tuple(span for hit in found.hits for span in hit.spans) == spans
        counted = small.count(["GDP增长", "ＧＤＰ增长", "gdp增长"], strict=True)
        assert [counts.occurrences for counts in counted] == [0, 1, 0]

    @pytest.mark.parametrize("query", ["“2024年GDP增长”", "“2024年 GDP 增长”", "“2024 年　ＧＤＰ增长 ”"])
    def test_spaces_between_chinese_and_latin_are_typography(self, spaced: ExactReader, query: str) -> None:
        for bare in (False, True):
            found = spaced.search(request(query, ignore_punctuation=bare, sort=Sort.PAGE))
            assert [hit.spans for hit in found.hits] == [((0, 13),), ((0, 10),)]
            assert spaced.spans("s1", request(query, ignore_punctuation=bare)) == {
                hit.block: hit.spans for hit in found.hits
            }

    def test_what_stands_inside_a_longer_phrase_does_not_count(self, small: ExactReader) -> None:
        found = small.search(request("安全 -within 安全生产"))
        assert found.counts == Counts(2, 1, 1)
        assert found.hits[0].spans == ((5, 7), (11, 13))

    def test_marks_show_what_is_near_and_nothing_else(self, small: ExactReader) -> None:
        (hit,) = small.search(request("甲 NEAR/5 乙")).hits
        assert hit.spans == ((0, 1), (5, 6))
        assert hit.places == ((0, 6),)
        assert small.places("b3", request("甲 NEAR/5 乙")) == {"b3-2": ((0, 6),)}

    def test_marks_in_an_article_are_those_of_its_hits(self, small: ExactReader) -> None:
        wanted = request("开放 OR 改革")
        hits = small.search(wanted).hits
        assert small.spans("a1", wanted) == {
            hit.block: hit.spans for hit in sorted(hits, key=lambda h: h.block != "a1-t")
        }
        assert small.spans("a2", wanted) == small.spans("unknown", wanted) == {}


class TestOrder:
    @pytest.mark.parametrize("sort", list(Sort))
    def test_pages_put_together_are_the_whole(self, seeds: ExactReader, sort: Sort) -> None:
        whole = seeds.search(request("的", sort=sort, limit=10_000)).hits
        pages = [
            seeds.search(request("的", sort=sort, limit=7, offset=at)).hits
            for at in range(0, len(whole) + 7, 7)
        ]
        assert [hit for page in pages for hit in page] == list(whole)
        assert len({hit.block for hit in whole}) == len(whole)

    def test_most_occurrences_first(self, seeds: ExactReader) -> None:
        times = [
            len(hit.spans) for hit in seeds.search(request("发展", sort=Sort.OCCURRENCES, limit=500)).hits
        ]
        assert times == sorted(times, reverse=True)

    def test_a_title_comes_before_a_paragraph(self, small: ExactReader) -> None:
        assert small.search(request("开放")).hits[0].block == "a1-t"

    @pytest.mark.parametrize(("sort", "first"), [(Sort.NEWEST, "b1-t"), (Sort.OLDEST, "a1-t")])
    def test_what_has_no_date_comes_last_by_date(self, small: ExactReader, sort: Sort, first: str) -> None:
        hits = small.search(request("人 OR 开放 OR 安全", sort=sort, limit=99)).hits
        assert hits[0].block == first
        assert [hit.article for hit in hits][-1:] == ["a2"]


class TestCursor:
    @pytest.mark.parametrize("group", list(Group))
    @pytest.mark.parametrize("sort", list(Sort))
    def test_slices_one_after_another_are_the_whole(
        self, seeds: ExactReader, sort: Sort, group: Group
    ) -> None:
        asked = request("的", sort=sort, limit=7, group=group, facet_limit=0)
        whole = seeds.search(replace(asked, limit=10_000))
        assert whole.following == ""
        found = [seeds.search(asked)]
        while after := found[-1].following:
            # Whatever offset an address still has.
            found.append(seeds.search(replace(asked, after=after, offset=3)))
        assert [hit for each in found for hit in each.hits] == list(whole.hits)
        assert [each for slice_ in found for each in slice_.articles] == list(whole.articles)
        assert all(each.counts == whole.counts for each in found)

    @pytest.mark.parametrize("after", ["-1", "９", "nowhere", "9" * 5000])
    def test_what_leads_nowhere_is_refused(self, small: ExactReader, after: str) -> None:
        with pytest.raises(InputError, match="first page"):
            small.search(request("开放", after=after))


class TestByArticle:
    @pytest.mark.parametrize("query", ["的", "发展 经济", "-的", "人民 OR 国家", "开放"])
    @pytest.mark.parametrize("sort", list(Sort))
    def test_articles_come_as_their_hits_do(self, seeds: ExactReader, query: str, sort: Sort) -> None:
        flat = seeds.search(request(query, sort=sort, limit=10_000))
        found = seeds.search(request(query, sort=sort, limit=10_000, group=Group.ARTICLE))
        assert found.counts == flat.counts
        assert found.facets == flat.facets
        articles = [each.article for each in found.articles]
        if sort is Sort.OCCURRENCES:
            times = [
                sum(len(hit.places) for hit in flat.hits if hit.article == article) for article in articles
            ]
            assert times == sorted(times, reverse=True)
            assert set(articles) == {hit.article for hit in flat.hits}
        else:
            assert articles == list(dict.fromkeys(hit.article for hit in flat.hits))
        assert {each.article: each.counts for each in found.articles} == seeds.count_by_article(
            request(query)
        )

    @settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
    @given(
        query=st.sampled_from(["的", "发展 经济", "开放 -改革", "制度 NEAR/9 开放", "-的"]),
        sort=st.sampled_from(Sort),
        scope=st.sampled_from(Scope),
        offset=st.integers(0, 6),
        limit=st.integers(0, 4),
        best=st.integers(0, 5),
        data=st.data(),
    )
    def test_each_shows_the_best_of_its_hits(
        self, seeds: ExactReader, query: str, sort: Sort, scope: Scope, offset: int, limit: int, best: int,
        data: st.DataObject,
    ) -> None:  # fmt: skip
        flat = seeds.search(request(query, scope=scope, limit=10_000)).hits
        of_articles = request(query, scope=scope, sort=sort, group=Group.ARTICLE, limit=10_000, best=best)
        every = seeds.search(of_articles).articles
        whole = frozenset(
            data.draw(st.sets(st.sampled_from([one.id for one in seeds_library()]), max_size=2))
        )
        found = seeds.search(replace(of_articles, offset=offset, limit=limit, whole=whole))
        assert found.articles == every[offset : offset + limit]
        shown = []
        for each in found.articles:
            own = [hit for hit in flat if hit.article == each.article]
            shown += own if each.article in whole else own[:best]
            blocks = next(
                [block.id for block in one.blocks] for one in seeds_library() if one.id == each.article
            )
            assert {blocks[n] for n in each.matching} == {hit.block for hit in own}
            assert each.blocks == len(blocks)
        assert list(found.hits) == shown

    def test_a_title_is_shown_beside_the_best(self, small: ExactReader) -> None:
        found = small.search(request("开放", group=Group.ARTICLE, best=1))
        first, second, *_ = small.search(request("开放")).hits
        assert (first.block, found.hits) == ("a1-t", (first, second))
        assert found.articles == (ArticleMatch("a1", Counts(5, 4, 1), 4, (0, 1, 2, 3)),)
        assert small.search(request("没有的", group=Group.ARTICLE)).articles == ()


class TestCounts:
    @pytest.mark.parametrize("query", ["的", "发展 经济", "-的", "人民 OR 国家", "发?经济"])
    @pytest.mark.parametrize("scope", list(Scope))
    def test_everything_adds_up(self, seeds: ExactReader, query: str, scope: Scope) -> None:
        wanted = request(query, scope=scope, limit=10_000, facet_limit=2)
        found = seeds.search(wanted)
        parts = list(seeds.count_by_article(wanted).values())
        facet = found.facets["page"]
        assert facet
        assert added(parts) == found.counts
        assert added([value.counts for value in facet.values] + [facet.others]) == found.counts
        assert sum(len(hit.spans) for hit in found.hits) == sum(
            [word.occurrences or 0 for word in found.words] or [found.counts.occurrences or 0]
        )

    def test_each_value_counts_its_articles(self, small: ExactReader) -> None:
        facets = small.search(request("作者:张三 OR 安全")).facets
        assert tuple(facets) == FACETS
        author, kind = facets["author"], facets["kind"]
        assert author
        assert [(v.value, v.counts.articles) for v in author.values] == [("张三", 2), ("李四", 1)]
        assert kind
        assert kind.distinct == 2

    @pytest.mark.parametrize("by", [BY_ARTICLE, *FACETS])
    def test_parts_are_counted_beside_their_text(self, small: ExactReader, by: str) -> None:
        phrases = ["人", "开放", "没有的"]
        for filters in ((), (Filter("author", "张三"),)):
            asked = [request(each, filters=filters) for each in phrases]
            _, parts = small.distribute(asked, [BY_ARTICLE, by])
            within = [one for one in SMALL if not filters or "张三" in one.authors]
            own = {one.id: (one.id,) if by == BY_ARTICLE else facet_values(one, by) for one in within}
            values = dict.fromkeys(value for one in within for value in own[one.id] or ("",))
            assert {part.value for part in parts} == set(values)
            for part in parts:
                library = [one for one in within if part.value in (own[one.id] or ("",))]
                texts = [close_up(fold(block.text)) for one in library for block in one.blocks]
                assert (part.articles, part.characters) == (len(library), sum(map(len, texts)))
                assert part.counts == tuple(scanned_counts(library, each) for each in phrases)

    def test_many_searches_are_counted_as_each_is(self, seeds: ExactReader) -> None:
        pages = list(dict.fromkeys(one.page for one in seeds_library()))
        asked = [
            request(query, scope=scope, filters=filters, limit=0)
            for query in ("的", "发展 经济", "-没有的", "人人 OR 的", "开放 -的", "kind:brief", "年")
            for scope in Scope
            for filters in ((), *((Filter("page", page),) for page in [*pages[:3], "no such page"]))
        ] * 2  # More than one round trip takes.
        assert len(asked) > 50
        assert seeds.count_each(asked) == [seeds.search(each).counts for each in asked]
        assert seeds.count_each([]) == []

    def test_filters_of_one_name_widen_and_of_two_narrow(self, small: ExactReader) -> None:
        by = [
            Filter("author", "李四"),
            Filter("author", "张三"),
            Filter("kind", "brief"),
            Filter("date", "never"),
        ]
        assert blocks(small, "的 OR 人 OR 开放", filters=(by[0],)) == ["a1-t", "a1-1", "a1-2", "a1-3"]
        assert blocks(small, "人 OR 底线", filters=(by[0], by[1])) == ["b1-t", "b1-1"]
        assert blocks(small, "人", filters=(by[1], by[2])) == ["b1-t", "b1-1"]
        assert blocks(small, "人", filters=(by[3],)) == []


class TestRelated:
    def test_a_question_finds_what_its_words_are_in(self, related: RelatedReader) -> None:
        found = related.search(request("如何推动自贸试验区制度创新"))
        assert found.total >= len(found.hits) > 0
        assert "制度" in found.words
        scores = [hit.score for hit in found.hits]
        assert scores == sorted(scores, reverse=True)

    def test_pages_and_filters_hold_here_too(self, related: RelatedReader) -> None:
        whole = related.search(request("制度创新", limit=50)).hits
        assert related.search(request("制度创新", limit=3, offset=4)).hits == whole[4:7]
        page = f"page-{whole[0].article[0]}"
        assert related.search(request("制度创新", filters=(Filter("page", page + "x"),))).total == 0

    def test_the_subject_of_a_library_is_related_to_a_question_of_it(self, related: RelatedReader) -> None:
        assert {"制度", "开放"} <= set(related.search(request("制度型开放的底线")).words)
        assert "的" not in related.search(request("制度型开放的底线")).words

    def test_what_the_exact_lane_finds_can_be_left_out(
        self, seeds: ExactReader, related: RelatedReader
    ) -> None:
        asked = request("制度型开放", limit=10_000)
        exact = {hit.block for hit in seeds.search(asked).hits}
        whole, rest = related.search(asked), related.search(replace(asked, unmatched=True))
        assert exact & {hit.block for hit in whole.hits}
        assert rest.hits == tuple(hit for hit in whole.hits if hit.block not in exact)
        assert rest.total == len(rest.hits)

    def test_nothing_related_is_an_empty_answer(self, small_index: OpenIndex) -> None:
        assert small_index.related.search(request("饕餮")).hits == ()
        assert small_index.related.search(request("-开放")).hits == ()


class TestHelp:
    def test_every_suggestion_occurs(self, seeds: ExactReader, suggestions: SuggestionReader) -> None:
        found = suggestions.suggest("自贸", 8)
        assert "自贸试验区" in [suggestion.phrase for suggestion in found]
        assert len(found) <= 8
        assert [c.occurrences for c in seeds.count([s.phrase for s in found])] == [
            s.occurrences for s in found
        ]

    @pytest.mark.usefixtures("suggestions")
    def test_titles_and_authors_are_suggested(self, small_index: OpenIndex) -> None:
        assert (suggest := small_index.suggestions)
        assert ("浦东新区的开放", "title") in [(s.phrase, s.kind) for s in suggest.suggest("浦东", 5)]
        assert ("张三", "author") in [(s.phrase, s.kind) for s in suggest.suggest("张", 5)]
        assert suggest.suggest("", 5) == suggest.suggest("不存在", 5) == []

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("自冒试验区", ("自贸试验区", "homophone")),
            ("制度创辛区", ("制度创", "part")),
            ("自贸试炉区", ("自贸试验区", "near")),
        ],
    )
    def test_what_may_be_meant_occurs(
        self, seeds: ExactReader, suggestions: SuggestionReader, typed: str, meant: tuple[str, str]
    ) -> None:
        found = suggestions.did_you_mean(typed, 5)
        assert meant in [(suggestion.phrase, suggestion.kind) for suggestion in found]
        assert all(count.occurrences for count in seeds.count([suggestion.phrase for suggestion in found]))


def added(counts: list[Counts]) -> Counts:
    """Counts of parts that share no article, as one."""
    return Counts(
        None
        if any(part.occurrences is None for part in counts)
        else sum(part.occurrences or 0 for part in counts),
        sum(part.paragraphs for part in counts),
        sum(part.articles for part in counts),
    )
