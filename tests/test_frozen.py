"""Values that mypy holds to be frozen: equal and hashed by their fields."""

from dataclasses import replace

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
