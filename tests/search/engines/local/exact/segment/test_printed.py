from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.printed import Gaps, PrintedForms, compare, write_gaps
from app.text import fold

TEXT = st.text("国國Aaａ ，“", max_size=20)


@given(TEXT, TEXT)
def test_forms_tell_how_a_text_is_printed(text: str, typed: str) -> None:
    forms = compare(text, fold(text))
    places = [at for at in range(len(text)) if fold(text).startswith(fold(typed), at)]
    found = forms.printed_as(np.array(places, np.int64), fold(typed), typed)
    assert found.tolist() == [at for at in places if text.startswith(typed, at)]


@given(TEXT, st.sets(st.integers(0, 19)))
def test_forms_move_up_where_characters_are_dropped(text: str, chosen: set[int]) -> None:
    dropped = sorted(at for at in chosen if at < len(text))
    left = "".join(char for at, char in enumerate(text) if at not in dropped)
    moved = compare(text, fold(text)).without(np.array(dropped, np.int64))
    wanted = compare(left, fold(left))
    assert moved.at.tolist() == wanted.at.tolist()
    assert moved.points.tolist() == wanted.points.tolist()


def test_forms_and_gaps_are_read_as_they_were_written(tmp_path: Path) -> None:
    text = "全年 GDP  增长"
    with ArrayWriter(tmp_path / "arrays") as writer:
        spaces = write_gaps(writer, fold(text))
        compare(text, fold(text)).write(writer, "plain")
    arrays = ArrayReader(tmp_path / "arrays")
    assert spaces.tolist() == [2, 6, 7]
    assert Gaps.joined([arrays], [0]).within(0, 9) == [2, 5, 5]
    assert Gaps.joined([arrays], [0]).within(2, 9) == [3, 3]
    assert PrintedForms.read(arrays, "plain").at.tolist() == [3, 4, 5]
