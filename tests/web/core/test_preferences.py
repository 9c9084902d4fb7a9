"""Choices are kept in one cookie, and switches lead back to where one was, never elsewhere."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.web.html import parse


def switched(client: TestClient, choice: str, back: str = "/help") -> str:
    answer = client.get("/preferences", params={"set": choice, "back": back}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


@pytest.fixture
def fresh(settings: Settings) -> TestClient:
    return TestClient(create_app(settings), base_url="http://judou.example")


def test_language_theme_and_size_are_remembered(fresh: TestClient) -> None:
    for choice in ("lang:en", "theme:dark", "size:l", "keys:off"):
        assert switched(fresh, choice) == "/help"
    html = parse(fresh.get("/").text).one("html")
    assert html.attributes == {"lang": "en", "data-theme": "dark", "data-size": "l"}
    assert "data-keys" not in parse(fresh.get("/").text).one("body").attributes
    switched(fresh, "theme:system")
    assert "data-theme" not in parse(fresh.get("/").text).one("html").attributes


def test_the_cookie_is_for_us_alone(fresh: TestClient) -> None:
    answer = fresh.get("/preferences?set=theme:dark", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_no_switch_leads_to_another_site(fresh: TestClient, back: str) -> None:
    assert switched(fresh, "theme:dark", back) == "/"


def test_a_long_address_is_led_back_to_by_the_referer(fresh: TestClient) -> None:
    address = "/search?q=" + "x" * 1500
    link = next(
        each for each in parse(fresh.get(address).text).all("a") if "theme" in each.attributes["href"]
    )
    assert "back" not in link.attributes["href"]
    headers = {"Referer": f"http://judou.example{address}"}
    answer = fresh.get(link.attributes["href"], headers=headers, follow_redirects=False)
    assert answer.headers["location"] == address


@pytest.mark.parametrize("choice", ["theme:purple", "size", "", "x:y", "lang:" + "z" * 10_000])
def test_an_unknown_choice_is_a_clear_400(fresh: TestClient, choice: str) -> None:
    assert fresh.get("/preferences", params={"set": choice}).status_code == 400


@pytest.mark.parametrize("cookie", ["theme=dark&lang=xx", "%%%", "a" * 5000, "theme=<script>", "=;;=&&"])
def test_a_spoilt_cookie_is_no_harm(fresh: TestClient, cookie: str) -> None:
    assert fresh.get("/", headers={"Cookie": f"judou={cookie}"}).status_code == 200


def test_the_address_can_say_the_language(fresh: TestClient) -> None:
    assert parse(fresh.get("/?lang=en").text).one("html").attributes["lang"] == "en"
    assert (
        parse(fresh.get("/?lang=zh", headers={"Accept-Language": "en"}).text).one("html").attributes["lang"]
        == "zh-Hans"
    )
    assert parse(fresh.get("/?lang=zh-Hans", headers={"Accept-Language": "en"}).text).one("h1")


def test_behind_a_prefix_every_link_keeps_it(settings: Settings) -> None:
    app = create_app(replace(settings, root_path="/reader"))
    client = TestClient(app, base_url="http://judou.example")
    for address in ("/", "/search?q=开放", "/pages", "/help", "/api", "/nothing"):
        page = parse(client.get(f"/reader{address}").text)
        for element in page.elements:
            for name in ("href", "src", "action"):
                link = element.attributes.get(name, "")
                assert link.startswith(("/reader/", "#", "http://judou.example/reader/")) or not link, (
                    address,
                    link,
                )
    assert switched(client, "theme:dark", "/reader/help") == "/reader/help"
    style = parse(client.get("/reader/").text).one("link", rel="stylesheet").attributes["href"]
    assert client.get(style).status_code == 200
    assert "/reader/search" in client.get("/reader/robots.txt").text
