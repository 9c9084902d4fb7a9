from pathlib import Path

import numpy as np

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.formulations.file import read_mined, write_mined
from app.search.engines.local.formulations.mine import mine
from tests.search.libraries import seeds_library


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_segment(tmp_path / "segment", seeds_library())
    mined = mine(ExactSearcher([tmp_path / "segment"], 10**9))
    write_mined(tmp_path / "file", mined)
    read = read_mined(tmp_path / "file")
    assert (read.characters, read.texts, read.titles) == (mined.characters, mined.texts, mined.titles)
    assert len(read.texts) > 100
    written, again = ([*each.spread, *each.candidates.found, *each.candidates[1:]] for each in (mined, read))
    assert [np.asarray(each).tolist() for each in written] == [np.asarray(each).tolist() for each in again]
