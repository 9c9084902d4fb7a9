import shutil
from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import ArrayWriter
from app.search.engines.local.exact.segment.phrase_segment import write_phrases
from app.search.engines.local.related.packed_lists import unpack_postings
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


def found(reader: WordsReader, word: str) -> list[dict[int, float]]:
    """Return the documents of each segment that have a word, with its frequencies."""
    lists = (unpack_postings([data], [0]) if data else ((), ()) for data in reader.read(word))
    return [dict(zip(documents, frequencies, strict=True)) for documents, frequencies in lists]


def test_words_come_back_with_their_frequencies(folder: Path) -> None:
    reader = WordsReader([folder])
    assert found(reader, "开放") == [{0: 2.0}]
    assert found(reader, "创新") == [{0: 1.0, 1: 1.0}]
    assert found(reader, "没有") == [{}]
    reader.close()


def test_each_segment_is_read(folder: Path, tmp_path: Path) -> None:
    many = ["", *("创新 " * most for most in range(1, 300))]
    reader = WordsReader([folder, written(tmp_path / "2", ["开放"]), written(tmp_path / "3", many)])
    assert found(reader, "创新") == [{0: 1.0, 1: 1.0}, {}, {most: most for most in range(1, 300)}]
    reader.close()


def test_every_word_is_found_in_the_tables_of_whoosh(tmp_path: Path) -> None:
    names = [f"word{n}" for n in range(700)]
    reader = WordsReader([written(tmp_path / "s", names)])
    assert [found(reader, name) for name in names] == [[{n: 1.0}] for n in range(700)]
    assert not any(reader.read(f"none{n}")[0] for n in range(700))
    reader.close()


def test_lengths_stand_beside_the_words(folder: Path) -> None:
    assert read_lengths(folder).tolist()[:3] == [3, 1, 0]


def test_a_segment_that_is_not_there_is_damage(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(IndexDamagedError, match="judou build"):
        WordsReader([folder])
