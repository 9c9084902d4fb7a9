"""The page ``/api`` tells of each parameter what the OpenAPI description allows."""

import pytest
from fastapi.testclient import TestClient

from app.i18n.catalogues import Language, texts
from app.search.request import Sort
from app.web.core.urls import Links
from app.web.layout.elements import Link
from app.web.service.api_reference import api_reference
from app.web.service.views import ApiView
from tests.web.html import parse


def reference(client: TestClient, root: str = "") -> ApiView:
    document = client.get("/api/openapi.json").json()
    return api_reference(document, Links(root, ""), texts(Language.CHINESE), {})


def words(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.text for link in links)


def test_allowed_words_and_bounds_are_those_of_the_description(client: TestClient) -> None:
    view = reference(client, "/prefix")
    search = next(route for route in view.routes if route.path == "/api/search")
    found = {each.name: each for each in search.parameters}
    assert words(found["sort"].allowed) == tuple(Sort)
    assert words(found["kind"].allowed) == ("article", "brief", "caption")
    assert words(found["format"].allowed) == ("json", "csv", "ris", "csl-json")
    assert words(found["punctuation"].allowed) == ("ignore",)
    assert found["limit"].bounds == "1–200"
    assert search.example
    assert search.example.text == "/prefix/api/search?q=新质生产力"


def test_every_example_and_every_allowed_word_is_answered(client: TestClient) -> None:
    page = parse(client.get("/api").text)
    addresses = [each.attributes["href"] for each in page.all("a")]
    examples = [address for address in addresses if address.startswith("/api/")]
    assert len(examples) > 40
    for address in examples:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("language", "said"), [("zh-Hans", "从第几项开始"), ("en", "Where the slice begins.")]
)
def test_the_page_is_in_the_language_of_its_reader(client: TestClient, language: str, said: str) -> None:
    page = client.get("/api", headers={"accept-language": language}).text
    assert said in page
    assert ("Where the slice begins." in page) == (language == "en")
    assert "0–1,000,000" in page
