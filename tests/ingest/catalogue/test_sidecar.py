"""A sidecar gives what it says, or says what is wrong with it."""

from pathlib import Path

import pytest

from app.article import Article, Flag, Origin, Page
from app.errors import SidecarError
from app.ingest.catalogue.describe import Surroundings, describe
from app.ingest.catalogue.sidecar import Sidecar, read_sidecar
from app.ingest.catalogue.values import ARTICLE_KEYS, PAGE_KEYS
from tests.builders import article

TITLED = article("经济全球化是历史潮流。", title="推进 经济全球化")
BARE = article("近年来，世界经济陷入低迷期。", title=None)
TWIN = article("近年来，我国进出口稳步增长。", title=None)
PAGE = Page("a", "", "utf-8", (TITLED, BARE, TWIN))


def sidecar(tmp_path: Path, text: str) -> Sidecar:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    found = read_sidecar(path, tmp_path)
    assert found is not None
    return found


def applied(tmp_path: Path, text: str) -> tuple[Article, ...]:
    return describe(PAGE, Surroundings(), sidecar(tmp_path, text)).page.articles


def test_no_sidecar_is_none(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "a.toml", tmp_path) is None


def test_page_values_reach_every_article(tmp_path: Path) -> None:
    text = 'newspaper = "经济日报"\ndate = 2024-03-12\nedition = 11\nurl = "https://example.org/"'
    for found in applied(tmp_path, text):
        values = (found.newspaper, found.date, found.edition, found.url)
        assert values == ("经济日报", "2024-03-12", "11", "https://example.org/")


@pytest.mark.parametrize(("given", "date"), [("2024", "2024"), ('"2024"', "2024"), ('"2024-06"', "2024-06")])
def test_a_date_may_be_a_year_or_a_month(tmp_path: Path, given: str, date: str) -> None:
    assert {found.date for found in applied(tmp_path, f"date = {given}")} == {date}


def test_what_a_sidecar_gives_is_named_with_its_origin(tmp_path: Path) -> None:
    text = 'issuing_body = "国务院"\n[[articles]]\ntitle = "推进经济全球化"\nauthors = ["叶欣"]'
    titled, bare, _ = applied(tmp_path, text)
    assert titled.origins == {"issuing_body": Origin.SIDECAR, "authors": Origin.SIDECAR}
    assert bare.origins == {"issuing_body": Origin.SIDECAR}


def test_an_articles_own_values_win(tmp_path: Path) -> None:
    text = (
        'date = 2024-03-12\n[[articles]]\ntitle = "推进经济全球化"\ndate = "2024-03-13"\nauthors = ["叶欣"]'
    )
    titled, bare, _ = applied(tmp_path, text)
    assert (titled.date, titled.authors, titled.flags) == ("2024-03-13", ("叶欣",), ())
    assert (bare.date, bare.authors) == ("2024-03-12", ())


def test_a_supplied_title_is_flagged(tmp_path: Path) -> None:
    _, bare, _ = applied(tmp_path, '[[articles]]\nopening = "近年来，世界经济"\ntitle = "历史大势"')
    assert bare.title == "历史大势"
    assert bare.flags == (Flag.TITLE_NOT_IN_SOURCE,)


def test_a_title_that_was_printed_is_not_flagged(tmp_path: Path) -> None:
    titled, *_ = applied(tmp_path, '[[articles]]\nopening = "经济全球化是"\ntitle = "推进经济全球化"')
    assert titled.flags == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("paper = 1", r"a\.toml: unknown key paper; known are newspaper, date, edition, column, url"),
        ("[[articles]]\ntitle='x'\nname='y'", r"a\.toml: articles\[1\]: unknown key name; known are title"),
        ("newspaper = 1", r"a\.toml: newspaper: expected a text in quotes, not 1"),
        ("newspaper = ' '", r"a\.toml: newspaper: expected a text"),
        (
            "date = '12.3.2024'",
            r"a\.toml: date: expected a date like 2024-03-12, 2024-03 or 2024, not '12\.3\.2024'",
        ),
        ("date = '2024-13'", r"a\.toml: date: expected a date"),
        ("date = 20240312", r"a\.toml: date: expected a date"),
        ("date = 2024-03-12T10:00:00", r"a\.toml: date: expected a date like 2024-03-12"),
        ("edition = true", r"a\.toml: edition: expected a number"),
        ("url = 'javascript:alert(1)'", r"a\.toml: url: expected an address that begins with https://"),
        ("articles = 3", r"a\.toml: articles: expected \[\[articles\]\]"),
        ("[[articles]]\nauthors=['叶欣']", r"articles\[1\]: expected title or opening"),
        ("[[articles]]\nopening='近年来'", r"articles\[1\]: opening: expected at least 4"),
        ("[[articles]]\ntitle='x'\nauthors='叶欣'", r"articles\[1\]: authors: expected a list of names"),
        ("[[articles]]\ntitle='x'\nauthors=[1]", r"articles\[1\]: authors: expected a text in quotes"),
        ("newspaper = ", r"a\.toml: not TOML"),
    ],
)
def test_a_wrong_sidecar_says_what_was_expected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SidecarError, match=message):
        sidecar(tmp_path, text)


def test_other_encodings_and_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes('newspaper = "经济日报"'.encode("gb18030"))
    (tmp_path / "b.toml").mkdir()
    with pytest.raises(SidecarError, match=r"a\.toml: not in UTF-8"):
        read_sidecar(tmp_path / "a.toml", tmp_path)
    with pytest.raises(SidecarError, match=r"b\.toml: not a regular file"):
        read_sidecar(tmp_path / "b.toml", tmp_path)


def test_an_entry_must_name_exactly_one_article(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match=r"articles\[1\]: title = '别的' names no article"):
        applied(tmp_path, '[[articles]]\ntitle = "别的"')
    with pytest.raises(SidecarError, match=r"articles\[1\]: opening = '近年来，' names 2 articles"):
        applied(tmp_path, '[[articles]]\nopening = "近年来，"')


def test_the_documented_example_is_valid(tmp_path: Path) -> None:
    document = (Path(__file__).parents[3] / "docs/sidecar.md").read_text(encoding="utf-8")
    example = sidecar(tmp_path, document.split("```toml\n")[1].split("```")[0])
    assert [entry.title for entry in example.entries] == [
        "深刻认识经济全球化的历史大势",
        "推进普惠包容的经济全球化",
    ]
    assert all(f"`{key}`" in document for key in [*PAGE_KEYS, *ARTICLE_KEYS])
