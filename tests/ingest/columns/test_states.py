import math

from app.ingest.columns.states import IMPOSSIBLE, LineFeatures, line_features
from tests.ingest.setting import LIBRARY, RIVER, SCHOOL, column, lines_of, page


def features(text: str, titles: tuple[int, ...] = (), fresh: tuple[int, ...] = ()) -> list[LineFeatures]:
    return line_features(lines_of(text), frozenset(titles), frozenset(fresh))


def test_an_indent_begins_a_paragraph_where_the_page_uses_indents() -> None:
    set_in_columns = [column(text, 16) for text in (RIVER, SCHOOL, LIBRARY)]
    lines = [(f"　　{first}", *rest) for first, *rest in set_in_columns]
    found = features("\n".join(line for paragraph in lines for line in paragraph))
    starts = [0, len(lines[0]), len(lines[0]) + len(lines[1])]
    assert min(found[index].paragraph_start for index in starts) > 3
    assert max(each.paragraph_start for index, each in enumerate(found) if index not in starts) < 0


def test_before_a_byline_a_heading_is_expected() -> None:
    text = "两岸往来的变化\n" + page(RIVER)
    assert features(text, (1,))[0].heading > features(text)[0].heading


def test_a_line_printed_twice_is_a_title_or_a_name() -> None:
    twice, once = features("修好老码头修好老码头\n"), features("修好老码头\n")
    assert twice[0].heading > once[0].heading + 5


def test_only_names_can_be_a_byline() -> None:
    names, text = features("王小山　李明\n两岸往来的变化")
    assert names.byline > -1
    assert text.byline < IMPOSSIBLE / 2


def test_a_word_that_could_be_a_name_is_rather_a_word() -> None:
    assert features("转变")[0].byline < features("王小山")[0].byline


def test_after_the_end_of_an_item_a_heading_begins_more_likely() -> None:
    text = page(RIVER) + "两岸往来的变化"
    last = len(lines_of(text)) - 1
    assert features(text, fresh=(last,))[last].heading_start > features(text)[last].heading_start


def test_a_break_inside_a_word_begins_no_heading() -> None:
    inside, between = features("老码头给两岸带\n来的变化"), features("老码头给两岸，\n来的变化")
    assert inside[1].heading_start < between[1].heading_start


def test_only_a_much_shorter_line_is_the_rest_of_the_one_above() -> None:
    found = features("江州市老码头重新开放给两岸\n带来变化\n镇里修好石阶")
    assert found[1].remainder_of == found[0].width
    assert math.isinf(found[2].remainder_of)


def test_a_dateline_is_no_heading() -> None:
    assert features("本报云溪3月4日电\n")[0].heading < features("云溪老街整修记\n")[0].heading - 8
