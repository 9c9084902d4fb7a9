from app.ingest.source.pdf.printed_line import upright
from app.ingest.source.pdf.process.characters import Character, once
from app.ingest.source.pdf.process.text_lines import text_lines


def row(text: str, left: float, baseline: float, size: float = 10, step: float = 1.0) -> list[Character]:
    """Characters side by side; `step` ems from one to the next."""
    return [
        Character(char, left + n * step * size, left + (n * step + 1) * size, baseline, size, "Song")
        for n, char in enumerate(text)
        if char != " "
    ]


def column(left: float, texts: list[str], step: float = 1.0) -> list[Character]:
    return [char for n, text in enumerate(texts) for char in row(text, left, 100 + 15 * n, step=step)]


def texts(found: list[Character]) -> set[str]:
    return {line.text for line in text_lines(found, ())}


def test_columns_side_by_side_are_told_by_the_gutter_that_goes_on() -> None:
    left, right = column(0, ["甲乙丙丁戊"] * 4), column(62, ["己庚辛壬癸"] * 4)
    assert texts(left + right) == {"甲乙丙丁戊", "己庚辛壬癸"}


def test_a_stretched_line_is_one_line() -> None:
    lines = column(0, ["甲乙丙丁戊己庚"] * 3) + row("子丑寅卯", 0, 145, step=2.0)
    assert "子丑寅卯" in {line.text.replace(" ", "") for line in text_lines(lines, ())}


def test_a_gap_wider_than_the_usual_is_a_space() -> None:
    assert texts(row("改革开放 守护家园", 0, 50)) == {"改革开放 守护家园"}
    assert texts(row("改革开放", 0, 50, step=1.5)) == {"改革开放"}


def test_a_rule_parts_what_stands_on_one_line() -> None:
    found = row("改革", 0, 50) + row("开放", 26, 50)
    assert {line.text for line in text_lines(found, ())} == {"改革 开放"}
    assert {line.text for line in text_lines(found, ((22, 0, 23, 100),))} == {"改革", "开放"}


def test_large_characters_below_one_another_are_a_vertical_line() -> None:
    head = [c for n, char in enumerate("生态价值") for c in row(char, 0, 30 + 32 * n, size=30)]
    head += [c for n, char in enumerate("实现路径") for c in row(char, 45, 30 + 32 * n, size=30)]
    lines = text_lines(head + column(200, ["正文正文正文正文正文"] * 6), ())
    assert [line.text for line in lines if not line.upright] == ["生态价值", "实现路径"]


def test_two_lines_of_a_large_title_are_level() -> None:
    head = row("生态价值的实现", 0, 30, size=30) + row("路径与机制构建", 0, 68, size=30)
    lines = text_lines(head + column(300, ["正文正文正文正文正文"] * 6), ())
    assert all(line.upright for line in lines)


def test_a_shadow_is_dropped_and_a_repeated_character_is_not() -> None:
    found = row("浩浩荡荡", 0, 50, size=20)
    shadow = [Character(c.text, c.left + 2, c.right + 2, c.baseline + 2, c.size, c.face) for c in found]
    assert [c.text for c in once([*found, *shadow])] == list("浩浩荡荡")


def test_turning_back_and_forth_leaves_a_point_where_it_was() -> None:
    for turn in range(4):
        wide, high = (300, 200) if turn % 2 == 0 else (200, 300)
        assert upright(upright((30, 50), 300, 200, turn), wide, high, -turn % 4) == (30, 50)


def test_a_mark_that_stands_half_outside_its_column_hides_no_gutter() -> None:
    left, right = column(0, ["甲乙丙丁戊"] * 5), column(59, ["己庚辛壬癸"] * 6)
    hanging = row("甲乙丙丁”", 5, 175)
    found = text_lines([*left, *hanging, *column(59, ["己庚辛壬癸"] * 6)], ())
    assert {line.text for line in found} == {"甲乙丙丁戊", "甲乙丙丁”", "己庚辛壬癸"}
    assert {round(line.box[2]) for line in found if line.text.startswith("甲")} == {50}
    assert right
