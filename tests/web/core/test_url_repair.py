"""Links survive being copied out of a sentence, read off paper and taken from a site of files."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.library.snapshot import Snapshot
from app.permalinks.sketch import ALPHABET
from app.web.core.url_repair import repair_path

IDS = st.text(alphabet=ALPHABET, min_size=16, max_size=16)


@given(IDS, st.sampled_from(["", ".", "。", "）。", "/", "”", "…"]), st.sampled_from(["p", "articles"]))
def test_an_id_is_found_in_what_was_written(written: str, after: str, head: str) -> None:
    slipped = written.upper().replace("0", "O").replace("1", "l") + after
    assert repair_path(f"/{head}/{slipped}") == f"/{head}/{written}"


@given(st.text(max_size=40))
def test_mending_is_done_once_and_stays_on_the_site(text: str) -> None:
    better = repair_path(f"/{text}")
    assert repair_path(better) == better
    assert better.startswith("/")
    assert not better.startswith("//")


@pytest.mark.parametrize("path", ["/", "/p/nothing", "/articles/nothing", "/pages/刑法(2019)", "/p/a/cite"])
def test_what_has_no_slip_is_left_alone(path: str) -> None:
    assert repair_path(path) == path


def test_a_slip_is_redirected_with_its_query(client: TestClient, snapshot: Snapshot) -> None:
    known = snapshot.article_ids()[0]
    answer = client.get(f"/articles/{known.upper()}。?q=开放", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/articles/{known}?q=%E5%BC%80%E6%94%BE"
    assert client.get("/pages/").url.path == "/pages"
    assert client.get("/p/").status_code == 404


def test_another_site_is_never_meant(client: TestClient) -> None:
    for path in ("//evil.example/", "/\\evil.example/", "/%2F%2Fevil.example/"):
        answer = client.get(f"http://judou.example{path}", follow_redirects=False)
        location = answer.headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
