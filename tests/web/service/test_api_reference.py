"""The page ``/api`` tells of each parameter what the OpenAPI description allows."""

from fastapi.testclient import TestClient

from app.search.contract import Sort
from app.web.core.urls import Links
from app.web.service.api_reference import api_reference


def test_allowed_words_and_bounds_are_those_of_the_description(client: TestClient) -> None:
    view = api_reference(client.get("/api/openapi.json").json(), Links("/prefix", ""))
    search = next(route for route in view.routes if route.path == "/api/search")
    found = {each.name: each for each in search.parameters}
    assert found["sort"].allowed == tuple(Sort)
    assert found["kind"].allowed == ("article", "brief", "caption")
    assert found["format"].allowed == ("json", "csv", "ris", "csl-json")
    assert found["punctuation"].allowed == ("ignore",)
    assert found["limit"].bounds == "1–200"
    assert search.example == "/prefix/api/search?q=新质生产力"


def test_the_page_shows_them(client: TestClient) -> None:
    page = client.get("/api").text
    assert "<code>exact</code> <code>related</code>" in page
    assert "0–1,000,000" in page


def test_its_examples_are_answered(client: TestClient) -> None:
    view = api_reference(client.get("/api/openapi.json").json(), Links("", ""))
    for route in view.routes:
        if "{" not in route.path:
            assert client.get(route.example).status_code == 200, route.example
