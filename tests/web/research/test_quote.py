"""The quotation check: verdicts on the page and for programs, bounds, and that nothing posted is kept."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.analysis.quotes import check as checking
from app.config import Settings
from app.main import create_app
from app.web.research.quote.body import MOST_CHARACTERS
from tests.web.html import parse

ALTERED = "累计部署3000多项改革试点任务，形成了较为完善的自贸试验区制度框架体系"
EXACT = "制度型开放的关键是打造稳定、透明、可预期和公平竞争的制度环境。"
DRAFT = f"成效已经显现：“{ALTERED}”。\n李瑞峰指出：“{EXACT}”把“提升”落到实处。\n又说“法治是最好的营商环境”。"


def posted(client: TestClient, text: str, **fields: str) -> str:
    answer = client.post("/quote?lang=en", data={"text": text, **fields})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    return answer.text


def test_the_api_answers_with_a_verdict_for_each_quotation(client: TestClient) -> None:
    answer = client.post("/api/quote", json={"text": DRAFT})
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert [each["verdict"] for each in found["checked"]] == ["altered", "exact", "absent"]
    first, second, third = found["checked"]
    assert list(first) == ["quote", "verdict", "paragraph", "article", "n", "diff", "places", "warnings"]
    assert "".join(each["quote"] for each in first["diff"]) == ALTERED
    assert {"kind": "number", "quote": "3000", "source": "3400"} in first["warnings"]
    paragraph = client.get(f"/api/paragraphs/{first['paragraph']}").json()["current"]
    assert "".join(each["source"] for each in first["diff"]) in paragraph["text"]
    assert paragraph["n"] == first["n"]
    assert paragraph["article"] == first["article"]
    assert [each["kind"] for each in second["warnings"]] == ["source"]
    assert third["places"] == 0
    assert found["passed"] == ["提升"]


def test_the_number_of_places_is_that_of_the_search(client: TestClient) -> None:
    (one,) = client.post("/api/quote", json={"text": "“制度型开放”"}).json()["checked"]
    counts = client.get("/api/search", params={"q": "制度型开放", "punctuation": "ignore"}).json()
    assert one["places"] == counts["exact"]["occurrences"]


def test_the_page_shows_the_draft_and_the_worst_first(client: TestClient) -> None:
    text = posted(client, DRAFT)
    shown = [
        text.index(f'<article class="quotation {verdict}"') for verdict in ("altered", "absent", "exact")
    ]
    assert shown == sorted(shown)
    assert 'href="#q1"' in text
    assert "the draft has 3000, the source 3400" in text
    assert "not in 李瑞峰, but in 连欣" in text
    assert "提升" in text


def test_an_empty_text_is_asked_for_again(client: TestClient) -> None:
    for answer in (client.get("/quote?lang=en"), client.post("/quote?lang=en", data={"text": " \n"})):
        assert answer.status_code == 200
        assert 'method="post"' in answer.text
        assert "quotation:" not in answer.text


def test_a_text_is_escaped_and_any_bytes_are_answered(client: TestClient) -> None:
    assert "<i>" not in posted(client, "“<i>制度型开放</i>的关键”")
    for body in (b"text=%ff%fe%00", b"\xff\xfe", b"text=%ED%A0%80%E5%88%B6", b""):
        kind = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/quote", content=body, headers=kind).status_code == 200
    assert client.post("/api/quote", content='{"text": "“\\ud800制度型开放”"}').status_code in (200, 400)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"text": 1}', '{"text": "甲", "more": 1}'])
def test_json_of_another_shape_is_refused_without_being_repeated(client: TestClient, body: str) -> None:
    answer = client.post("/api/quote", content=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "甲" not in answer.text


def test_too_long_a_text_is_refused_with_the_bound(client: TestClient) -> None:
    long = "甲" * (MOST_CHARACTERS + 1)
    for answer in (
        client.post("/quote", data={"text": long}),
        client.post("/api/quote", json={"text": long}),
    ):
        assert answer.status_code == 413
        assert str(MOST_CHARACTERS) in answer.text.replace(",", "")
    endless = (b"text=" + b"a" * 100_000 for _ in range(1000))
    assert client.post("/quote", content=endless).status_code == 413


def test_the_same_as_a_table(client: TestClient) -> None:
    table = posted(client, DRAFT, format="csv")
    assert len(table.splitlines()) == 4
    assert json.loads(posted(client, DRAFT, format="json"))["checked"][0]["verdict"] == "altered"


SECRET = "绝密文稿不可外传之语"


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_nothing_that_is_posted_is_kept(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    text = f"他说：“{SECRET}，{EXACT}”"
    with TestClient(create_app(settings), base_url="http://judou.example") as client:
        for form in ("", "csv", "json"):
            assert SECRET in posted(client, text, format=form)
        assert client.post("/api/quote", json={"text": text}).status_code == 200
    assert SECRET not in caplog.text
    marks = [SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode("utf-32-le")]
    for data in (*_files(settings.index), *_files(tmp_path)):
        assert not any(mark in data for mark in marks)


def test_a_mistake_of_ours_tells_nothing_of_what_was_posted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> Callable[[], None]:
        raise KeyError(text)

    monkeypatch.setattr(checking, "read_draft", fail)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        for answer in (
            client.post("/quote", data={"text": SECRET}),
            client.post("/api/quote", json={"text": SECRET}),
        ):
            assert answer.status_code == 500
            assert SECRET not in answer.text
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


NEAR = "我们要稳步扩大制度性开放。\n又说“要稳步扩大制度性开放，发展新质产生力”。"


def test_a_wording_that_is_nearly_a_formulation_stands_beside_it(client: TestClient) -> None:
    told = client.post("/api/quote", json={"text": NEAR}).json()["near_formulations"]
    assert [each["wording"] for each in told] == ["稳步扩大制度性开放", "发展新质产生力"]
    assert [NEAR[start:end] for start, end in told[0]["spans"]] == ["稳步扩大制度性开放"] * 2
    for each in told:
        assert "".join(one["quote"] for one in each["diff"]) == each["wording"]
        assert "".join(one["source"] for one in each["diff"]) == each["formulation"]
        exact = client.get("/api/search", params={"q": f"“{each['formulation']}”"}).json()["exact"]
        counts = (each["formulation_occurrences"], each["formulation_articles"])
        assert counts == (exact["occurrences"], exact["articles"])
        own = client.get("/api/search", params={"q": each["wording"], "punctuation": "ignore"}).json()
        assert each["occurrences"] == own["exact"]["occurrences"] == 0


def test_the_page_links_a_near_wording_to_its_row_and_to_the_formulation(client: TestClient) -> None:
    page = parse(posted(client, NEAR))
    rows = [each for each in page.all("tr") if each.attributes.get("id", "").startswith("f")]
    assert len(rows) == 2
    marked = [each.attributes["href"] for each in page.all("a", class_="resembling")]
    assert sorted(marked) == ["#f1", "#f1", "#f2"]
    links = [each.attributes["href"] for each in page.all("a") if "formulations/" in each.attributes["href"]]
    assert len(links) == 2
    assert {client.get(link).status_code for link in links} == {200}


def test_the_table_has_near_wordings_after_the_quotations(client: TestClient) -> None:
    lines = posted(client, NEAR, format="csv").splitlines()
    assert [line.split(",")[1] for line in lines[-2:]] == ["near_formulation"] * 2


def test_the_page_offers_the_draft_with_the_originals_in_place(client: TestClient) -> None:
    text = posted(client, DRAFT)
    offered = text[text.index('class="restored"') :]
    assert "“累计部署3400多项改革试点任务，" in offered
    assert "又说“法治是最好的营商环境”。" in offered
    assert 'class="restored"' not in posted(client, f"“{EXACT}”")


def test_programs_get_the_table_too(client: TestClient) -> None:
    answer = client.post("/api/quote?format=csv", json={"text": DRAFT})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text == posted(client, DRAFT, format="csv")
    declared = client.get("/api/openapi.json").json()["paths"]["/api/quote"]["post"]["responses"]["200"]
    assert set(declared["content"]) == {"application/json", "text/csv"}
    assert client.post("/api/quote?format=pdf", json={"text": DRAFT}).status_code == 400
