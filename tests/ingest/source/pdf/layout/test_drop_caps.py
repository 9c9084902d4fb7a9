from app.ingest.source.pdf.layout.drop_caps import without_drop_caps
from tests.ingest.source.pdf.layout.pages import column, line, page


def test_an_initial_begins_the_first_line_beside_it() -> None:
    cap = line("江", 0, 100, 34, size=34, face="Hei")
    beside = [line("边的老码头重新开", 40, 101, 100), line("放每天清晨都有渡", 40, 116, 100)]
    rest = column("船往来两岸运送蔬菜鲜鱼和", 0, 146, 6)
    read = without_drop_caps(page([cap, *beside, *rest])).lines
    assert [each.text for each in read[:2]] == ["江边的老码头重新开", "放每天清晨都有渡"]
    assert {each.box[0] for each in read[:2]} == {0}


def test_a_large_character_above_the_text_stays_a_title() -> None:
    made = page([line("春", 40, 60, 34, size=34, face="Hei"), *column("江边的老码头重新开放每", 0, 110, 8)])
    assert without_drop_caps(made) == made
