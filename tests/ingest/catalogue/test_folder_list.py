"""A list is read as librarians keep it; what is wrong with a row is told and costs that row alone."""

from pathlib import Path

import pytest

from app.errors import SidecarError
from app.ingest.catalogue.folder_list import MOST_TOLD, Catalogue, read_catalogue

LIST = """文件,标题,作者,日期,报纸,版次,栏目,备注
a.txt,历史大势,王琳；叶欣,2024/3/12,经济日报,第11版,理论纵横,已校
b.txt,,,2024年3月,,,,
"""


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Catalogue:
    (tmp_path / "list.csv").write_bytes(text.encode(encoding))
    return read_catalogue(tmp_path / "list.csv", tmp_path, 1_000_000)


def told(found: Catalogue) -> list[str]:
    return [f"{fault.where}: {fault.why}" for fault in found.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rows_are_read_in_the_encodings_and_with_the_signs_of_spreadsheets(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    found = read(tmp_path, LIST.replace(",", delimiter), encoding)
    (name, first), (_, second) = found.rows
    assert (name, first.title) == ("a.txt", "历史大势")
    assert first.values == {
        "authors": ("王琳", "叶欣"),
        "date": "2024-03-12",
        "newspaper": "经济日报",
        "edition": "11",
        "column": "理论纵横",
    }
    assert second.values == {"date": "2024-03"}


def test_unknown_columns_and_second_ones_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "file,备注,日期,date\na.txt,x,2024,2025\n")
    unknown, twice = told(found)
    assert unknown.startswith("list.csv:1 备注: unknown column, not taken; known are file, title")
    assert twice == "list.csv:1 date: a second column of this name, not taken"
    assert found.rows[0][1].values == {"date": "2024"}


def test_a_wrong_row_is_told_by_its_line_and_the_others_are_taken(tmp_path: Path) -> None:
    found = read(tmp_path, '文件,日期\n"a\n.txt",13.12.\n,2024\nc.txt,2024\n')
    assert told(found) == [
        "list.csv:2: date: expected a date like 2024-03-12, 2024-03 or 2024, not '13.12.'",
        "list.csv:4: this row names no file",
    ]
    assert [name for name, _ in found.rows] == ["c.txt"]


def test_many_faults_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "文件,日期\n" + "a.txt,x\n" * 300)
    assert len(found.faults) == MOST_TOLD + 1
    assert told(found)[-1] == "list.csv: 200 more rows like these"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("标题\n甲\n".encode(), "expected a column file"),
        (b"", "expected a column file"),
        (b'file,date\n"a', "not CSV"),
        (b"file\n" + b"x" * 200_000, "not CSV"),
        (b"\xff\xff\xff", "not in UTF-8"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(SidecarError, match=why):
        read_catalogue(tmp_path / "list.csv", tmp_path, 1_000_000)
