import shutil
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import ArrayWriter
from app.search.engines.local.exact.segment.phrase_segment import write_phrases
from app.search.engines.local.related import postings
from app.search.engines.local.related.postings import WordsReader, read_lengths, write_words

TEXTS = ["开放 开放 创新", "创新", "", "\ud800"]


def written(folder: Path, texts: list[str]) -> Path:
    """Write the words of some texts."""
    with ArrayWriter(folder.with_suffix(".phrases")) as writer:
        write_phrases(writer, texts)
    write_words(folder, folder.with_suffix(".phrases"), None)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "000001", TEXTS)


def found(reader: WordsReader, word: str) -> dict[int, float]:
    blocks, frequencies, _ = reader.postings(word)
    return dict(zip(blocks.tolist(), frequencies.tolist(), strict=True))


def test_words_come_back_with_their_frequencies(folder: Path) -> None:
    reader = WordsReader([folder], np.array([7, 3, 0, 1], np.int32), [0])
    assert found(reader, "开放") == {7: 2.0}
    assert found(reader, "创新") == {7: 1.0, 3: 1.0}
    assert found(reader, "没有") == {}
    reader.close()


def test_blocks_that_went_are_left_out(folder: Path) -> None:
    reader = WordsReader([folder], np.array([-1, 3, 0, 1], np.int32), [0])
    assert found(reader, "开放") == {}
    assert found(reader, "创新") == {3: 1.0}
    reader.close()


@given(st.lists(st.lists(st.integers(0, 3), max_size=12), min_size=1, max_size=4), st.booleans())
def test_several_segments_are_read_as_one(parts: list[list[int]], in_order: bool) -> None:
    times = [number for own in parts for number in own]
    table = np.arange(len(times), dtype=np.int32)
    if not in_order:
        table = table[::-1] - np.int32(1)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_BLOCK_POSTINGS", 4)
        folders = [
            written(Path(name) / str(n), ["创新 " * most for most in own]) for n, own in enumerate(parts)
        ]
        reader = WordsReader(folders, table, [0, *accumulate(map(len, parts))])
        expected = {block: n for block, n in zip(table.tolist(), times, strict=True) if n and block >= 0}
        assert found(reader, "创新") == expected
        reader.close()


def test_every_word_is_found_in_the_tables_of_whoosh(tmp_path: Path) -> None:
    names = [f"word{n}" for n in range(700)]
    reader = WordsReader([written(tmp_path / "s", names)], np.arange(700, dtype=np.int32), [0])
    assert [found(reader, name) for name in names] == [{n: 1.0} for n in range(700)]
    assert not any(found(reader, f"none{n}") for n in range(700))
    reader.close()


def test_lengths_stand_beside_the_words(folder: Path) -> None:
    assert read_lengths(folder).tolist()[:3] == [3, 1, 0]


def test_a_list_longer_than_a_block_of_the_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_BLOCK_POSTINGS", 4)
    written(tmp_path / "s", ["创新 " * (n + 1) for n in range(11)])
    reader = WordsReader([tmp_path / "s"], np.arange(11, dtype=np.int32), [0])
    assert found(reader, "创新") == {n: n + 1 for n in range(11)}
    reader.close()


def test_a_segment_that_is_not_there_is_damage(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(IndexDamagedError, match="judou build"):
        WordsReader([folder], np.zeros(0, np.int32), [0])
