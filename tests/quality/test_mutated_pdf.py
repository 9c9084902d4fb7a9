from pathlib import Path

import pytest

from app.build.build import build
from tests.builders import settings_in
from tests.quality.mutated_pdf import LARGEST, SLOWEST, main, mutants, processor_seconds


def test_damaged_files_are_read_or_listed_and_end_no_build(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    files = list(mutants(8, seed=2))
    for number, data in enumerate(files):
        (settings.seeds / f"{number}.pdf").write_bytes(data)
    start = processor_seconds()
    report = build(settings)
    assert processor_seconds() - start < SLOWEST * len(files)
    assert report.parsed + len(report.skipped) == len(files)
    assert LARGEST > 0


@pytest.mark.soak
def test_three_hundred_damaged_files_take_neither_long_nor_much() -> None:
    assert main(300) == 0
