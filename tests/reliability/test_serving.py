"""Serve while building: no failure, no answer of two generations, and every worker follows."""

import subprocess

import pytest

from app.config import Settings
from tests.reliability.harm import edit, state
from tests.reliability.load import get, judou, read_while_building, served
from tests.served import ROOT, waited


def test_readers_notice_nothing_of_a_build(library: Settings) -> None:
    seen = read_while_building(library, clients=6, seconds=3, builds=1, workers=1)
    assert seen.failures == []
    assert len(seen.generations) == 2


def test_every_worker_follows_a_new_generation(library: Settings) -> None:
    with served(library, workers=2) as port:
        get(port, "/")
        edit(library, 1)
        subprocess.run(judou(library, "build"), cwd=ROOT, check=True, capture_output=True)
        name = state(library)[0]
        # Twenty connections of their own: each worker answers some of them.
        assert waited(lambda: {get(port, "/")[1] for _ in range(20)} == {name})


@pytest.mark.soak
def test_sixty_four_readers_for_a_minute(library: Settings) -> None:
    seen = read_while_building(library, clients=64, seconds=60, builds=3, workers=2)
    assert seen.failures == []
    assert len(seen.generations) == 4
    assert seen.percentile(0.99) <= 10 * seen.percentile(0.5), (seen.percentile(0.5), seen.percentile(0.99))
