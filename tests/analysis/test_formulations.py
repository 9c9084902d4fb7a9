from hypothesis import given
from hypothesis import strategies as st

from app.analysis.formulations import find_families
from app.search.formulations import Formulation


def said(text: str, times: int) -> Formulation:
    return Formulation(text, times, times, 1)


def test_a_longer_formulation_belongs_to_the_most_frequent_one_that_it_contains() -> None:
    given = [
        said("负面清单", 14),
        said("服务贸易", 15),
        said("跨境服务贸易负面清单", 5),
        said("跨境服务贸易", 8),
    ]
    assert [(one.head.text, [each.text for each in one.members]) for one in find_families(given)] == [
        ("负面清单", []),
        ("服务贸易", ["跨境服务贸易", "跨境服务贸易负面清单"]),
    ]


def test_what_is_the_same_to_a_search_is_the_same_to_a_family() -> None:
    (family,) = find_families([said("产业链", 9), said("產業鏈供應鏈", 3)])
    assert [each.text for each in family.all] == ["产业链", "產業鏈供應鏈"]


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=6), unique=True))
def test_each_formulation_is_in_one_family_whose_head_it_contains(texts: list[str]) -> None:
    families = find_families([said(text, 9 - len(text)) for text in texts])
    assert sorted(each.text for one in families for each in one.all) == sorted(texts)
    assert all(one.head.text in each.text for one in families for each in one.all)
    heads = [one.head.text for one in families]
    assert not any(head in other for head in heads for other in heads if head != other)
