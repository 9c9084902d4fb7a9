"""The library as lists."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.ingest.source.names import ENDINGS
from app.main import create_app
from tests.builders import settings_in
from tests.web.html import parse


@pytest.mark.parametrize("address", ["/", "/pages", "/search?q=开放", "/search"])
def test_an_empty_library_has_its_pages(tmp_path: Path, address: str) -> None:
    settings = settings_in(tmp_path)
    build(settings, jobs=1)
    answer = TestClient(create_app(settings)).get(address)
    assert answer.status_code == 200
    if address == "/":
        said = parse(answer.text).one("p", class_="empty").text
        assert "文库尚无内容" in said
        assert all(ending in said for ending in ENDINGS)


def test_filters_that_nothing_fits_say_so(client: TestClient) -> None:
    assert "没有符合这些条件" in parse(client.get("/?author=无此人").text).one("p", class_="empty").text
