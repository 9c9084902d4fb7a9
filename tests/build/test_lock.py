"""One build at a time holds an index folder."""

import os
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from app.build.build import build
from app.build.lock import LOCK
from app.errors import BuildBusyError
from tests.builders import markdown, settings_in, write_seed


def test_a_second_build_is_told_who_builds(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("甲", 1))
    build(settings)
    with (settings.index / LOCK).open("r+") as held:
        flock(held, LOCK_EX)
        with pytest.raises(BuildBusyError, match=str(os.getpid())):
            build(settings)
    assert not build(settings).published
