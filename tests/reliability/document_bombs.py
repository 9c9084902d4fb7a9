"""Small documents that ask for much: Word, EPUB, web pages, Markdown, plain text."""

import random
from collections.abc import Callable

from tests.ingest.documents.office import CONTAINER, archive, page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{target}"{mode}/></Relationships>'
)
TEXT = "青石板路两旁的木楼修葺一新。"


def word(body: str, head: str = "", picture: bytes = b"") -> bytes:
    """A Word document of some XML."""
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(target="word/document.xml", mode=""),
            "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        }
        | ({"word/media/1.png": picture} if picture else {})
    )


def paragraph(text: str = TEXT, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def noise(size: int) -> bytes:
    """Bytes that no archive makes smaller, so that what stands beside them looks harmless."""
    return random.Random(1).randbytes(size)


def boxes_in_boxes() -> bytes:
    """Text boxes within text boxes, fifty deep."""
    return word("<w:p><w:r><w:txbxContent>" * 50 + paragraph() + "</w:txbxContent></w:r></w:p>" * 50)


def tables_in_tables() -> bytes:
    """Tables within tables, as deep as XML may be."""
    return word("<w:tbl><w:tr><w:tc>" * 80 + paragraph() + "</w:tc></w:tr></w:tbl>" * 80)


def many_elements() -> bytes:
    """Ten million empty runs beside a picture that does not shrink."""
    return word("<w:p>" + "<w:r/>" * 10_000_000 + "</w:p>" + paragraph(), picture=noise(600_000))


def numbers_without_end() -> bytes:
    """Levels of lists and headings of five thousand digits."""
    long = "9" * 5000
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{long}"/><w:numId w:val="{long}"/></w:numPr></w:pPr>'
    heading = f'<w:pPr><w:outlineLvl w:val="{long}"/></w:pPr>'
    return word(paragraph(properties=listed) + paragraph(properties=heading) + paragraph())


def word_laughs() -> bytes:
    """A billion laughs in a Word document."""
    return word(paragraph("&l9;"), _laughs())


def word_outside() -> bytes:
    """A Word document that takes in a file of the machine."""
    head = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word(paragraph("&x;") + paragraph(), head)


def word_elsewhere() -> bytes:
    """A Word document whose text is at an address."""
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(target="http://127.0.0.1:1/x.xml", mode=' TargetMode="External"'),
            "word/document.xml": f"<w:document {W}/>",
        }
    )


def _laughs() -> str:
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f"<!DOCTYPE d [{entities}]>"


def _package(manifest: str, spine: str, head: str = "") -> str:
    return (
        f'{head}<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )


def epub(package: str, **pages: str) -> bytes:
    """A book of some pages."""
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
    }
    return archive(entries | {f"OEBPS/{name}.xhtml": text for name, text in pages.items()})


ITEM, REFERENCE = (
    '<item id="{0}" href="{1}.xhtml" media-type="application/xhtml+xml"/>',
    '<itemref idref="{0}"/>',
)


def spine_without_end() -> bytes:
    """A book that begins the same chapter a hundred thousand times."""
    return epub(
        _package(ITEM.format("a", "a"), REFERENCE.format("a") * 100_000), a=page(f"<p>{TEXT}</p>" * 1000)
    )


def one_page_many_names() -> bytes:
    """A book of ten thousand chapters, all of which are one file."""
    manifest = "".join(ITEM.format(n, "a") for n in range(10_000))
    spine = "".join(map(REFERENCE.format, range(10_000)))
    return epub(_package(manifest, spine), a=page(f"<p>{TEXT}</p>" * 5000))


def epub_laughs() -> bytes:
    """A billion laughs in the package of a book and in its page."""
    package = _package(ITEM.format("a", "a"), REFERENCE.format("a") + "&l9;", _laughs())
    return epub(package, a=_laughs() + page("<p>&l9;</p>") + f"<p>{TEXT}</p>")


def epub_outside() -> bytes:
    """A book that takes in a file of the machine."""
    head = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return epub(
        _package(ITEM.format("a", "a"), REFERENCE.format("a"), head), a=head + page(f"<p>&x;{TEXT}</p>")
    )


def many_entries() -> bytes:
    """An archive of a hundred thousand empty files."""
    return archive({"mimetype": "application/epub+zip"} | {str(number): "" for number in range(100_000)})


def html(body: str, head: str = "<!DOCTYPE html>") -> bytes:
    """A web page."""
    return f"{head}<html><body>{body}</body></html>".encode()


def html_laughs() -> bytes:
    """A billion laughs in a web page."""
    return html(f"<p>&l9;</p><p>{TEXT}</p>", _laughs())


def deep_html() -> bytes:
    """A hundred thousand elements within each other."""
    return html("<div><blockquote><ul><li><table><tr><td>" * 15_000 + TEXT)


def wide_html() -> bytes:
    """Two million elements side by side."""
    return html("<b>字</b>" * 2_000_000 + f"<p>{TEXT}</p>")


def wide_cells() -> bytes:
    """Cells that span a billion columns and rows."""
    return html(f"<table><tr>{f'<td colspan=1000000000 rowspan=1000000000>{TEXT}</td>' * 3000}</tr></table>")


def many_attributes() -> bytes:
    """An element of half a million attributes, and one attribute of ten megabytes."""
    named = " ".join(f"a{number}=1" for number in range(500_000))
    return html(f"<p {named}>{TEXT}</p><p style='{'display:' * 1_200_000}'>{TEXT}</p>")


def many_areas() -> bytes:
    """An index of an issue with a hundred thousand outlines of as many corners."""
    return html(
        "<map>" + f'<area coords="{"1,2," * 1000}" href="nw.D110000_20240603_1-05.htm">' * 2000 + "</map>"
    )


def marks(sign: str, size: int) -> Callable[[], bytes]:
    """Markdown of one sign, again and again."""

    def made() -> bytes:
        return f"# 题目\n\n{sign * (size // len(sign))}\n\n{TEXT}\n".encode()

    made.__name__ = f"many {sign!r}"
    return made


MARKS = (
    "[",
    "![",
    "*a **b ",
    "`a``b```c",
    "<a ",
    "> ",
    "- ",
    "[a](b",
    "|a",
    "&#x",
    "\\",
    "a\n===\n",
    "[^1]: ",
    "<!--",
    "_*",
)
WORD: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        boxes_in_boxes,
        tables_in_tables,
        many_elements,
        numbers_without_end,
        word_laughs,
        word_outside,
        word_elsewhere,
    )
}
BOOKS = {
    made.__name__: made
    for made in (spine_without_end, one_page_many_names, epub_laughs, epub_outside, many_entries)
}
PAGES = {
    made.__name__: made
    for made in (html_laughs, deep_html, wide_html, wide_cells, many_attributes, many_areas)
}
MARKDOWN = {made.__name__: made for made in (marks(sign, 1_000_000) for sign in MARKS)}
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    name: (ending, made)
    for ending, bombs in ((".docx", WORD), (".epub", BOOKS), (".html", PAGES), (".md", MARKDOWN))
    for name, made in bombs.items()
}
