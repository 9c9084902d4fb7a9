"""Messages as mail programs keep them, and web pages that browsers save whole."""

import base64
import quopri
from collections.abc import Callable
from contextlib import suppress
from email.header import Header
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.article import Article, BlockType
from app.errors import UnreadableError
from app.ingest.documents.mail import read_mail
from app.ingest.parse import parse_page
from app.ingest.source.read import read_source

FIRST = "十年前的沙河，是云溪人不愿提起的一条河。两岸工厂排出的污水把河水染成酱色，鱼虾绝迹，夏天臭气熏天。"
SECOND = "如今，沙河水质稳定达到三类，白鹭又回来了，傍晚的河堤上全是散步的人，二〇二三年还办了龙舟赛。"
BODY = f"沙河治理十年记\n林舟\n{FIRST}\n{SECOND}\n"
PAGE = (
    f"<html><body><div>沙河治理十年记</div><div>林舟</div><div>{FIRST}</div><div>{SECOND}</div></body></html>"
)
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "8bit": bytes,
}


def part(text: str, encoding: str, charset: str = "utf-8", kind: str = "text/plain", more: str = "") -> bytes:
    # What programs call gb2312 has characters that are none of it.
    data = text.encode({"gb2312": "gb18030"}.get(charset, charset))
    fields = f'Content-Type: {kind}; charset="{charset}"{more}\nContent-Transfer-Encoding: {encoding}\n\n'
    return fields.encode() + ENCODINGS[encoding](data)


def message(body: bytes, charset: str = "utf-8") -> bytes:
    subject = Header("回复：沙河治理十年记", charset).encode()
    fields = (
        "Received: from mx.example.com\nFrom: =?utf-8?B?5p6X6Iif?= <lin@example.com>\nTo: desk@example.com\n"
        f"Subject: {subject}\nDate: Tue, 16 May 2023 09:32:11 +0800\nMIME-Version: 1.0\n"
    )
    return fields.encode() + body


def parts(*bodies: bytes, kind: str = "alternative") -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="=_1"\n\nThis is a MIME message.\n'.encode()
    return head + b"".join(b"--=_1\n" + body + b"\n" for body in bodies) + b"--=_1--\n"


def read(data: bytes, folder: Path, name: str = "a.eml") -> Article:
    path = folder / name
    path.write_bytes(data)
    source = read_source(path, folder, 10_000_000)
    (article,) = parse_page("a", source.text, source.encoding, document=source.document).articles
    return article


def said(article: Article) -> tuple[object, ...]:
    return article.title, article.authors, article.date, article.texts(BlockType.PARAGRAPH)


WANTED = ("沙河治理十年记", ("林舟",), "2023-05-16", (FIRST, SECOND))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_a_message_is_read_in_every_encoding(encoding: str, charset: str, name: str, tmp_path: Path) -> None:
    assert said(read(message(part(BODY, encoding, charset), charset), tmp_path, name)) == WANTED


def test_line_breaks_of_windows_change_nothing(tmp_path: Path) -> None:
    data = message(part(BODY, "base64")).replace(b"\n", b"\r\n")
    assert said(read(data, tmp_path)) == WANTED


def test_the_lines_of_a_message_that_were_kept_short_are_paragraphs(tmp_path: Path) -> None:
    short = "\n\n".join("\n".join(wrap(text, 24)) for text in (FIRST, SECOND, FIRST[:-1] + "，人人掩鼻。"))
    article = read(message(part(f"沙河治理十年记\n林舟\n\n{short}\n", "quoted-printable")), tmp_path)
    assert said(article)[:3] == WANTED[:3]
    assert article.texts(BlockType.PARAGRAPH)[:2] == (FIRST, SECOND)


def test_of_two_forms_of_one_text_one_is_read(tmp_path: Path) -> None:
    page = part(PAGE, "base64", kind="text/html")
    assert said(read(message(parts(part(BODY, "base64"), page)), tmp_path)) == WANTED
    assert said(read(message(parts(page)), tmp_path)) == WANTED
    hint = part("请用浏览器查看。", "base64")
    assert said(read(message(parts(hint, page)), tmp_path)) == WANTED


def test_an_attachment_is_named_and_not_read(tmp_path: Path) -> None:
    attached = part("附件里的字", "base64", more='\nContent-Disposition: attachment; filename="a.txt"')
    data = message(parts(part(BODY, "base64"), attached, kind="mixed"))
    assert said(read(data, tmp_path)) == WANTED
    assert "附件：a.txt" in read_mail(data, "a.eml").text


def test_soft_breaks_of_flowed_text_are_none() -> None:
    flowed = FIRST[:30] + " \n" + FIRST[30:]
    data = message(part(flowed, "8bit", more="; format=flowed; delsp=yes"))
    assert FIRST in read_mail(data, "a.eml").text


def test_a_saved_page_has_its_address_and_not_the_day_of_saving(tmp_path: Path) -> None:
    page = part(PAGE.replace("<html>", "<html><title>沙河</title>"), "quoted-printable", kind="text/html")
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: http://example.com/1\nSubject: x\n"
        "Date: Wed, 1 Jan 2025 00:00:00 -0000\nMIME-Version: 1.0\n"
    )
    article = read(saved.encode() + parts(page, kind="related"), tmp_path, "a.mhtml")
    assert said(article) == ("沙河治理十年记", ("林舟",), None, (FIRST, SECOND))
    assert article.url == "http://example.com/1"
    of_a_disk = saved.replace("http://example.com/1", "file:///home/somebody/1.html")
    article = read(of_a_disk.encode() + parts(page, kind="related"), tmp_path, "b.mhtml")
    assert (article.title, article.url) == ("沙河治理十年记", None)


def test_what_has_no_text_is_refused() -> None:
    for data in (
        message(parts()),
        message(part("", "base64")),
        message(part("x" * 9, "8bit", kind="image/png")),
    ):
        with pytest.raises(UnreadableError) as caught:
            read_mail(data, "a.eml")
        assert caught.value.message.code == "document-without-text"


def test_parts_within_parts_without_end_are_refused() -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    with pytest.raises(UnreadableError):
        read_mail(message(nested), "a.eml")


@given(st.integers(0, 400), st.integers(0, 40), st.binary(max_size=40))
def test_damage_is_told_or_read(at: int, cut: int, noise: bytes) -> None:
    whole = message(parts(part(BODY, "base64"), part(PAGE, "quoted-printable", kind="text/html")))
    with suppress(UnreadableError):
        read_mail(whole[:at] + noise + whole[at + cut :], "a.eml")
