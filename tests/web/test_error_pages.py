"""Readers are told what went wrong in their own language."""

import errno
import sqlite3

import pytest
from fastapi.testclient import TestClient

from app.errors import IndexWriteError
from app.i18n.catalogues import Language, texts
from app.store.database import translate_errors
from app.web.service.error_pages import problem_of


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/p/aaaaaaaaaaaaaaaa", 404, "文库中没有编号为“aaaaaaaaaaaaaaaa”的段落"),
        ("/articles/nosuch", 404, "文库中没有编号为“nosuch”的文章"),
        ("/pages/nosuch", 404, "文库中没有版面“nosuch”"),
        ("/nowhere", 404, "这个地址没有内容"),
        ("/?limit=9999", 400, "参数 limit 不能是“9999”；须为 1 至 200 的整数。"),
        ("/?sort=beauty", 400, "参数 sort 不能是“beauty”；可选 page, date, oldest, title, author, length。"),
        ("/search?q=" + "开" * 3000, 413, "最多检索"),
        ("/search?q=(开放", 200, "检索式读不通（括号 ( 没有成对），已按字面检索。"),
        ("/search?q=开放 OR", 200, "检索式读不通（没有写完），已按字面检索。"),
    ],
)
def test_a_chinese_page_says_it_in_chinese(client: TestClient, path: str, status: int, told: str) -> None:
    response = client.get(path, headers={"accept-language": "zh"})
    assert response.status_code == status
    assert told in response.text


def test_an_english_page_says_it_in_english(client: TestClient) -> None:
    response = client.get("/p/aaaaaaaaaaaaaaaa", headers={"accept-language": "en"})
    assert "no paragraph &#39;aaaaaaaaaaaaaaaa&#39; is known" in response.text


def test_programs_are_told_the_same_in_every_language(client: TestClient) -> None:
    problem = client.get("/api/pages/nosuch", headers={"accept-language": "zh"}).json()
    assert problem["detail"] == "no page 'nosuch' is known"


def test_a_full_disk_is_told_as_one() -> None:
    problem = problem_of(OSError(errno.ENOSPC, "No space left on device"), texts(Language.ENGLISH))
    assert problem.status == 503
    assert "limit=" in str(problem.detail)


def test_a_database_that_the_disk_cannot_read_is_no_mistake_of_ours() -> None:
    with pytest.raises(IndexWriteError) as raised, translate_errors("articles.db"):
        raise sqlite3.OperationalError("disk I/O error")
    problem = problem_of(raised.value, texts(Language.ENGLISH))
    assert problem.status == 503
    assert problem.detail.code == "write-failed"
