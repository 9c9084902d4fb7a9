"""Everything the program tells has its template, in both languages, with all of its values."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.article import Reason
from app.errors import JudouError, NotFoundError, SidecarError
from app.i18n.catalogues import Language, texts
from app.ingest.source.kinds import OTHER_KINDS
from app.messages import TEMPLATES, Message

APP = Path(__file__).parents[1] / "app"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def errors(kind: type[JudouError] = JudouError) -> set[str]:
    return {kind.__name__}.union(*map(errors, kind.__subclasses__()))


def told() -> Iterator[tuple[str, str, set[str]]]:
    """Each place of the program that tells something: where it is, the code, the names of the values."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    where = f"{path.relative_to(APP)}:{node.lineno}"
                    if node.func.id in errors():
                        yield where, code.value, {each.arg or "**" for each in node.keywords} - {"where"}
                    elif node.func.id == "Message":
                        yield where, code.value, set(_keys(node))


def _keys(message: ast.Call) -> Iterator[str]:
    for value in message.args[1:2]:
        assert isinstance(value, ast.Dict)
        yield from (str(key.value) for key in value.keys if isinstance(key, ast.Constant))


def placeholders(code: str) -> set[str]:
    return set(PLACEHOLDER.findall(TEMPLATES[code]))


def test_every_code_has_its_template_and_all_of_its_values() -> None:
    assert not [f"{where}: {code}" for where, code, _ in told() if code not in TEMPLATES]
    assert not [
        f"{where}: {code} is given {values}" for where, code, values in told() if values != placeholders(code)
    ]
    assert len(list(told())) > 90


def test_no_error_is_given_a_sentence() -> None:
    assert not [
        f"{path.relative_to(APP)}:{node.lineno}"
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in errors() | {"Message"}
        if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]


def test_codes_from_tables_need_no_values() -> None:
    for code in {code for _, code in OTHER_KINDS} | set(Reason):
        assert not placeholders(code)


def test_no_template_is_unused() -> None:
    source = "".join(p.read_text("utf-8") for p in APP.rglob("*.py") if p.name != "messages.py")
    assert not [code for code in TEMPLATES if f'"{code}"' not in source]


def test_codes_are_written_alike_and_no_two_templates_are_the_same() -> None:
    assert all(CODE.fullmatch(code) for code in TEMPLATES)
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


def test_everything_can_be_said_in_chinese() -> None:
    chinese = texts(Language.CHINESE)
    untranslated = {"http"}
    for code, template in TEMPLATES.items():
        values = dict.fromkeys(placeholders(code), "值")
        said = chinese.message(Message(code, values))
        assert said != str(Message(code, values)) or code in untranslated, template
        assert said.count("值") >= len(values)


@pytest.mark.parametrize(
    ("message", "english", "chinese"),
    [
        (Message("page-unknown", {"id": "a"}), "no page 'a' is known", "文库中没有版面“a”。"),
        (Message("page-unknown", {"id": "a\n"}), r"no page 'a\n' is known", r"文库中没有版面“a\n”。"),
        (
            Message("sidecar-not-utf8", where=("a.toml", "articles")),
            "a.toml: articles: not in UTF-8; save it as UTF-8",
            "a.toml：articles：不是 UTF-8 编码；请存为 UTF-8",
        ),
        (
            Message(
                "encodings-mixed",
                {
                    "kinds": (
                        Message("lines-as-encoding", {"number": 2, "encoding": "utf-8"}),
                        Message("lines-as-encoding", {"number": 1, "encoding": "big5"}),
                    )
                },
            ),
            "mixed encodings: 2 lines as utf-8, 1 lines as big5",
            "混用编码：2 行按 utf-8 读出、1 行按 big5 读出",
        ),
        (
            Message("sidecar-value", {"expected": Message("value-date"), "value": "5"}),
            "expected a date like 2024-03-12, 2024-03 or 2024, not 5",
            "应为如 2024-03-12、2024-03 或 2024 的日期，而不是 5",
        ),
    ],
)
def test_a_message_is_said_in_both_languages(message: Message, english: str, chinese: str) -> None:
    assert str(message) == english
    assert texts(Language.ENGLISH).message(message) == english
    assert texts(Language.CHINESE).message(message) == chinese


def test_an_error_keeps_its_message_from_one_process_to_another() -> None:
    error = SidecarError("sidecar-key-unknown", where=("a.toml", "articles[1]"), key="x", known="title")
    again = pickle.loads(pickle.dumps(error))
    assert again.message == error.message
    assert str(again) == "a.toml: articles[1]: unknown key x; known are title"
    assert str(error.message.inside()) == "articles[1]: unknown key x; known are title"


def test_an_error_says_what_happened_in_english() -> None:
    assert str(NotFoundError("page-unknown", id="a")) == "no page 'a' is known"
