from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from fastapi import FastAPI
from typer.main import get_command

from app.cli.main import COMMANDS, app, command
from app.i18n.catalogues import LOCALE, Language, han_numeral, negotiate, texts
from app.web.api.routes import router

ROOT = Path(__file__).parents[2]
KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def messages_in_source() -> set[tuple[str | None, str | tuple[str, ...]]]:
    found = set()
    for folder, kinds in (
        (ROOT / "app", [("**.py", "python")]),
        (ROOT / "templates", [("**.html", "jinja2")]),
    ):
        for _, _, message, _, context in extract_from_dir(str(folder), kinds, keywords=KEYWORDS):
            found.add((context, message if isinstance(message, str) else tuple(message)))
    shown = (get_command(app), *map(command, COMMANDS))
    told = {*api_texts(), *(text for each in shown for text in help_texts(each))}
    return found | {(None, text) for text in told}


def api_texts() -> Iterator[str]:
    """What the page about the API says of addresses and parameters."""
    described = FastAPI()
    described.include_router(router)
    for operations in described.openapi()["paths"].values():
        for operation in operations.values():
            yield operation["description"]
            yield from (
                each["description"] for each in operation.get("parameters", ()) if each["in"] == "query"
            )


def help_texts(command: Any) -> Iterator[str]:
    """What the help of all commands says; folders that are named as defaults are not translated."""
    for each in (command, *command.params):
        for name in ("help", "epilog", "show_default"):
            text = getattr(each, name, None)
            if isinstance(text, str) and text not in (None, "seeds", "index"):
                yield text
    for each in getattr(command, "commands", {}).values():
        yield from help_texts(each)


def catalogue() -> Catalog:
    with (LOCALE / "zh_Hans" / "LC_MESSAGES" / "judou.po").open("rb") as source:
        return read_po(source, locale="zh_Hans")


def test_every_message_is_translated_and_no_translation_is_stale() -> None:
    translated = {(each.context, each.id) for each in catalogue() if each.id and each.string}
    wanted = messages_in_source()
    assert not wanted - translated, "translate these in app/i18n/locale"
    assert not translated - wanted, "nothing says these any more"


def test_no_translation_is_fuzzy_or_loses_a_placeholder() -> None:
    for message in catalogue():
        assert not (message.id and message.fuzzy)
        assert not list(message.check(catalogue())), message.id


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", Language.CHINESE),
        ("en-US,en;q=0.9,zh;q=0.1", Language.ENGLISH),
        ("zh-TW,zh;q=0.9,en;q=0.8", Language.CHINESE),
        ("fr;q=1, en;q=0.5, zh;q=0.7", Language.CHINESE),
        ("de", Language.CHINESE),
        ("en;q=0, zh", Language.CHINESE),
        ("en;q=x;;;,,", Language.CHINESE),
        ("*", Language.CHINESE),
        ("EN", Language.ENGLISH),
        ("x" * 100_000, Language.CHINESE),
    ],
)
def test_the_browser_is_understood(header: str, language: Language) -> None:
    assert negotiate(header) == language


@pytest.mark.parametrize(
    ("n", "numeral"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_numbers_are_written_as_han_numerals(n: int, numeral: str) -> None:
    assert han_numeral(n) == numeral


def test_plurals_numbers_and_dates_in_both() -> None:
    chinese, english = texts(Language.CHINESE), texts(Language.ENGLISH)
    assert chinese.ngettext("%(n)s paragraph", "%(n)s paragraphs", 1234) == "1,234段"
    assert english.ngettext("%(n)s paragraph", "%(n)s paragraphs", 1) == "1 paragraph"
    assert english.ngettext("%(n)s paragraph", "%(n)s paragraphs", 1234) == "1,234 paragraphs"
    assert chinese.characters(34_317) == "3.4万字"
    assert english.characters(34_317) == "34,317 characters"
    assert chinese.day("2024-03-12") == "2024年3月12日"
    assert english.day("2024-03-12") == "March 12, 2024"
    assert (chinese.day("2024-03"), english.day("2024-03")) == ("2024年3月", "March 2024")
    assert (chinese.day("2024"), english.day("2024-13")) == ("2024", "2024-13")
