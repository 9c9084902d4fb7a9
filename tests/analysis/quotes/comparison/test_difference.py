"""What a quotation changed in its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.quotes.comparison.critical import find_warnings
from app.analysis.quotes.comparison.difference import compare
from app.analysis.quotes.report import HARMLESS

TEXT = st.text("甲乙丙丁應应不3，。“”\n ", max_size=30)


def changes(quote: str, source: str) -> list[tuple[str, str, str]]:
    return [
        (each.kind.value, each.quote, each.source) for each in compare(quote, source) if each.kind != "same"
    ]


@given(TEXT, TEXT)
def test_changes_hold_all_of_both_texts(quote: str, source: str) -> None:
    found = compare(quote, source)
    assert "".join(each.quote for each in found) == quote
    assert "".join(each.source for each in found) == source


@given(TEXT)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(each.kind in HARMLESS for each in compare(text, text))


@pytest.mark.parametrize(
    ("quote", "source", "found"),
    [
        ("部署3000多项", "部署3400多项", [("changed", "3000", "3400")]),
        ("二〇二三年五月", "二〇二四年五月", [("changed", "二〇二三", "二〇二四")]),
        ("战略、鼓励", "战略，鼓励", [("punctuation", "、", "，")]),
        ("數字經濟", "数字经济", [("form", "數", "数"), ("form", "經濟", "经济")]),
        ("‘放管服’改革", "“放管服”改革", []),
        ("开放制度框架", "开放政策制度框架", [("left_out", "", "政策")]),
        ("开放制度框架", "开放框架", [("added", "制度", "")]),
        ("坚持改革推进开放", "坚持改革\n推进开放", [("joined", "", "\n")]),
        (
            "鼓励先行先试，坚持改革创新开放",
            "坚持改革创新开放，鼓励先行先试",
            [("moved_to", "鼓励先行先试，", ""), ("moved_from", "", "，鼓励先行先试")],
        ),
    ],
)
def test_changes_are_named(quote: str, source: str, found: list[tuple[str, str, str]]) -> None:
    assert changes(quote, source) == found


@pytest.mark.parametrize(
    ("quote", "source", "kinds"),
    [
        ("部署3000多项", "部署3400多项", ["number"]),
        ("自2023年5月起", "自2024年5月起", ["date"]),
        ("增长百分之三", "增长百分之五", ["number"]),
        ("任何人可得复制", "任何人不得复制", ["negation", "modal"]),
        ("不得复制", "复制", ["negation", "modal"]),
        ("有关部门可以公开", "有关部门应当公开", ["modal"]),
        ("有关部门必须公开", "有关部门应当公开", ["modal"]),
        ("有关部门主动公布", "有关部门主动公开", []),
    ],
)
def test_what_must_be_seen_first_is_called_out(quote: str, source: str, kinds: list[str]) -> None:
    assert [each.kind.value for each in find_warnings(compare(quote, source))] == kinds
