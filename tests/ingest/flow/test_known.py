"""What a source says outside its text goes first or last, and what contradicts the text is told."""

from collections.abc import Mapping

import pytest

from app.article import Article, Flag, Origin
from app.ingest.blocks import Layout
from app.ingest.flow.known import with_known
from app.ingest.flow.read import read_articles
from app.ingest.lines.plain_blocks import read_plain_blocks

TEXT = (
    "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气，停了十年的戏台又响起了锣鼓。"
)
PRINTED = f"老街新事\n本报记者 何静\n《青溪晚报》2024年6月4日第5版\n{TEXT}"
TWO = f"简讯两则\n老街新事\n本报讯　{TEXT}\n渡口开工\n本报讯　{TEXT}"
Known = Mapping[str, str | tuple[str, ...]]


def articles(text: str) -> list[Article]:
    return read_articles(list(read_plain_blocks(text)), Layout.ORDER)[0]


def described(text: str, known: Known, printed_first: bool = False) -> tuple[list[Article], list[str]]:
    """Return the articles, and the fields that the notes are about."""
    made, notes = with_known(articles(text), known, Origin.FRONT_MATTER, printed_first)
    return made, [note.values["field"].code for note in notes]  # type: ignore[union-attr]


def test_what_is_said_of_one_text_goes_before_print() -> None:
    (article,), notes = described(
        TEXT, {"title": "老街新事", "date": "2024-06-03", "url": "https://a.example"}
    )
    assert (article.title, article.date, article.flags) == ("老街新事", "2024-06-03", ())
    assert dict(article.origins) == {"date": "front matter", "url": "front matter"}
    assert notes == []


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"title": "渡口开工"}, ["field-title"]),
        ({"title": "老街新事（图）"}, []),
        ({"authors": ("林舟",)}, ["field-authors"]),
        ({"authors": ("何静",)}, []),
        ({"newspaper": "云溪日报", "date": "2024-06-03"}, ["field-newspaper", "field-date"]),
        ({"date": "2024-06"}, []),
        ({"edition": "6"}, ["field-edition"]),
        ({"source_note": "云溪网"}, []),
    ],
)
@pytest.mark.parametrize("printed_first", [False, True])
def test_what_contradicts_print_is_told(known: Known, told: list[str], printed_first: bool) -> None:
    (article,), notes = described(PRINTED, known, printed_first)
    assert sorted(notes) == sorted(told)
    for name, value in known.items():
        if told:
            assert (getattr(article, name) == value) is not printed_first


def test_of_several_texts_print_goes_first_and_a_title_is_of_none() -> None:
    made, notes = described(TWO, {"title": "简讯", "newspaper": "云溪日报", "authors": ("林舟",)})
    assert [(each.title, each.newspaper, each.authors) for each in made] == [
        ("老街新事", "云溪日报", ()),
        ("渡口开工", "云溪日报", ()),
    ]
    assert notes == []


def test_a_title_said_outside_is_no_longer_missing_and_loses_the_name_of_the_site() -> None:
    (article,), _ = described(TEXT, {"title": "老街新事 | 云溪日报"})
    assert (article.title, Flag.TITLE_NOT_IN_SOURCE in article.flags) == ("老街新事", False)
