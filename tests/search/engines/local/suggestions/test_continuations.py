from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.suggestions.continuations import continued, empty_beginning, most_frequent
from tests.builders import index_article

TEXTS = st.lists(st.text("甲乙丙丁。", min_size=1, max_size=60), min_size=1, max_size=6)


@pytest.mark.parametrize("few", [0, 64])
@given(TEXTS, TEXTS, st.sets(st.sampled_from("甲乙丙丁。戊"), min_size=1))
def test_what_occurs_is_what_a_plain_look_at_the_texts_finds(
    few: int, texts: list[str], removed: list[str], chars: set[str]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.search.engines.local.exact.segment.phrase_segment._FEW", few)
        # A second segment, of whose two pages the first no longer counts.
        files = [Path(folder, "one"), Path(folder, "two")]
        write_segment(files[0], [index_article("a", None, *texts)])
        write_segment(files[1], [index_article("b", None, *removed), index_article("c", None, *texts[:1])])
        index = ExactSearcher(files, 10**9, [(), (0,)]).plain
        counted = [*texts, *texts[:1]]
        beginnings = [empty_beginning(index)]
        for length in range(1, 6):
            beginnings = continued(index, beginnings, chars)
            windows = [text[at : at + length] for text in counted for at in range(len(text) - length + 1)]
            wanted = {each: windows.count(each) for each in windows if set(each) <= chars}
            assert {each.text: each.times for each in beginnings} == wanted
    assert most_frequent(beginnings) == sorted(beginnings, key=lambda each: (-each.times, each.text))
