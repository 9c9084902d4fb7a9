import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.issuing_bodies import issuing_bodies


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("国务院", ("国务院",)),
        ("中华人民共和国国务院", ("国务院",)),
        ("中华人民共和国主席", ("中华人民共和国主席",)),
        ("云溪市人大常委会", ("云溪市人民代表大会常务委员会",)),
        ("云溪市人民代表大会常委会", ("云溪市人民代表大会常务委员会",)),
        ("中华人民共和国全国人大", ("全国人民代表大会",)),
        ("中共云溪市委常委会", ("中共云溪市委常委会",)),
        ("中共中央 国务院", ("中共中央", "国务院")),
        ("中央军委", ("中央军事委员会",)),
        ("水利部、农业部", ("水利部", "农业部")),
        ("国务院 中华人民共和国国务院", ("国务院",)),
        ("食品、药品监督管理局", ("食品、药品监督管理局",)),
        ("Ministry of Rivers", ("Ministry of Rivers",)),
    ],
)
def test_a_body_has_one_name(printed: str, bodies: tuple[str, ...]) -> None:
    assert issuing_bodies(printed) == bodies


@given(st.text(alphabet="国务院人大常委会部中华共和民代表主席 、，,A", min_size=1))
def test_what_is_printed_has_a_body_and_a_body_its_own_name(printed: str) -> None:
    bodies = issuing_bodies(printed)
    assert bodies
    assert all(bodies)
    assert len(set(bodies)) == len(bodies)
    assert all(issuing_bodies(body) == (body,) for body in bodies)
