"""The stretch of a passage that a quotation was made of."""

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.quotes.comparison.alignment import Alignments, similarity

TEXT = st.text("甲乙丙丁戊", min_size=1, max_size=25)


def least_cost(quote: str, passage: str) -> int:
    """The least cost of all stretches, by a plain edit distance."""
    row = [0] * (len(passage) + 1)
    for char in quote:
        below = [row[0] + 2]
        for at, other in enumerate(passage):
            below.append(min(row[at] + (0 if char == other else 2), row[at + 1] + 2, below[at] + 1))
        row = below
    return min(row)


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_the_cost_is_the_least_of_all_stretches(quote: str, passages: list[str]) -> None:
    found = Alignments(quote, passages).stretches()
    assert [each.cost for each in found] == [least_cost(quote, passage) for passage in passages]
    for each in found:
        start, end = each.span
        assert 0 <= start <= end <= len(passages[each.passage])
        assert least_cost(quote, passages[each.passage][start:end]) == each.cost


@given(TEXT)
def test_a_text_is_wholly_similar_to_itself(text: str) -> None:
    assert similarity(text, text) == (1 if len(text) > 1 else 0)


def test_the_right_place_of_a_long_passage_is_found() -> None:
    said = "扩大高水平对外开放"
    passage = f"{said}是首要的，".replace("，", "") * 20 + "对外出口不断增长" + said + f"{said}要有保障" * 20
    quote = f"对外出口应断增长{said}"
    (found,) = Alignments(quote, [passage]).stretches()
    assert passage[slice(*found.span)] == f"对外出口不断增长{said}"


def test_what_was_moved_is_taken_in() -> None:
    passage = "前文不相干的一些字鼓励首创性集成式探索实施自贸试验区提升战略后文不相干的一些字"
    quote = "实施自贸试验区提升战略鼓励首创性集成式探索"
    alignments = Alignments(quote, [passage])
    (found,) = alignments.stretches()
    ((start, end),) = alignments.with_moved(found)
    assert passage[start:end] == "鼓励首创性集成式探索实施自贸试验区提升战略"
    assert similarity(quote, passage[start:end]) == 1


def test_a_quotation_made_of_two_passages_is_parted_where_they_meet() -> None:
    passages = ["甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未"]
    alignments = Alignments("丙丁戊己庚辛子丑寅卯辰", passages)
    joint = alignments.joint(["a", "a"])
    assert joint is not None
    assert (joint.cut, joint.first.span, joint.second.span) == (6, (2, 8), (0, 5))
    apart = alignments.joint(["a", "b"])
    assert apart is None or apart.cost > joint.cost
