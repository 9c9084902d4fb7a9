"""Dataclasses: equal by their fields, and hashed where mypy holds them to be frozen."""

from dataclasses import field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    page: str
    line: int = 0


@given(st.text(), st.integers())
def test_values_with_equal_fields_are_one(page: str, line: int) -> None:
    place = Place(page, line)
    assert {place, Place(page, line)} == {place}
    assert replace(place, line=line + 1) != place


@given(st.text())
def test_a_value_has_no_room_for_other_names(page: str) -> None:
    assert not hasattr(Place(page), "__dict__")


@dataclass(slots=True)
class Noted:
    place: Place
    remark: str = field(default="", compare=False)

    def __repr__(self) -> str:
        return self.remark


def test_values_are_written_as_they_are_made() -> None:
    assert repr(Place("a", 2)) == "Place(page='a', line=2)"
    assert repr(Noted(Place("a"), "seen")) == "seen"


def test_what_is_not_compared_tells_no_values_apart() -> None:
    assert Noted(Place("a"), "one") == Noted(Place("a"), "other")
    assert Noted(Place("a")) != Noted(Place("b"))


def test_a_value_that_may_change_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(Noted(Place("a")))
