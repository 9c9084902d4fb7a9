from app.ingest.flow.tables import find_table_rows
from tests.ingest.flow.told import told_lines


def rows(text: str) -> list[str]:
    return list(find_table_rows(told_lines(text)).values())


def test_cells_parted_by_spaces_tabs_or_strokes_make_rows() -> None:
    assert rows("县名   2022年   2023年\n青溪县   12.5   15.1") == ["县名 2022年 2023年", "青溪县 12.5 15.1"]
    assert rows("学校\t2022年\n石坪小学\t120") == ["学校 2022年", "石坪小学 120"]
    assert rows("| 乡镇 | 雨量 |\n|---|---|\n| 石坪乡 | 56.2 |") == ["乡镇 雨量", "", "石坪乡 56.2"]


def test_one_line_verse_and_two_part_titles_are_no_table() -> None:
    assert rows("县名   2022年   2023年") == []
    assert rows("石径盘盘入翠微　　白云深处有人归\n山花不问春来去　　落满溪桥钓叟衣") == []
    assert rows("少跑腿  多办事\n水更清  岸更绿") == []
