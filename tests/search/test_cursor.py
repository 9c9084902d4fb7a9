import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.search.cursor import Cursor


@given(st.integers(0, 10**11), st.text(min_size=1, max_size=80))
def test_what_was_given_out_is_read_again(offset: int, place: str) -> None:
    cursor = Cursor("g000001-00000000", offset, place)
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["x", "g.1", "g..p", ".1.p", "g.-1.p", "g.１.p", "g.1.", "g.1." + "p" * 600])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="first page"):
        Cursor.read(text)
