"""The help page keeps what it promises: every example finds something, every unit is told."""

import pytest
from fastapi.testclient import TestClient

from app.web.core.viewer import Viewer
from app.web.service.help import help_view
from tests.web.html import parse


def test_every_example_finds_something(client: TestClient, viewer: Viewer) -> None:
    view = help_view(viewer)
    for example in (*view.examples, *view.fields, *view.sameness):
        page = parse(client.get(example.href).text)
        assert page.all("section", class_="group"), example.query
        assert not page.all("p", class_="notice"), example.query
        found = client.get(f"/api{example.href}").json()
        assert found["exact"]["paragraphs"], example.query


@pytest.mark.parametrize(
    ("language", "units"), [("zh", ["处", "段", "篇"]), ("en", ["times", "passages", "articles"])]
)
def test_what_is_counted_is_told(client: TestClient, language: str, units: list[str]) -> None:
    page = parse(client.get("/help", headers={"accept-language": language}).text)
    cells = [each.text for each in page.all("td")]
    assert all(unit in cells for unit in units)
