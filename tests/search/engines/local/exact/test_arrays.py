from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import (
    ArrayReader,
    ArrayWriter,
    StringArray,
    run_lengths,
)

TEXTS = ["", "甲", "𠮷\ud800", "", "长一些的文本", "a"]


@pytest.fixture
def arrays(tmp_path: Path) -> ArrayReader:
    with ArrayWriter(tmp_path / "arrays") as writer:
        writer.put_strings("text", TEXTS)
        writer.put_order("text", TEXTS)
        writer.put("numbers", np.arange(10, dtype=np.int32))
        writer.put("big", np.array([1, 258], ">u2"))
        writer.put("none", np.zeros(0, np.int64))
    return ArrayReader(tmp_path / "arrays")


def test_texts_come_back(arrays: ArrayReader) -> None:
    strings = arrays.strings("text")
    assert list(strings) == TEXTS
    assert strings[1:3] == TEXTS[1:3]


def test_a_finder_knows_where_a_text_is(arrays: ArrayReader) -> None:
    finder = arrays.string_index("text")
    assert [finder.get(text) for text in ("甲", "a", "𠮷\ud800", "乙", "zz")] == [1, 5, 2, None, None]


def test_numbers_come_back_whole_or_by_pieces(arrays: ArrayReader) -> None:
    assert arrays["numbers"].tolist() == list(range(10))
    assert arrays["big"].tolist() == [1, 258]
    assert len(arrays["none"]) == 0
    pieces = arrays.disk_array("numbers")
    assert len(pieces) == 10
    assert pieces[7:12].tolist() == [7, 8, 9]
    assert arrays.disk_array("big").read(1, 9) == b"\x01\x02"
    assert [arrays.disk_array("big").reader(1)(at) for at in (0, 1)] == [b"\0\x01", b"\x01\x02"]


@pytest.mark.parametrize("alone", [0, 4096])
def test_rows_are_the_same_one_by_one_or_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: int
) -> None:
    monkeypatch.setattr("app.search.engines.local.exact.arrays._ALONE", alone)
    monkeypatch.setattr("app.search.engines.local.exact.arrays._STRETCH", 7)
    with ArrayWriter(tmp_path / "arrays") as writer:
        writer.put("numbers", np.arange(1, 31, dtype=">u2"))
        writer.put("others", np.arange(1, 31, dtype=">u2"))
    pieces = ArrayReader(tmp_path / "arrays").disk_array("numbers")
    starts = np.array([28, 0, 6, 5, 13, 29, 13])
    rows = pieces.rows(starts, 3)
    assert rows.tolist() == [[n + k + 1 if n + k < 30 else 0 for k in range(3)] for n in starts.tolist()]
    assert pieces.rows(starts[:0], 3).shape == (0, 3)


@given(st.lists(st.integers(0, 2**31 - 1)), st.booleans(), st.integers(0, 20))
def test_small_numbers_come_back_from_three_bytes(numbers: list[int], small: bool, start: int) -> None:
    given = np.array([n % 2**24 for n in numbers] if small else numbers, np.int32)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "arrays"
        with ArrayWriter(path) as writer:
            writer.put_small("numbers", given)
        arrays = ArrayReader(path)
        pieces = arrays.disk_array("numbers")
        assert arrays["numbers"].tolist() == given.tolist()
        assert arrays["numbers"].dtype == pieces.dtype == np.int32
        assert pieces[start : start + 3].tolist() == given[start : start + 3].tolist()
        places = np.arange(len(given))
        assert pieces.rows(places, 2).tolist() == [[*given[n : n + 2], 0][:2] for n in places.tolist()]
        size = 3 if len(given) and given.max() < 2**24 else 4
        assert len(arrays.bytes("numbers")) == size * len(given)


@given(st.lists(st.text("ab甲乙", max_size=4), max_size=6), st.text("ab甲乙", max_size=3))
def test_texts_that_contain_a_text(texts: list[str], wanted: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "arrays"
        with ArrayWriter(path) as writer:
            writer.put_strings("texts", texts)
        found = ArrayReader(path).strings("texts").containing(wanted)
    assert found == [n for n, text in enumerate(texts) if wanted in text]


def test_what_is_missing_is_named(arrays: ArrayReader) -> None:
    with pytest.raises(IndexDamagedError, match="has no such array; run"):
        arrays["such array"]


@given(st.lists(st.integers(0, 5)).map(sorted))
def test_runs_are_where_values_change(values: list[int]) -> None:
    first, sizes = run_lengths(np.array(values, np.int32))
    assert [values[at] for at in first] == sorted(set(values))
    assert sizes.tolist() == [values.count(value) for value in sorted(set(values))]


def test_texts_of_plain_letters_are_read_one_after_another(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "arrays") as writer:
        writer.put_strings("id", ["b1", "", "a22"])
        writer.put_strings("none", [])
    arrays = ArrayReader(tmp_path / "arrays")
    assert list(arrays.strings("id")) == ["b1", "", "a22"]
    assert list(arrays.strings("none")) == []


@pytest.mark.parametrize("content", [b"", b"1234567", b"x" * 40, b"[1]" + (3).to_bytes(8, "little")])
def test_a_file_without_its_directory_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "arrays").write_bytes(content)
    with pytest.raises(IndexDamagedError, match="is altered; run"):
        ArrayReader(tmp_path / "arrays")


@given(st.lists(st.text(max_size=4), max_size=8), st.data())
def test_some_texts_are_taken_as_they_stand(texts: list[str], data: st.DataObject) -> None:
    array = StringArray.of(texts)
    chosen = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=8) if texts else st.just([]))
    assert list(array.take(np.array(chosen, np.int64))) == [texts[n] for n in chosen]
    mask = np.isin(np.arange(len(texts)), chosen)
    assert list(array.take(mask)) == [text for text, kept in zip(texts, mask, strict=True) if kept]
    assert list(array.with_more(array)) == texts * 2
    piece = data.draw(st.slices(len(texts)))
    assert array[piece] == texts[piece]
