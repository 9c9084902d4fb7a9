from tempfile import TemporaryFile

import numpy as np

from app.search.engines.local.formulations.windows import KEYS, WindowFile, Windows


def places(numbers: list[int]) -> Windows:
    keys = np.array([numbers] * KEYS, np.uint64) + np.arange(KEYS, dtype=np.uint64)[:, None]
    return Windows(keys, np.array(numbers, np.uint16), np.array(numbers, np.uint32))


def test_lists_are_read_as_they_were_written_by_and_by() -> None:
    with TemporaryFile() as file:
        lists = WindowFile(file, [3, 0, 2])
        for number, part in [(2, [7]), (0, [1, 2]), (1, []), (2, [8]), (0, [3])]:
            lists.write(number, places(part))
        for number, whole in enumerate([[1, 2, 3], [], [7, 8]]):
            expected = places(whole)
            for column, own in zip(lists.read(number).columns(), expected.columns(), strict=True):
                assert column.dtype == own.dtype
                assert column.tolist() == own.tolist()
