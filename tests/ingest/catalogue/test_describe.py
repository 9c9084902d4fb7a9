"""A page gets what is known of it from outside: by trust, with origins, contradictions in its notes."""

from dataclasses import replace
from typing import Any

import pytest

from app.article import Flag, Origin, Page
from app.errors import SidecarError
from app.ingest.catalogue.describe import Row, Surroundings, describe
from app.ingest.catalogue.entry import read_entry
from app.ingest.catalogue.merge import Statement
from app.ingest.catalogue.sidecar import Sidecar
from app.ingest.catalogue.values import ARTICLE_KEYS
from tests.builders import article

FIRST = article("经济全球化是历史潮流。", title="推进经济全球化")
SECOND = article("近年来，世界经济低迷。", title="历史大势")
ONE = Page("a", "", "utf-8", (FIRST,))
TWO = Page("a", "", "utf-8", (FIRST, SECOND))


def row(*, alone: bool = True, **values: Any) -> Row:
    return Row("list.csv: a.txt", read_entry(values, ARTICLE_KEYS, ("list.csv:2",)), alone)


def test_the_order_of_trust_is_kept_and_each_origin_named() -> None:
    printed = replace(FIRST, date="2024-03-12", origins={"date": Origin.PRINTED})
    known = Surroundings(
        (
            Statement(Origin.FILE_NAME, {"date": "2024-03-13", "edition": "1", "newspaper": "光明日报"}),
            Statement(Origin.FOLDER_TABLE, {"newspaper": "人民日报", "column": "理论"}),
        ),
        (row(edition="2"),),
        "一月",
    )
    page = describe(replace(ONE, articles=(printed,)), known, Sidecar("a.toml", {"column": "观察"}, ())).page
    (found,) = page.articles
    assert found.origins == {
        "date": Origin.PRINTED,
        "edition": Origin.FOLDER_TABLE,
        "newspaper": Origin.FOLDER_TABLE,
        "column": Origin.SIDECAR,
    }
    assert (found.date, found.edition, found.newspaper, found.column) == (
        "2024-03-12",
        "2",
        "人民日报",
        "观察",
    )
    assert page.folder == "一月"
    assert {(note.where, note.values["left"]) for note in page.notes} == {
        (("推进经济全球化",), left) for left in ("2024-03-13", "1", "光明日报", "理论")
    }


def test_where_nothing_is_known_the_page_stays_as_it_is() -> None:
    assert describe(TWO, Surroundings(), None).page == TWO


def test_a_row_about_a_file_with_one_article_says_what_it_is_called() -> None:
    (found,) = describe(
        ONE, Surroundings(rows=(row(title="别的标题", authors=["王琳"]),)), None
    ).page.articles
    assert (found.title, found.authors, found.flags) == ("别的标题", ("王琳",), (Flag.TITLE_NOT_IN_SOURCE,))


def test_of_a_file_with_several_articles_one_row_holds_for_the_page_and_names_one() -> None:
    page = describe(
        TWO, Surroundings(rows=(row(title="历史大势", authors=["王琳"], edition="7"),)), None
    ).page
    assert [(each.authors, each.edition) for each in page.articles] == [((), "7"), (("王琳",), "7")]


def test_several_rows_about_a_file_are_about_an_article_each() -> None:
    rows = (
        row(alone=False, title="历史大势", url="https://example.org/2"),
        row(alone=False, opening="经济全球化", url="https://example.org/1"),
    )
    page = describe(TWO, Surroundings(rows=rows), None).page
    assert [each.url for each in page.articles] == ["https://example.org/1", "https://example.org/2"]


@pytest.mark.parametrize("values", [{"title": "没有的标题"}, {"authors": ["王琳"]}])
def test_a_row_that_names_no_article_is_told_and_left_out(values: dict[str, Any]) -> None:
    described = describe(TWO, Surroundings(rows=(row(edition="7", **values),)), None)
    (fault,) = described.faults
    assert fault.where == "list.csv: a.txt"
    assert fault.why.code in ("sidecar-names-none", "table-row-names-none")
    assert described.page == TWO


def test_a_sidecar_that_names_no_article_is_an_error() -> None:
    entry = read_entry({"title": "没有的标题"}, ARTICLE_KEYS, ("a.toml", "articles[1]"))
    with pytest.raises(SidecarError, match="names no article"):
        describe(TWO, Surroundings(), Sidecar("a.toml", {}, (entry,)))
