from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import BlockType
from app.errors import UnreadableError
from app.ingest.documents.epub import read_epub
from app.ingest.parse import parse_page
from tests.ingest.documents.office import CONTAINER, PACKAGE, archive, book

FIRST = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"
SECOND = "县里把改造方案贴在街口征求意见，三个月里收到建议四百多条。"
PAGES = {
    "nav": "<nav>目录</nav>",
    "two": f"<h1>水库蓄水</h1><p>{SECOND}</p>",
    "one": f"<h1>老街新事</h1><p>{FIRST}</p>",
}


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    found = read_epub(book(PAGES), "a.epub")
    page = parse_page("a", found.text, found.kind, document=found.document)
    assert [(a.title, a.texts(BlockType.PARAGRAPH)) for a in page.articles] == [
        ("老街新事", (FIRST,)),
        ("水库蓄水", (SECOND,)),
    ]
    assert found.text == f"老街新事\n{FIRST}\n水库蓄水\n{SECOND}\n"


def test_a_book_of_one_text_has_its_title_and_author() -> None:
    found = read_epub(book({"one": f"<p>{FIRST}</p><p>{SECOND}</p>"}), "a.epub")
    (article,) = parse_page("a", found.text, found.kind, document=found.document).articles
    assert (article.title, article.authors) == ("云溪集", ("林舟",))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_epub(data, "a.epub")
    return caught.value.message.code


def test_what_cannot_be_read_is_told() -> None:
    rights = '<encryption><EncryptedData><EncryptionMethod Algorithm="aes"/></EncryptedData></encryption>'
    assert refusal(archive({"mimetype": "application/epub+zip"})) == "archive-damaged"
    assert refusal(archive({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": ""})) == "archive-damaged"
    assert refusal(book({"one": ""})) == "document-without-text"
    assert refusal(book(PAGES, **{"META-INF__encryption.xml": rights})) == "archive-locked"
    assert refusal(book(PAGES, bomb="a" * 60_000_000)) == "archive-bomb"


def test_addresses_that_climb_out_lead_nowhere() -> None:
    package = PACKAGE.replace("one.xhtml", "../../../etc/passwd").replace("two.xhtml", "/etc/passwd")
    data = archive({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package})
    assert refusal(data) == "document-without-text"


WHOLE = book(PAGES)


@given(st.binary(max_size=200), st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_no_bytes_end_the_reader(noise: bytes, at: int, cut: int) -> None:
    with suppress(UnreadableError):
        read_epub(WHOLE[:at] + noise + WHOLE[at + cut :], "a.epub")
