"""Marks inside a quotation alternate, and words keep their apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.quotation_marks import nested, quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("推动“一带一路”建设", "推动‘一带一路’建设"),
        ("他说：“要读‘书’。”", "他说：‘要读“书”。’"),
        ("所谓‘新’，即“新”", "所谓‘新’，即‘新’"),
        ("China’s “Belt’s end”", "China’s ‘Belt’s end’"),
        ("前文未完。”后文", "前文未完。’后文"),
        ("《“十四五”规划》", "《‘十四五’规划》"),
        ("没有引号", "没有引号"),
    ],
)
def test_marks_inside_a_quotation_turn(text: str, inside: str) -> None:
    assert nested(text) == inside
    assert quoted(text) == f"“{inside}”"


BALANCED = st.recursive(
    st.text(alphabet="文字，。", max_size=4),
    lambda inner: st.lists(inner.map(lambda text: f"“{text}”"), max_size=3).map("".join),
    max_leaves=6,
)


@given(BALANCED)
def test_marks_alternate_to_any_depth(text: str) -> None:
    depth: list[str] = []
    for char in quoted(text):
        if char in "“‘":
            assert char == "“‘"[len(depth) % 2]
            depth.append(char)
        elif char in "”’":
            assert char == {"“": "”", "‘": "’"}[depth.pop()]
    assert not depth


@given(st.text())
def test_only_marks_change(text: str) -> None:
    without = str.maketrans("", "", "“”‘’")
    assert nested(text).translate(without) == text.translate(without)
    assert len(nested(text)) == len(text)
