from hypothesis import given
from hypothesis import strategies as st

from app.article import Box, Print
from app.web.printed.places import LinePlaces

ROW = 10.0


def places(lines: list[str], wide: float = 100.0) -> LinePlaces:
    boxes = tuple(
        Box(1, 0.0, row * ROW, wide, (row + 1) * ROW) if line else None for row, line in enumerate(lines)
    )
    return LinePlaces("\n".join(lines), Print(((wide, 500.0),), boxes))


def test_a_part_of_a_line_takes_its_part_of_the_box() -> None:
    text = places(["推动高质量发展推动改"]).text("推动高质量发展推动改", ((1, 1),))
    assert text.boxes((2, 5)) == (Box(1, 20.0, 0.0, 50.0, 10.0),)


def test_latin_letters_take_half_a_place() -> None:
    text = places(["在AI时代"]).text("在AI时代", ((1, 1),))
    assert text.boxes((1, 3)) == (Box(1, 25.0, 0.0, 50.0, 10.0),)


def test_a_part_that_breaks_over_a_line_has_two_boxes() -> None:
    text = places(["推动高质量", "发展与改革"]).text("推动高质量发展与改革", ((1, 2),))
    assert text.boxes((2, 7)) == (Box(1, 40.0, 0.0, 100.0, 10.0), Box(1, 0.0, 10.0, 40.0, 20.0))


def test_what_the_page_prints_and_the_text_leaves_out_moves_nothing() -> None:
    lines = ["推动高质量", "第八版", "发展与改革"]
    text = places(lines).text("推动高质量发展与改革", ((1, 3),))
    assert [box.top for box in text.boxes((4, 6))] == [0.0, 20.0]


def test_a_line_from_top_to_bottom_is_divided_downwards() -> None:
    upright = LinePlaces("深化改革", Print(((50.0, 500.0),), (Box(1, 5.0, 0.0, 15.0, 80.0),)))
    assert upright.text("深化改革", ((1, 1),)).boxes((1, 2)) == (Box(1, 5.0, 20.0, 15.0, 40.0),)


def test_ranges_are_read_in_reading_order() -> None:
    text = places(["发展与改革", "推动高质量"]).text("推动高质量发展与改革", ((2, 2), (1, 1)))
    assert [box.top for box in text.boxes((0, 10))] == [10.0, 0.0]


def test_lines_beyond_the_source_and_blank_ones_have_no_place() -> None:
    lines = places(["推动", "", "发展"])
    assert lines.boxes(((1, 9),)) == (Box(1, 0.0, 0.0, 100.0, 30.0),)
    assert lines.boxes(((2, 2),)) == ()
    assert lines.text("别的字", ((1, 1),)).boxes((0, 3)) == ()


@given(st.lists(st.text("推动高质量AB，", min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_every_part_stays_within_the_boxes_of_its_lines(lines: list[str], data: st.DataObject) -> None:
    whole = "".join(lines)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    found = places(lines).text(whole, ((1, len(lines)),)).boxes((start, end))
    assert found
    for box in found:
        assert 0.0 <= box.left < box.right <= 100.0 + 1e-6
        assert box.bottom - box.top == ROW
