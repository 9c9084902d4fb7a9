"""A file that is no text is refused by what it is, whatever its name."""

import codecs
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.source.kinds import ENDINGS, ENTRIES, OLD_OFFICE, OTHER_KINDS, STREAMS, kind_of_bytes
from app.messages import TEMPLATES


def zipped(*names: str, mimetype: str = "") -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as out:
        if mimetype:
            out.writestr("mimetype", mimetype)
        for name in names:
            out.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(("mark", "kind"), OTHER_KINDS)
@pytest.mark.parametrize("before", [b"", codecs.BOM_UTF8, b"\n  "])
def test_the_first_bytes_tell(mark: bytes, kind: str, before: bytes) -> None:
    assert kind_of_bytes(before + mark + b"rest") in (kind, "file-is-old-office")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"RIFF\x10\0\0\0WEBPVP8 ", "file-is-image"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "file-is-recording"),
        (b"\0\0\0\x18ftypmp42", "file-is-recording"),
        (b"\0" * 60 + b"BOOKMOBI", "file-is-mobi"),
        (zipped("a.txt"), "file-is-zip"),
        (zipped("a", mimetype="application/epub+zip"), "file-is-epub"),
        (zipped("a", mimetype="application/vnd.oasis.opendocument.text"), "file-is-odt"),
        (zipped("word/document.xml")[:60], "file-is-docx"),
        (b"PK\x05\x06" + b"\0" * 18, "file-is-zip"),
    ],
    ids=["webp", "wav", "mp4", "mobi", "zip", "epub", "odt", "cut off", "empty"],
)
def test_what_the_first_bytes_alone_do_not_tell(data: bytes, kind: str) -> None:
    assert kind_of_bytes(data) == kind


@pytest.mark.parametrize(("entry", "kind"), ENTRIES)
def test_an_archive_is_what_it_holds(entry: str, kind: str) -> None:
    assert kind_of_bytes(zipped("a.txt", entry)) == kind


@pytest.mark.parametrize(("stream", "kind"), STREAMS)
def test_an_old_office_file_is_what_its_stream_says(stream: str, kind: str) -> None:
    assert kind_of_bytes(OLD_OFFICE + b"\0" * 600 + stream.encode("utf-16-le")) == kind
    assert kind_of_bytes(OLD_OFFICE + b"\0" * 600) == "file-is-old-office"


def test_every_kind_has_words() -> None:
    kinds = {kind for _, kind in (*OTHER_KINDS, *STREAMS, *ENTRIES)} | set(ENDINGS.values())
    assert kinds <= TEMPLATES.keys()


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_chinese_text_is_no_other_kind(text: str) -> None:
    assert kind_of_bytes(text.encode()) is None
    assert kind_of_bytes(codecs.BOM_UTF8 + text.encode()) is None


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_a_message_under_another_name_is_told_by_its_fields(newline: bytes) -> None:
    fields = [b"From: <Saved by Blink>", b"MIME-Version: 1.0", b"Content-Type: multipart/related;", b"", b"x"]
    assert kind_of_bytes(newline.join(fields)) == "file-is-mail"
    assert kind_of_bytes("网页的\nMIME-Version: 1.0\n\nContent-Type: multipart/related".encode()) is None
    assert kind_of_bytes(b"MIME-Version: 1.0\n\nContent-Type: multipart/related") is None
