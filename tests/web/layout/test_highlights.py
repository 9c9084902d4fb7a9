from hypothesis import given
from hypothesis import strategies as st

from app.search.highlight import merge_spans
from app.web.layout.highlights import found_part, numbered, shown

TEXTS = st.text(alphabet="对外开放，。的“”a🀄", min_size=1, max_size=400)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=12))
    return text, [(start, min(len(text), start + draw(st.integers(1, 9)))) for start in starts]


@given(texts_with_spans(), st.integers(0, 20), st.booleans())
def test_text_without_marks_is_the_text(
    case: tuple[str, list[tuple[int, int]]], now: int, with_part: bool
) -> None:
    text, spans = case
    found = merge_spans(spans)
    part = (len(text) // 3, len(text) // 2 + 1) if with_part else None
    segments = numbered(text, found, 1, now, part)
    assert "".join(segment.text for segment in segments) == text
    assert [s.anchor for s in segments if s.anchor.startswith("h")] == [
        f"h{i}" for i in range(1, len(found) + 1)
    ]


@given(texts_with_spans())
def test_a_list_shows_the_first_mark_and_nothing_that_is_not_there(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = case
    found = merge_spans(spans)
    segments = shown(text, found)
    whole = "".join(segment.text for segment in segments)
    assert whole.removeprefix("…").removesuffix("…") in text
    if found:
        first = next(segment for segment in segments if segment.css)
        assert first.text == text[slice(*found[0])]


def test_a_selected_part_is_found_by_its_words_or_by_its_ends() -> None:
    text = "历史和实践充分证明，对外开放是中国经济腾飞的重要秘诀。"
    assert found_part(text, "对外开放", "") == (10, 14)
    assert found_part(text, "历史和", "秘诀") == (0, 26)
    assert found_part(text, "不在文中", "") is None
    assert found_part(text, "秘诀", "历史") is None


def test_what_stands_around_a_part_tells_it_from_its_like() -> None:
    text = "开放带来进步，开放促进改革，开放带来活力。"
    assert found_part(text, "开放", "") == (0, 2)
    assert found_part(text, "开放", "", "，", "促") == (7, 9)
    assert found_part(text, "开放", "", "改革，") == (14, 16)
    assert found_part(text, "开放", "带来", "", "活力") == (0, 18)
    assert found_part(text, "开放", "", "", "不在") is None


def test_a_part_that_crosses_hits_is_one_quotation() -> None:
    segments = numbered("甲乙丙丁", [(1, 3)], 1, 1, (2, 4))
    assert [(s.text, s.css) for s in segments] == [
        ("甲", ""),
        ("乙", "hit now"),
        ("丙", "quote hit now"),
        ("丁", "quote"),
    ]
