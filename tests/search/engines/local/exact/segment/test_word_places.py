from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.word_places import GRAIN, write_word_places


def positions(arrays: ArrayReader, name: str) -> list[int]:
    return np.flatnonzero(np.unpackbits(arrays[name].view(np.uint8), bitorder="little")).tolist()


def test_words_stand_where_they_begin_and_go_on(tmp_path: Path) -> None:
    text = "经济，发展\0制度\0" + "。" * GRAIN + "规则\0"
    kept = np.array([char not in "，。" for char in text])
    with ArrayWriter(tmp_path / "one") as writer:
        write_word_places(writer, text, kept, None)
    arrays = ArrayReader(tmp_path / "one")
    assert list(arrays.strings("word")) == ["经济", "发展", "制度", "规则"]
    assert positions(arrays, "plain-word-begins") == [0, 3, 6, 9 + GRAIN]
    assert positions(arrays, "plain-word-goes-on") == [1, 4, 7, 10 + GRAIN]
    # Without the marks each stands earlier.
    assert positions(arrays, "bare-word-begins") == [0, 2, 5, 8]
    assert arrays["plain-words-before"].tolist() == [0, 3]
    assert arrays["word-counts"].tolist() == [1, 1, 1, 1]
