from hypothesis import given
from hypothesis import strategies as st

from app.search.highlight import (
    SLACK,
    TextSegment,
    merge_spans,
    printed_wordings,
    snippet_span,
    split_at_spans,
)
from app.search.results import Span

TEXTS = st.text(st.sampled_from("开放，。经济“”发展"), min_size=1, max_size=400)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=8))
    return text, [(start, draw(st.integers(start + 1, len(text)))) for start in starts]


@given(marked_texts())
def test_pieces_put_together_are_the_text(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    assert "".join(piece.text for piece in split_at_spans(text, spans)) == text


@given(marked_texts())
def test_what_a_span_covers_is_marked_and_nothing_else(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    covered = [any(start <= at < end for start, end in spans) for at in range(len(text))]
    assert [piece.marked for piece in split_at_spans(text, spans) for _ in piece.text] == covered


@given(marked_texts(), st.integers(10, 200))
def test_a_snippet_cuts_no_mark_and_shows_the_first(given: tuple[str, list[Span]], width: int) -> None:
    text, spans = given
    start, end = snippet_span(text, spans, width)
    marks = merge_spans(spans)
    assert 0 <= start < end <= len(text)
    assert all(a >= end or b <= start or start <= a < b <= end for a, b in marks)
    assert not marks or (start <= marks[0][0] and marks[0][1] <= end)
    longest = max((b - a for a, b in marks), default=0)
    assert end - start <= width + 2 * SLACK + longest


@given(marked_texts(), st.integers(10, 200))
def test_a_snippet_reads_as_the_text_reads_there(given: tuple[str, list[Span]], width: int) -> None:
    text, spans = given
    shown = snippet_span(text, spans, width)
    assert "".join(piece.text for piece in split_at_spans(text, spans, shown)) == text[slice(*shown)]


def test_nested_and_overlapping_spans_are_one_mark_and_neighbours_two() -> None:
    assert merge_spans([(4, 6), (0, 4), (1, 2), (3, 5)]) == [(0, 6)]
    assert merge_spans([(2, 4), (0, 2), (1, 1)]) == [(0, 2), (2, 4)]
    assert split_at_spans("人人人", [(0, 2)]) == [TextSegment("人人", marked=True), TextSegment("人")]


def test_a_snippet_begins_where_a_clause_does() -> None:
    text = "很长的开头" * 10 + "，这里开始一个没有任何标点的相当长的分句然后说到开放。" + "后面" * 80
    start, _ = snippet_span(text, [(text.index("开放"), text.index("开放") + 2)])
    assert text[:start].endswith("，")


def test_a_wording_is_told_as_it_is_printed() -> None:
    text = "衞生署与卫生署、卫生署。GDP"
    spans = [(0, 3), (4, 7), (8, 11), (12, 15)]
    assert printed_wordings(text, spans) == ("衞生署", "卫生署", "GDP")
    assert printed_wordings(text, spans, "卫生署 gdp") == ("衞生署",)
