"""Readers are told what went wrong in their own language, and no template outlives its message."""

import ast
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.ingest.source.decode import OTHER_KINDS
from app.web.i18n.catalogues import Language, texts
from app.web.i18n.messages import TEMPLATES, VALUE, said

APP = Path(__file__).parents[3] / "app"
# Whose errors a reader may meet on a page; what programs alone are told stays in English.
SPOKEN = ("web", "permalinks", "search", "library/snapshot.py")
UNSPOKEN = ("web/api/routes.py", "web/static_export.py")
TOLD = {"QueryError", "LimitError", "InputError", "NotFoundError"}
SKIPS = ("ingest/source/decode.py", "build/sources.py")


def messages(source: Path, told: set[str]) -> list[str]:
    """The texts of all errors of these kinds raised in a file, each value as ``{}``."""
    found = []
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in told:
            found += [_text(part) for part in _parts(node.args[0])]
    return found


def _parts(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def files() -> list[Path]:
    every = (path for name in SPOKEN for path in [APP / name, *(APP / name).rglob("*.py")])
    return [p for p in every if p.is_file() and p.relative_to(APP).as_posix() not in UNSPOKEN]


def test_every_message_that_a_reader_can_meet_has_its_template() -> None:
    chinese = texts(Language.CHINESE)
    met = [message for file in files() for message in messages(file, TOLD)]
    met += [
        message.removeprefix("{}: ")
        for name in SKIPS
        for message in messages(APP / name, {"UnreadableError"})
        if message != "{}: {}"
    ]
    met += [kind for _, kind in OTHER_KINDS]
    assert len(met) > 30
    filled = [message.format("paragraph", *"vwxyz") for message in met]
    assert not [message for message in filled if said(message, chinese) == message]


def test_every_template_is_still_said_somewhere() -> None:
    everything = " ".join(
        re.sub(r"\{[^{}]*\}", "{}", re.sub(r'"\s+f?"', "", file.read_text("utf-8")))
        for file in APP.rglob("*.py")
        if file.name != "said.py"
    )
    from_elsewhere = {"Not Found", "Method Not Allowed"}
    everything += " no article {} is known, and none is like it no paragraph {} is known, and none is like it"
    stale = [
        template
        for template in TEMPLATES
        if template not in from_elsewhere and VALUE.sub("{}", template) not in everything
    ]
    assert not stale


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/p/aaaaaaaaaaaaaaaa", 404, "文库中没有编号为“aaaaaaaaaaaaaaaa”的段落"),
        ("/articles/nosuch", 404, "文库中没有编号为“nosuch”的文章"),
        ("/pages/nosuch", 404, "文库中没有版面“nosuch”"),
        ("/nowhere", 404, "这个地址没有内容"),
        ("/?limit=9999", 400, "参数 limit 不能是“9999”；须为 1 至 200 的整数。"),
        ("/?sort=beauty", 400, "参数 sort 不能是“beauty”；可选 page, date, title, author, length。"),
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


def test_what_fits_no_template_stays_as_it_is() -> None:
    assert said("something quite new", texts(Language.CHINESE)) == "something quite new"
    assert said('the quote " is not closed', texts(Language.CHINESE)) == '引号 " 没有成对'
