import pytest

from app.ingest.columns.columns import Chunk, Column, read_columns
from app.ingest.columns.states import LineRole
from app.ingest.lines.clean import Line
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, column, lines_of, page


def chunks_of(lines: list[Line], barriers: frozenset[int] = frozenset()) -> list[Chunk]:
    return read_columns([Column(lines, barriers)])[0]


def texts(found: list[Chunk], role: LineRole = LineRole.FIRST) -> list[str]:
    return ["".join(line.body for line in chunk.lines) for chunk in found if chunk.role is role]


@pytest.mark.parametrize("measure", [11, 16, 23, 31])
@pytest.mark.parametrize("indent", [0, 2])
def test_paragraphs_of_any_measure_and_indent(measure: int, indent: int) -> None:
    source = page(RIVER, SCHOOL, MARKET, measure=measure, indent=indent)
    assert texts(chunks_of(lines_of(source))) == [RIVER, SCHOOL, MARKET]


def test_blank_lines_between_all_lines_mean_nothing() -> None:
    source = page(RIVER, SCHOOL, MARKET).replace("\n", "\n\n")
    assert texts(chunks_of(lines_of(source))) == [RIVER, SCHOOL, MARKET]


def test_the_measure_changes_inside_a_paragraph() -> None:
    narrow = column(RIVER + SCHOOL, 14)
    cut = len("".join(narrow[:6]))
    lines = narrow[:6] + column((RIVER + SCHOOL)[cut:], 26, 0)
    source = page(LIBRARY, measure=14) + "\n".join(lines) + "\n" + page(MARKET, LIBRARY, measure=26)
    assert texts(chunks_of(lines_of(source))) == [LIBRARY, RIVER + SCHOOL, MARKET, LIBRARY]


def test_headings_may_wrap() -> None:
    source = page(RIVER) + "老码头重新开放给两岸\n带来的变化\n" + page(SCHOOL, MARKET)
    found = chunks_of(lines_of(source))
    assert texts(found, LineRole.HEADING) == ["老码头重新开放给两岸带来的变化"]
    assert texts(found) == [RIVER, SCHOOL, MARKET]


@pytest.mark.parametrize("measure", [12, 13, 16])
@pytest.mark.parametrize("indent", [0, 2])
def test_points_of_a_list_are_paragraphs(measure: int, indent: int) -> None:
    listed = [
        "任何单位和个人在渡口都不得有下列行为：",
        "（一）擅自移动渡口的标志；",
        "（二）向江里倾倒垃圾；",
        "（三）在码头上燃放烟花；",
        "（四）妨碍渡船靠岸的其他行为。",
    ]
    source = page(RIVER, SCHOOL, *listed, LIBRARY, measure=measure, indent=indent)
    assert texts(chunks_of(lines_of(source))) == [RIVER, SCHOOL, *listed, LIBRARY]


def test_a_title_after_a_list_that_breaks_off_is_no_part_of_it() -> None:
    listed = ["任何单位和个人在渡口都不得有下列行为：", "（一）擅自移动渡口的标志；"]
    listed.append("（二）向江里倾倒垃圾或者在码头上燃放烟花爆竹；")
    title = "江州市渡船往来管理办法"
    source = page(RIVER, SCHOOL, *listed, title, LIBRARY, MARKET, measure=28)
    found = chunks_of(lines_of(source))
    assert texts(found, LineRole.HEADING) == [title]
    assert listed[-1] in texts(found)


@pytest.mark.parametrize(
    "halves",
    [("老码头重新开放给两岸带", "来的变化"), ("渡船的班次从清晨到傍晚全部", "公布出来")],
    ids=["inside a word", "no room for more"],
)
def test_blank_lines_do_not_part_a_heading_that_goes_on(halves: tuple[str, str]) -> None:
    above = page(RIVER, LIBRARY).replace("\n", "\n\n", 1).rstrip()
    source = "\n\n".join([above, *halves, page(SCHOOL, MARKET)])
    assert texts(chunks_of(lines_of(source)), LineRole.HEADING) == ["".join(halves)]


def test_names_under_a_title_are_a_byline() -> None:
    source = "老码头重新开放\n王小山\n" + page(RIVER, SCHOOL)
    assert texts(chunks_of(lines_of(source)), LineRole.BYLINE) == ["王小山"]


def test_a_stretched_line_is_never_the_last() -> None:
    first, *rest = column(RIVER, 16)
    lines = [first, "每 天 清 晨 都 有 渡 船 往 来 。", *rest[1:]]
    (found,) = [
        c for c in chunks_of(lines_of("\n".join(lines) + "\n" + page(SCHOOL))) if c.lines[0].number == 1
    ]
    assert len(found.lines) == len(lines)


def test_no_paragraph_crosses_a_barrier() -> None:
    lines = lines_of(page(RIVER))
    found = chunks_of(lines, frozenset({2}))
    assert [len(chunk.lines) for chunk in found] == [2, len(lines) - 2]
    assert found[0].tailless


def test_clean_text_is_a_paragraph_a_line() -> None:
    source = f"{RIVER * 3}\n{SCHOOL * 4}\n老码头重新开放\n{MARKET + LIBRARY}"
    found = chunks_of(lines_of(source))
    assert texts(found) == [RIVER * 3, SCHOOL * 4, MARKET + LIBRARY]
    assert texts(found, LineRole.HEADING) == ["老码头重新开放"]


def test_nothing_comes_of_nothing() -> None:
    assert read_columns([]) == []
    assert chunks_of([]) == []


def test_columns_read_side_by_side_are_read_as_each_alone() -> None:
    pages = [
        page(RIVER, SCHOOL, measure=11),
        page(MARKET),
        f"{RIVER * 3}\n{SCHOOL * 4}",
        page(LIBRARY, indent=0),
    ]
    columns = [Column(lines_of(text), frozenset({at})) for at, text in enumerate(pages)]
    columns.insert(2, Column([]))
    assert read_columns(columns) == [found for column in columns for found in read_columns([column])]


def test_a_first_line_is_surer_with_an_indent_than_without() -> None:
    def least(indent: int) -> float:
        lines = lines_of(page(RIVER, SCHOOL, MARKET, LIBRARY, indent=indent))
        return min(chunk.confidence for chunk in chunks_of(lines))

    assert 0 < least(0) < least(2) <= 1
