from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from app.permalinks.similarity import (
    CLEAR,
    PART_MIN,
    PART_WEIGHT,
    Pair,
    best_pairs,
    similar_pairs,
    similar_pairs_anywhere,
)
from app.store.rows import TITLE
from tests.builders import paragraph, stored_block


def score(old: str, new: str) -> float:
    pairs = similar_pairs([stored_block("old", old)], [stored_block("new", new)], 0)
    return pairs[0].score if pairs else 0.0


def test_an_edit_is_like_its_original_and_others_are_not() -> None:
    assert score(paragraph(1), paragraph(1).replace("年", "年底")) > 0.9
    assert max(score(paragraph(1), paragraph(n)) for n in range(2, 40)) < 0.6


def test_a_part_is_like_the_whole_and_the_longer_part_more() -> None:
    whole = paragraph(1) + paragraph(2)
    assert score(paragraph(1), whole) > 0.9
    for cut in (30, 50, 80, 100):
        parts = [stored_block("first", whole[:cut]), stored_block("second", whole[cut:])]
        longer = "first" if cut > len(whole) / 2 else "second"
        assert best_pairs(similar_pairs([stored_block("old", whole)], parts, 0)) == {"old": longer}


TEXTS = st.lists(st.text("甲乙丙丁戊", max_size=40), min_size=1, max_size=4)


@given(TEXTS, TEXTS, st.floats(0.2, 0.9))
def test_no_pair_is_passed_over(olds: list[str], news: list[str], least: float) -> None:
    old = [stored_block(f"o{n}", text) for n, text in enumerate(olds)]
    new = [stored_block(f"n{n}", text) for n, text in enumerate(news)]
    found = {(pair.old, pair.new): pair.score for pair in similar_pairs(old, new, least)}
    for first in old:
        wholes = [fuzz.ratio(first.text, second.text) / 100 for second in new]
        for second, whole in zip(new, wholes, strict=True):
            wanted = whole
            if max(wholes) < CLEAR and min(len(first.text), len(second.text)) >= PART_MIN:
                inside = fuzz.partial_ratio(first.text, second.text, score_cutoff=50) / 100
                wanted = max(whole, PART_WEIGHT * inside + (1 - PART_WEIGHT) * whole)
            if abs(wanted - least) > 1e-6:
                assert ((first.id, second.id) in found) == (wanted > least)


def test_punctuation_does_not_count() -> None:
    assert score("开放，创新、改革。", "开放 创新——改革！") == 1.0


def test_titles_are_like_titles_only() -> None:
    old, new = stored_block("old", "对外开放的大门", type=TITLE), stored_block("new", "对外开放的大门")
    assert similar_pairs([old], [new], 0) == []


def test_likeness_is_sought_across_articles_by_sketch() -> None:
    olds = [stored_block(f"o{n}", paragraph(n)) for n in range(600)]
    news = [stored_block("n7", paragraph(7) + "补充一句。"), stored_block("n599", paragraph(599)[2:])]
    pairs = similar_pairs_anywhere(olds, news, 0.65)
    assert best_pairs(pairs) == {"o7": "n7", "o599": "n599"}


def test_the_likeliest_pair_is_taken_first_and_a_place_only_once() -> None:
    pairs = [Pair("a", "x", 0.7, False), Pair("b", "x", 0.9, False), Pair("a", "y", 0.6, False)]
    assert best_pairs(pairs) == {"b": "x", "a": "y"}
    parts = [Pair("a", "x", 0.8, True), Pair("b", "x", 0.9, True)]
    assert best_pairs(parts) == {"a": "x", "b": "x"}
