import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.permalinks.sketch import (
    CHUNK,
    SIMILAR,
    SKETCH_LENGTH,
    encode,
    is_id,
    most_similar,
    normalize,
    normalize_all,
    sketches,
    sketches_of_ids,
)
from tests.builders import paragraph

TEXTS = st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8)


def equal(first: str, second: str) -> int:
    one, two = sketches(normalize_all([first, second]))
    return int((one == two).sum())


@given(TEXTS)
def test_one_pass_over_many_texts_is_a_pass_over_each(texts: list[str]) -> None:
    assert normalize_all(texts) == [normalize(text) for text in texts]
    together = sketches(normalize_all(texts))
    for row, text in zip(together, texts, strict=True):
        assert (row == sketches([normalize(text)])[0]).all()


def test_chunks_do_not_change_a_sketch() -> None:
    texts = [paragraph(i) * 40 for i in range(CHUNK // 2000)]
    assert encode(sketches(texts)) == [encode(sketches([text]))[0] for text in texts]


def test_punctuation_width_and_script_do_not_count() -> None:
    assert normalize("“开放”，２０２４ 年！") == normalize("開放2024年") == "开放2024年"


def test_an_edit_leaves_most_of_a_sketch() -> None:
    for number in range(30):
        text = paragraph(number)
        assert equal(text, text.replace("年", "年底")) >= SIMILAR
        assert equal(text, paragraph(number + 31)) < SIMILAR


def test_unrelated_texts_share_nothing_but_by_chance() -> None:
    rng = random.Random(5)
    texts = ["".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(80)) for _ in range(500)]
    rows = sketches(texts)
    shared = (rows[:250] == rows[250:]).sum(axis=1)
    assert shared.mean() < 2 * SKETCH_LENGTH / 32
    assert shared.max() < SIMILAR


def test_sketches_are_what_they_always_were() -> None:
    """A link given out today must mean the same text in ten years: this value never changes."""
    assert encode(sketches(normalize_all(["高水平对外开放是推动经济持续回升向好的重要力量。", ""]))) == [
        "82m9z60jcr",
        "jjjjjjjjjj",
    ]


def test_an_id_finds_the_most_alike_rows() -> None:
    ids = ["0123456789aaaaaa", "0123456zzzaaaaaa", "zzzzzzzzzzaaaaaa"]
    known = sketches_of_ids(ids)
    assert most_similar("0123456789bbbbbb", known).tolist() == [0]
    assert most_similar("012345zzzzbbbbbb", known[1:]).tolist() == [0]
    assert most_similar("0123zzzzz0bbbbbb", known[:1]).tolist() == []
    assert most_similar("0123456789bbbbbb", np.empty((0, 10), dtype=np.uint8)).tolist() == []


def test_the_form_of_an_id() -> None:
    assert is_id("0123456789abcdef")
    assert not is_id("0123456789abcdeo")
    assert not is_id("0123456789abcdef0")


def test_many_texts_are_taken_as_each_alone() -> None:
    texts = ["", "改革，开放。" * (CHUNK // 9), "“”", "改革" * CHUNK, *map(str, range(1000)), ""]
    assert normalize_all(texts) == [normalize(text) for text in texts]
    own = normalize_all(texts)
    assert encode(sketches(own)) == [encode(sketches([text]))[0] for text in own]
    assert normalize_all([]) == []
    assert encode(sketches([])) == []
