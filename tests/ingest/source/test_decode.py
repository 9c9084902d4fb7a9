"""Any Chinese text comes back from any of the usual encodings; what is not text is refused in words."""

import contextlib
import hashlib
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableError
from app.ingest.source.common_han import FREQUENT
from app.ingest.source.decode import decode
from app.ingest.source.read import read_source
from app.messages import Message

PAGE = "构筑高水平对外开放新优势\n罗雨泽\n\n开放是当代中国的鲜明标识。2024 年，GDP 增长 5%。\n"
TRADITIONAL = "開放是當代中國的鮮明標識，經濟發展，人民生活。\n"
COMMON = sorted(FREQUENT)
BOTH = [char for char in COMMON if char.encode("big5", "ignore") and char.encode("gb2312", "ignore")]
BIG5 = [char for char in COMMON if char.encode("big5", "ignore") and not char.encode("gb2312", "ignore")]


def texts(alphabet: list[str], shortest: int) -> st.SearchStrategy[str]:
    lines = st.lists(
        st.text(st.sampled_from(alphabet), min_size=shortest, max_size=60), min_size=1, max_size=8
    )
    return lines.map("\n".join)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "gb18030",
        "gbk",
    ],
)
def test_a_page_in_any_encoding(encoding: str) -> None:
    assert decode(PAGE.encode(encoding), "a.txt").text == PAGE


def test_big5_is_not_taken_for_gb18030() -> None:
    found = decode(TRADITIONAL.encode("big5"), "a.txt")
    assert (found.text, found.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32"])
@given(text=texts(COMMON, 8))
def test_common_characters_survive_every_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@given(text=texts(BIG5 + BOTH, 12))
def test_traditional_text_survives_big5(text: str) -> None:
    assert decode(text.encode("big5"), "a.txt").text == text


@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=40
    )
)
def test_any_script_survives_utf8(text: str) -> None:
    text = "改革" + text.replace("\ufeff", "").replace("\ufffd", "") * 2
    assert decode(text.encode(), "a.txt").text == text


@given(data=st.binary(max_size=4000))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        text = decode(data, "a.txt").text
        assert text.strip()
        assert text.encode("utf-8").decode() == text
        assert text.splitlines() == text.removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    ("short", "encoding"), [("改革", "gb18030"), ("一路", "gb18030"), ("開放", "big5"), ("中文。", "utf-8")]
)
def test_two_characters_are_enough(short: str, encoding: str) -> None:
    assert decode(short.encode(encoding), "a.txt").text == short


def test_lines_in_two_encodings_are_read_each_in_its_own() -> None:
    found = decode(PAGE.encode() + PAGE.encode("gb18030"), "a.txt")
    assert found.text == PAGE + PAGE
    assert str(found.notes[0]) == "mixed encodings: 3 lines as utf-8, 3 lines as gb18030"


def test_a_broken_byte_costs_one_place_and_is_noted() -> None:
    found = decode(PAGE.encode().replace("鲜".encode(), b"\xff"), "a.txt")
    assert found.text == PAGE.replace("鲜", "\ufffd")
    assert found.notes == (Message("places-unread", {"number": 1}),)


def test_a_cut_last_character_is_noted() -> None:
    found = decode(PAGE.strip().encode("gb18030")[:-1], "a.txt")
    assert found.text.startswith(PAGE.strip()[:-1])
    assert found.notes == (Message("last-character-cut"),)


def test_surrogate_pairs_are_joined_and_lone_ones_replaced() -> None:
    data = PAGE.encode() + "\ud840\udc00\ud840。".encode("utf-8", "surrogatepass")
    assert decode(data, "a.txt").text == PAGE + "\U00020000\ufffd。"


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_break_counts_as_one_line(line_break: str) -> None:
    assert decode(line_break.join(["第一行", "第二行", ""]).encode(), "a.txt").text == "第一行\n第二行\n"


def test_control_characters_are_taken_out_and_counted() -> None:
    found = decode(("改革\0开\x07放\ufeff：\t成就\n" + PAGE).encode(), "a.txt")
    assert found.text == "改革开放：\t成就\n" + PAGE
    assert found.notes == (Message("controls-removed", {"number": 3}),)


@pytest.mark.parametrize("stray", ["\ufffe", "\uffff", "\ufdd0", "\U0010ffff"])
def test_code_points_that_are_no_characters_are_taken_out(stray: str) -> None:
    found = decode(f"改{stray}革\n{PAGE}".encode(), "a.txt")
    assert found.text == "改革\n" + PAGE
    assert found.notes == (Message("controls-removed", {"number": 1}),)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "Office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"page.txt", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (zlib.compress(PAGE.encode() * 40) * 3, "not text"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\t\r\n", "empty"),
        ("　\n".encode("utf-16"), "empty"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=kind):
        decode(data, "a.txt")


def test_a_megabyte_is_quick() -> None:
    data = (PAGE * 9000).encode()
    start = time.thread_time()
    decode(data, "a.txt")
    assert time.thread_time() - start < 0.5


def test_a_source_knows_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PAGE.encode("gb18030"))
    source = read_source(path, tmp_path, 1000)
    assert (source.text, source.encoding, source.notes) == (PAGE, "gb18030", ())
    assert source.sha == hashlib.sha256(PAGE.encode("gb18030")).hexdigest()


def test_links_may_stay_inside_but_not_lead_out(tmp_path: Path) -> None:
    root = tmp_path / "seeds"
    root.mkdir()
    (root / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(PAGE, encoding="utf-8")
    (root / "inside.txt").symlink_to("a.txt")
    (root / "outside.txt").symlink_to("../secret.txt")
    (root / "nowhere.txt").symlink_to("missing.txt")
    assert read_source(root / "inside.txt", root, 1000).text == PAGE
    with pytest.raises(UnreadableError, match=r"outside\.txt: a link that leads out"):
        read_source(root / "outside.txt", root, 1000)
    with pytest.raises(UnreadableError, match=r"nowhere\.txt: cannot be read"):
        read_source(root / "nowhere.txt", root, 1000)


def test_too_large_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a" * 1001)
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableError, match=r"big\.txt: larger than 0\.001 MB"):
        read_source(tmp_path / "big.txt", tmp_path, 1000)
    with pytest.raises(UnreadableError, match=r"folder\.txt: not a regular file"):
        read_source(tmp_path / "folder.txt", tmp_path, 1000)
    with pytest.raises(UnreadableError, match=r"gone\.txt: cannot be read"):
        read_source(tmp_path / "gone.txt", tmp_path, 1000)
