import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.formulations.catalogue import Catalogue, FormulationOrder, in_order
from app.analysis.formulations.families import Families
from app.search.formulations import Formulation, Formulations, PartOfLibrary


def said(text: str, times: int) -> Formulation:
    return Formulation(text, times, times, 1)


def families_of(found: list[Formulation]) -> Families:
    return Catalogue(Formulations.of(found)).families


def test_a_longer_formulation_belongs_to_the_most_frequent_one_that_it_contains() -> None:
    given = [
        said("负面清单", 14),
        said("服务贸易", 15),
        said("跨境服务贸易负面清单", 5),
        said("跨境服务贸易", 8),
    ]
    assert [(one.head.text, [each.text for each in one.members]) for one in families_of(given)] == [
        ("负面清单", []),
        ("服务贸易", ["跨境服务贸易", "跨境服务贸易负面清单"]),
    ]


def test_what_is_the_same_to_a_search_is_the_same_to_a_family() -> None:
    (family,) = families_of([said("产业链", 9), said("產業鏈供應鏈", 3)])
    assert [each.text for each in family.all] == ["产业链", "產業鏈供應鏈"]


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=6), unique=True))
def test_each_formulation_is_in_one_family_whose_head_it_contains(texts: list[str]) -> None:
    families = families_of([said(text, 9 - len(text)) for text in texts])
    assert sorted(each.text for one in families for each in one.all) == sorted(texts)
    assert all(one.head.text in each.text for one in families for each in one.all)
    heads = [one.head.text for one in families]
    assert not any(head in other for head in heads for other in heads if head != other)


def plain_families(found: list[Formulation]) -> list[tuple[str, list[str]]]:
    """The same by looking for each text in each other one."""
    times = {each.text: each.occurrences for each in found}
    heads = [text for text in times if not any(other in text and other != text for other in times)]
    members: dict[str, list[str]] = {head: [] for head in heads}
    for text in times.keys() - members:
        inside = sorted((text.find(head), head) for head in heads if head in text)
        members[max(inside, key=lambda each: times[each[1]])[1]].append(text)
    order = list(times)
    return [
        (head, sorted(own, key=lambda text: (-times[text], order.index(text))))
        for head, own in members.items()
    ]


@given(st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=7), st.integers(1, 3), max_size=40))
def test_families_are_those_of_a_plain_scan(times: dict[str, int]) -> None:
    found = [said(text, number) for text, number in times.items()]
    families = families_of(found)
    assert [(one.head.text, [each.text for each in one.members]) for one in families] == plain_families(found)
    assert [*families[1:3]] == [*families][1:3]
    assert len(families) + len(families.members) == len(found)


FOUND = [said("对外开放", 9), said("新质生产力", 5), said("发展新质生产力", 3), said("高水平对外开放", 2)]


def test_what_is_rare_is_left_out() -> None:
    kept = families_of(FOUND).selected(3, 1)
    assert [[each.text for each in one.all] for one in kept] == [
        ["对外开放"],
        ["新质生产力", "发展新质生产力"],
    ]
    assert list(families_of(FOUND).selected(1, 2)) == []


def test_a_part_has_its_own_counts_and_order() -> None:
    part = PartOfLibrary(2, 99, np.array([1, 4, 0, 1]), np.array([1, 2, 0, 1]))
    catalogue = Catalogue(Formulations.of(FOUND))
    found = in_order(catalogue, FormulationOrder.FREQUENCY, part)
    told = [[(each.text, each.occurrences, each.articles) for each in one.all] for one in found]
    assert told == [[("新质生产力", 4, 2)], [("对外开放", 1, 1), ("高水平对外开放", 1, 1)]]
    by_pinyin = in_order(catalogue, FormulationOrder.PINYIN, part)
    assert [one.head.text for one in by_pinyin] == ["对外开放", "新质生产力"]
    assert catalogue.by_pinyin.letters[by_pinyin.heads].tolist() == [b"D", b"X"]
