from dataclasses import replace

from app.ingest.columns.geometry import NOTHING, place_log_odds
from app.ingest.columns.states import LineRole
from app.ingest.lines.clean import Line
from app.ingest.lines.place import Place


def line(number: int, left: float, right: float, **given: object) -> Line:
    values: dict[str, object] = {"size": 10.0, "face": "Song", **given}
    place = Place(
        page=1,
        box=(left, 14.0 * number, right, 14.0 * number + 10),
        item=1,
        column=(0, 140),
        text_face="Song",
        **values,  # type: ignore[arg-type]
    )
    return Line(number, "推进高水平对外开放建设新体制", place=place)


def likeliest(lines: list[Line]) -> list[LineRole]:
    return [LineRole(max(range(len(odds)), key=odds.__getitem__)) for odds in place_log_odds(lines)]


def test_lines_without_a_place_say_nothing() -> None:
    assert place_log_odds([Line(1, "甲"), Line(2, "乙")]) == [NOTHING, NOTHING]


def test_a_line_set_in_begins_a_paragraph_and_a_short_one_ends_it() -> None:
    lines = [line(0, 20, 140), line(1, 0, 140), line(2, 0, 60), line(3, 20, 140)]
    first, middle, last, again = place_log_odds(lines)
    assert first[LineRole.FIRST] > first[LineRole.MIDDLE]
    assert middle[LineRole.MIDDLE] > middle[LineRole.FIRST]
    assert last[LineRole.LAST] > last[LineRole.MIDDLE]
    assert again[LineRole.FIRST] > again[LineRole.LAST]


def test_larger_type_is_a_heading_that_may_wrap() -> None:
    lines = [line(0, 0, 140), line(1, 15, 125, size=11.5), line(2, 40, 100, size=11.5), line(3, 20, 140)]
    assert likeliest(lines)[1:3] == [LineRole.HEADING, LineRole.HEADING_ON]


def test_another_face_is_a_heading_only_where_little_is_set_in_it() -> None:
    few = [line(0, 20, 140), line(1, 20, 120, face="Hei"), line(2, 20, 140)]
    assert likeliest(few)[1] is LineRole.HEADING
    many = [line(0, 20, 140), *(line(n, 20, 120, face="Kai") for n in range(1, 8)), line(9, 20, 140)]
    assert LineRole.HEADING not in likeliest(many)


def test_a_full_line_of_another_face_between_two_paragraphs_is_a_heading() -> None:
    def end(number: int, left: float) -> Line:
        return replace(line(number, left, 80), text="推进高水平对外开放。")

    lead = [end(0, 0), line(1, 0, 140, face="Hei"), line(2, 20, 140), line(3, 0, 140)]
    assert likeliest(lead)[1] is LineRole.HEADING
    inside = [end(0, 0), line(1, 0, 140, face="Hei"), line(2, 0, 140), line(3, 0, 140)]
    assert likeliest(inside)[1] is not LineRole.HEADING


def test_white_space_begins_paragraphs_where_nothing_is_set_in() -> None:
    lines = [line(0, 0, 140), line(1, 0, 140), line(2, 0, 140, gap=0.8), line(3, 0, 140)]
    odds = place_log_odds(lines)
    assert odds[2][LineRole.FIRST] > odds[2][LineRole.MIDDLE]
    assert odds[3][LineRole.MIDDLE] > odds[3][LineRole.FIRST]
