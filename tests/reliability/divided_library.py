"""A library of several segments, one of which has pages that no longer count; and how to harm its files."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.build.build import build
from app.build.sources import DICTIONARY
from app.config import Settings
from app.library.library import open_snapshot
from app.search.engines.local import segments
from app.search.generation import NAME
from tests.builders import markdown, settings_in, write_seed

SIDECAR = 'newspaper = "人民日报"\ndate = "2024-03-{day:02}"\nauthors = ["张三"]\n'


@contextmanager
def close_sizes() -> Iterator[None]:
    """Make segments count as of one size where one has no half more than the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "_SMALLEST", 1)
        patch.setattr(segments, "_FACTOR", 1.5)
        yield


def divided_library(folder: Path) -> Settings:
    """Build a library of three segments; two pages of the first are written anew in the others.

    Under ``close_sizes`` they are of three sizes.
    """
    settings = settings_in(folder)
    write_seed(settings, DICTIONARY, "先行先试区 1000\n营商环境法\n")
    for page in range(8):
        write_seed(settings, f"s{page}.md", markdown(f"开放第{page}页", *range(5 * page, 5 * page + 5)))
        write_seed(settings, f"s{page}.toml", SIDECAR.format(day=page + 1))
    build(settings)
    for number, first, last in (1, 61, 65), (4, 68, 78):
        write_seed(settings, f"s{number}.md", markdown(f"改革第{number}页", *range(first, last)))
        build(settings)
    return settings


def newest(settings: Settings) -> Path:
    """Return the folder of the published generation."""
    return max(path for path in settings.index.iterdir() if NAME.fullmatch(path.name))


def kinds(settings: Settings) -> dict[str, list[Path]]:
    """Return the files of the published generation, by what they are: a kind for each name or ending."""
    found: dict[str, list[Path]] = {}
    for path in sorted(newest(settings).rglob("*")):
        if path.is_file():
            found.setdefault(path.suffix if path.suffix in {".seg", ".toc"} else path.name, []).append(path)
    return found


def questions(settings: Settings) -> list[str]:
    """Return addresses that read all that there is: each lane, list, text, and what the desk computes."""
    with open_snapshot(settings) as snapshot:
        article = next(view for view in snapshot.every_article())
    return [
        *("/", "/titles", "/pages/s1", f"/articles/{article.article.id}", f"/p/{article.blocks[1].id}"),
        *(
            "/search?q=开放",
            "/search?q=改革 -within 改革开放",
            "/search?q=开?放",
            "/search?q=乡村 治理&mode=related",
        ),
        *("/search?q=开方的大门", "/suggest?q=开", "/api/count?phrase=年&phrase=开放&phrase=龘"),
        *("/api/search?q=年&rows=occurrences", "/search?q=年 OR 城市&newspaper=人民日报&sort=oldest"),
        *("/api/concordance?q=开放&sort=left", "/concordance?q=开放&show=collocates"),
        *("/concordance?q=年&show=neighbours", "/api/trends?q=开放&by=month", "/trends?q=年&by=article"),
        *("/formulations", "/formulations/开放", "/shifts"),
        *(f"/articles/{article.article.id}/parallels", f"/articles/{article.article.id}/parallels?show=near"),
    ]


def flip(data: bytes, rng: random.Random) -> bytes:
    """Return the same with one bit changed."""
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def cut(data: bytes, rng: random.Random) -> bytes:
    """Return the beginning."""
    return data[: rng.randrange(len(data))]


def swell(data: bytes, rng: random.Random) -> bytes:
    """Return the same with something after it."""
    return data + rng.randbytes(rng.randrange(1, 5000))


def blank(data: bytes, rng: random.Random) -> bytes:
    """Return the same with a stretch of zeros, as a power cut leaves it."""
    at, size = rng.randrange(len(data)), rng.randrange(1, 4097)
    return data[:at] + bytes(len(data[at : at + size])) + data[at + size :]


HARMS = (flip, cut, swell, blank)
