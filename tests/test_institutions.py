"""Bodies and posts are told apart by their endings, and nothing is found that is not printed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.institutions import Institution, institution_names, parse_institutions, without_lead

WORDS = [
    *"系为：、，（）《》和兼的副委局厅部司会市",
    *("作者", "单位", "江州", "国家", "水利", "科学", "林舟", "青年", "国务院", "商务部", "委员会", "中心"),
    *("大学", "学院", "研究院", "研究所", "中文系", "教授", "主任", "研究员", "书记", "市长", "院长", "干部"),
]
NOTES = st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("note", "institutions"),
    [
        (
            "作者系国家发展改革委利用外资和境外投资司司长",
            [Institution("国家发展改革委利用外资和境外投资司", ("国家发展改革委",), ("司长",))],
        ),
        ("作者为江州大学教授、博士生导师", [Institution("江州大学", (), ("教授", "博士生导师"))]),
        (
            "（作者分别系江州大学数学系主任、青石县农业农村局干部）",
            [
                Institution("江州大学数学系", ("江州大学",), ("主任",)),
                Institution("青石县农业农村局", (), ("干部",)),
            ],
        ),
        (
            "作者单位：云溪省科学院、云溪省科学院大学经济学院",
            [
                Institution("云溪省科学院"),
                Institution("云溪省科学院大学经济学院", ("云溪省科学院大学",)),
            ],
        ),
        (
            "作者系云溪省委党校（省行政学院）治理中心特约研究员",
            [
                Institution(
                    "云溪省委党校（省行政学院）治理中心",
                    ("云溪省委党校（省行政学院）",),
                    ("特约研究员",),
                )
            ],
        ),
        (
            "林舟系江州大学教授，赵明系江州市图书馆馆员",
            [Institution("江州大学", (), ("教授",)), Institution("江州市图书馆", (), ("馆员",))],
        ),
        ("作者：江州市委书记、市长", [Institution("江州市委", (), ("书记",))]),
        ("江州市税务局党委书记、局长", [Institution("江州市税务局", (), ("党委书记", "局长"))]),
        ("作者系江州经济格局研究所所长", [Institution("江州经济格局研究所", (), ("所长",))]),
        ("作者系国际关系与政治学院副教授", [Institution("国际关系与政治学院", (), ("副教授",))]),
    ],
)
def test_body_and_post_stand_apart(note: str, institutions: list[Institution]) -> None:
    assert list(parse_institutions(note)) == institutions


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("作者系青年学者", "青年学者"),
        ("作者为本报记者", "本报记者"),
        ("作者系江州大学教授，著有《河流》", "江州大学教授，著有《河流》"),
        ("作者简介从略", "作者简介从略"),
        ("作者系", "作者系"),
    ],
)
def test_a_note_of_no_known_form_is_left_as_it_is(note: str, left: str) -> None:
    assert parse_institutions(note) == ()
    assert institution_names(note) == (left,)


def test_a_body_counts_for_those_that_it_is_part_of_and_each_once() -> None:
    note = "作者分别系商务部外贸研究院航运研究所所长、商务部外贸研究院院长"
    assert institution_names(note) == ("商务部", "商务部外贸研究院", "商务部外贸研究院航运研究所")
    assert institution_names(None) == institution_names("") == ()


@pytest.mark.parametrize(
    "note",
    [
        "单位：江州大学",
        "作者单位：江州大学",
        "（本文作者单位:江州大学）",
        "【作者单位】江州大学",
        "作者单位 江州大学",
        "作者單位：江州大学",
        "作者所在单位：江州大学",
        "工作单位：1.江州大学",
        "作者：林舟 单位：江州大学",
        "作者简介：林舟，江州大学教授",
    ],
)
def test_a_label_is_no_part_of_a_name(note: str) -> None:
    assert institution_names(note) == ("江州大学",)


@given(NOTES)
def test_nothing_is_found_that_is_not_printed(note: str) -> None:
    rest = without_lead(note)
    for found in parse_institutions(note):
        assert found.body in rest
        assert all(found.body.startswith(larger) and larger != found.body for larger in found.part_of)
        rest = rest[rest.index(found.body) + len(found.body) :]
        for post in found.posts:
            assert post in rest
            rest = rest[rest.index(post) + len(post) :]


@pytest.mark.parametrize("note", ["作者系" + "研究院" * 5_000, "作者系" + "副" * 390, "（" * 399, "委" * 399])
def test_no_note_takes_long(note: str) -> None:
    start = time.process_time()
    parse_institutions(note)
    assert time.process_time() - start < 2
