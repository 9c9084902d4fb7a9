"""``judou quote``: what the API says of a text, in a terminal."""

import json
from pathlib import Path

from fastapi.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.builders import paragraph
from tests.cli.conftest import Judou


def test_a_file_and_standard_input_are_checked_as_the_api_does(
    judou: Judou, library: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(f"他说：“{paragraph(2)}”。", encoding="utf-8")
    told = json.loads(judou("quote", file, "--index", library.index, "--json").stdout)
    client = TestClient(create_app(library), base_url=library.origin)
    assert told == client.post("/api/quote", json={"text": file.read_text(encoding="utf-8")}).json()
    assert [each["verdict"] for each in told["checked"]] == ["exact"]
    assert judou("quote", file, "--index", library.index, "--csv").stdout.count("\n") == 2


def test_a_changed_quotation_is_a_problem_found(judou: Judou, library: Settings, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(f"他说：“{paragraph(2).replace('，', '，甲', 1)}”，“短”。", encoding="utf-8")
    done = judou("quote", file, "--index", library.index)
    assert done.returncode == 1
    assert "altered" in done.stdout
    assert "短" in done.stdout


def test_what_cannot_be_read_is_named(judou: Judou, library: Settings, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes("引文".encode("gb18030"))
    for path, told in ((file, "UTF-8"), (tmp_path / "missing.txt", "missing.txt")):
        done = judou("quote", path, "--index", library.index)
        assert done.returncode == 2
        assert told in done.stderr
