import pytest
from fastapi.testclient import TestClient

from app.errors import NotFoundError
from app.web.layout.static_files import StaticFiles
from app.web.layout.templates import resource_folder
from tests.web.html import parse

FILES = StaticFiles(resource_folder("static"))


def test_style_and_script_are_small() -> None:
    assert len(FILES.get("style.css").body) <= 40_000
    assert sum(len(file.body) for file in FILES.files() if file.name.endswith(".js")) <= 32_000


def test_they_ask_no_other_host() -> None:
    for name in ("style.css", "app.js", "place.js", "portions.js", "mark.svg"):
        text = FILES.get(name).body.decode().replace("http://www.w3.org/2000/svg", "")
        assert "//" not in "".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))
        assert "@import" not in text
        assert "url(" not in text


def test_the_address_changes_with_the_content_and_is_kept_for_ever(client: TestClient) -> None:
    href = parse(client.get("/").text).one("link", rel="stylesheet").attributes["href"]
    answer = client.get(href)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    old = client.get("/static/000000000000/style.css")
    assert old.status_code == 200
    assert old.headers["cache-control"] == "no-cache"
    assert client.get(href, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "..%2Fpyproject.toml", "%2e%2e/x", "style.css/..", "/etc/passwd", ""]
)
def test_nothing_else_can_be_reached(client: TestClient, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code == 404
    with pytest.raises(NotFoundError):
        FILES.get(name)
