"""The nearest folder wins, a row reaches its file alone, and what is wrong is told where it stands."""

from pathlib import Path

from app.ingest.catalogue.folder_table import FolderTables, read_folder_tables

FILES = ("top.txt", "x/a.txt", "x/y/b.txt", "x/y/b2.md")


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(root: Path, files: tuple[str, ...] = FILES) -> FolderTables:
    return read_folder_tables(root, files, 1_000_000)


def told(tables: FolderTables) -> list[str]:
    return [f"{fault.where}: {fault.why}" for fault in tables.faults]


def values(tables: FolderTables, file: str) -> dict[str, object]:
    return {name: value for s in tables.about(file).statements for name, value in s.values.items()}


def test_defaults_reach_everything_below_and_the_nearest_wins(tmp_path: Path) -> None:
    write(tmp_path, "x/_folder.toml", 'title = "一月"\nnewspaper = "人民日报"\ndate = "2024-01"')
    write(tmp_path, "x/y/_folder.toml", "date = 2024-01-02")
    tables = read(tmp_path)
    assert values(tables, "top.txt") == {}
    assert values(tables, "x/a.txt") == {"newspaper": "人民日报", "date": "2024-01"}
    assert values(tables, "x/y/b.txt") == {"newspaper": "人民日报", "date": "2024-01-02"}
    assert tables.about("x/y/b.txt").folder == "一月"


def test_a_row_reaches_its_file_with_or_without_the_ending(tmp_path: Path) -> None:
    write(tmp_path, "x/_folder.toml", 'table = "list.csv"')
    write(tmp_path, "x/list.csv", "文件,版次\na,1\ny\\b.txt,2\ny/b2,3\nlist.csv,4\nz.txt,5\n")
    tables = read(tmp_path, (*FILES, "x/list.csv"))
    rows = {file: [row.entry.values for row in tables.about(file).rows] for file in FILES}
    assert rows == {
        "top.txt": [],
        "x/a.txt": [{"edition": "1"}],
        "x/y/b.txt": [{"edition": "2"}],
        "x/y/b2.md": [{"edition": "3"}],
    }
    assert tables.lists == {"x/list.csv"}
    assert told(tables) == [
        "x/list.csv:5: 'list.csv' is no file of this folder; mend the name or remove the row",
        "x/list.csv:6: 'z.txt' is no file of this folder; mend the name or remove the row",
    ]


def test_what_a_file_does_not_see_does_not_change_its_digest(tmp_path: Path) -> None:
    write(tmp_path, "x/_folder.toml", 'table = "list.csv"')
    write(tmp_path, "x/list.csv", "文件,版次\na.txt,1\n")
    before = {file: read(tmp_path).about(file).digest() for file in FILES}
    write(tmp_path, "x/list.csv", "文件,版次\ny/b.txt,2\na.txt,1\n")
    after = {file: read(tmp_path).about(file).digest() for file in FILES}
    assert {file for file in FILES if before[file] != after[file]} == {"x/y/b.txt"}


def test_a_wrong_table_is_told_and_the_outer_ones_hold(tmp_path: Path) -> None:
    write(tmp_path, "_folder.toml", 'newspaper = "人民日报"')
    write(tmp_path, "x/_folder.toml", 'newspapper = "人民日报"')
    write(tmp_path, "x/y/_folder.toml", 'table = "../../list.csv"')
    tables = read(tmp_path)
    assert values(tables, "x/y/b.txt") == {"newspaper": "人民日报"}
    first, second = told(tables)
    assert first.startswith("x/_folder.toml: unknown key newspapper; known are title, table, newspaper")
    assert second.startswith("x/y/_folder.toml: a link that leads out")


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    write(tmp_path, "_folder.toml", 'table = "list.csv"')
    assert told(read(tmp_path)) == ["list.csv: cannot be read (No such file or directory); check the file"]
