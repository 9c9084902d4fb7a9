from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.held_array import HeldArray


def test_what_is_held_is_what_is_on_disk(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "numbers") as writer:
        writer.put("ranks", np.array([1, 2, 300, 4, 5, 6, 7], ">u2"))
        writer.put_small("places", np.array([5, 1 << 20, 3]))
    arrays = ArrayReader(tmp_path / "numbers")
    ranks, places = (arrays.disk_array(name) for name in ("ranks", "places"))
    starts = np.array([6, 0, 2])
    for held, disk in ((HeldArray(ranks), ranks), (HeldArray(places), places)):
        assert len(held) == len(disk)
        at = starts[starts < len(disk)]
        assert held.rows(at, 3).tolist() == disk.rows(at, 3).tolist()
    for size in (6, 16, 10_000):
        assert HeldArray(ranks).octets(starts, size).tolist() == ranks.octets(starts, size).tolist()
    assert ranks.octets(starts[1:2], 6).tolist() == [b"\0\1\0\2\1\54"]
