from pathlib import Path

from app.build.parse_files import ParsedFile, parse_seeds
from app.build.sources import find_seeds
from app.config import Settings
from tests.builders import markdown, settings_in, write_seed

LIMIT = 1_000_000


def parsed(settings: Settings, jobs: int | None = None) -> list[ParsedFile]:
    return list(parse_seeds(find_seeds(settings.seeds), settings.seeds, LIMIT, jobs))


def test_several_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for number in range(20):
        write_seed(settings, f"{number:02}.md", markdown(f"题{number}", number))
    # Listed once: the stamp of a file that has just been written is left open.
    seeds = find_seeds(settings.seeds)
    alone, together = (list(parse_seeds(seeds, settings.seeds, LIMIT, jobs)) for jobs in (1, 2))
    assert together == alone
