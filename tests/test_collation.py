import pytest

from app.collation import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        "。，1Aa安国重",
        "妈麻马骂吗",
        "路吕绿",
        "安国\U00030000",
    ],
)
def test_characters_are_in_order(ordered: str) -> None:
    assert "".join(sorted(ordered, key=sort_key)) == ordered


def test_no_two_characters_stand_at_one_place() -> None:
    every = [chr(point) for point in (*range(0x20, 0x3000), *range(0x4E00, 0x9FFF))]
    assert len({sort_key(char) for char in every}) == len(every)
