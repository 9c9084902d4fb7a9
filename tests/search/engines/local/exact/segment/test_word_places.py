from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter, set_before
from app.search.engines.local.exact.segment.word_places import (
    GRAIN,
    WordBorders,
    locate_words,
    write_word_places,
)


def positions(arrays: ArrayReader, name: str) -> list[int]:
    return np.flatnonzero(np.unpackbits(arrays[name].view(np.uint8), bitorder="little")).tolist()


def test_words_stand_where_they_begin_and_go_on(tmp_path: Path) -> None:
    text = "经济，发展\0制度\0" + "。" * GRAIN + "规则\0"
    kept = np.array([char not in "，。" for char in text])
    with ArrayWriter(tmp_path / "one") as writer:
        write_word_places(writer, locate_words(text, None), kept)
    arrays = ArrayReader(tmp_path / "one")
    assert list(arrays.strings("word")) == ["经济", "发展", "制度", "规则"]
    assert positions(arrays, "plain-word-begins") == [0, 3, 6, 9 + GRAIN]
    assert positions(arrays, "plain-word-goes-on") == [1, 4, 7, 10 + GRAIN]
    # Without the marks each stands earlier.
    assert positions(arrays, "bare-word-begins") == [0, 2, 5, 8]
    assert set_before(arrays["plain-word-begins"]).tolist() == [0, 3, 4]
    assert arrays["word-counts"].tolist() == [1, 1, 1, 1]


def test_borders_are_read_through_all_segments_and_behind_the_last(tmp_path: Path) -> None:
    segments = []
    for name in ("one", "two"):
        with ArrayWriter(tmp_path / name) as writer:
            kept = np.array([True] * 2 + [False] + [True] * 3)
            write_word_places(writer, locate_words("经济，发展\0", None), kept)
        segments.append(ArrayReader(tmp_path / name))
    for index, parted in (("plain", [1, 4, GRAIN + 1, GRAIN + 4]), ("bare", [1, 3, GRAIN + 1, GRAIN + 3])):
        found = WordBorders(segments, index).part_words(np.arange(2 * GRAIN + 8))
        assert np.flatnonzero(found).tolist() == parted
