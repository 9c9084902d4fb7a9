from pathlib import Path
from typing import Any, cast

import pytest

from app.build.parsing.parse_files import ParsedFile, parse_seeds
from app.build.sources import find_seeds
from app.config import Settings
from app.folder_files import FolderFiles
from app.messages import Message
from tests.builders import Deadly, markdown, settings_in, write_seed

LIMIT = 1_000_000


def parsed(settings: Settings, jobs: int | None = None) -> list[ParsedFile]:
    return list(parse_seeds(find_seeds(FolderFiles(settings.seeds)), settings.seeds, LIMIT, jobs))


def test_several_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for number in range(20):
        write_seed(settings, f"{number:02}.md", markdown(f"题{number}", number))
    # Listed once: the stamp of a file that has just been written is left open.
    seeds = find_seeds(FolderFiles(settings.seeds))
    alone, together = (list(parse_seeds(seeds, settings.seeds, LIMIT, jobs)) for jobs in (1, 2))
    assert together == alone


@pytest.mark.parametrize("deadly", [{30}, {3, 55, 56}])
def test_a_file_that_ends_its_process_costs_itself_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, deadly: set[int]
) -> None:
    settings = settings_in(tmp_path)
    for number in range(60):
        write_seed(settings, f"{number:02}.md", markdown(f"题{number}", number))
    seeds = find_seeds(FolderFiles(settings.seeds))
    for number in deadly:
        seeds[number] = seeds[number]._replace(around=cast(Any, Deadly()))
    found = list(parse_seeds(seeds, settings.seeds, LIMIT, 2))
    assert [each.seed.file for each in found] == [f"{number:02}.md" for number in range(60)]
    assert {number for number, each in enumerate(found) if not each.page} == deadly
    assert {str(found[number].why) for number in deadly} == {str(Message("parser-died"))}
    assert "was ended" in caplog.text
    assert "Traceback" not in caplog.text
