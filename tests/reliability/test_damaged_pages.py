"""A running server whose files are damaged says so with the way out, and goes on when they are mended."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.main import create_app
from tests.builders import build_library

ADDRESSES = ("/", "/search?q=年", "/api/search?q=年", "/api/articles", "/pages/a")


@pytest.mark.parametrize("name", ["articles.db", "phrases"])
def test_pages_of_damaged_files_name_the_way_out(tmp_path: Path, name: str) -> None:
    settings = build_library(tmp_path)
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
        (victim,) = settings.index.rglob(name)
        with victim.open("r+b") as file:
            file.truncate(victim.stat().st_size // 2)
        for address in ADDRESSES:
            answer = client.get(address)
            assert answer.status_code == 503, address
            assert "judou build" in answer.text
        build(settings, full=True)
        assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
