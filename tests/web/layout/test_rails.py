import re

from hypothesis import given
from hypothesis import strategies as st

from app.web.layout.rails import BAR_WIDTH, MAX_TICKS, RAIL_WIDTH, followed, rail

PLACES = st.lists(st.integers(0, RAIL_WIDTH), max_size=400).map(sorted)


@given(PLACES)
def test_every_hit_is_reached_from_the_rail_or_lies_in_an_area_that_begins_before_it(
    places: list[int],
) -> None:
    areas = followed(places)
    assert all(left >= 0 and left + width <= RAIL_WIDTH + 14 for left, width, _ in areas)
    numbers = [number for _, _, number in areas]
    assert numbers == sorted(numbers)
    assert (numbers[:1] or [1]) == [1]
    if len(places) <= MAX_TICKS:
        assert len(areas) == len(places)
    else:
        assert len(areas) <= RAIL_WIDTH // BAR_WIDTH


def test_few_hits_are_ticks() -> None:
    drawn = rail([10, 10, 500], "")
    assert drawn.path == "M10 0v9M500 0v9"
    assert not drawn.dense


def test_where_ticks_would_touch_bars_show_how_many_there_are() -> None:
    drawn = rail([5] * 90 + [505] * 30 + [990], "")
    assert drawn.dense
    heights = dict(re.findall(r"M(\d+) 9v-(\d+)", drawn.path))
    assert heights == {"0": "9", "500": "3", "980": "1"}
