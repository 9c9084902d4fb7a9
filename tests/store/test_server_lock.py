"""Two machines that share a database never build at once."""

from pathlib import Path

import pytest

from app.build.build import build
from app.errors import BuildBusyError
from app.store.server_lock import locked_server
from tests.builders import markdown, settings_in, write_seed
from tests.postgres import on


def test_a_second_machine_is_told_who_builds(shared: str, tmp_path: Path) -> None:
    other = on(shared, settings_in(tmp_path))
    write_seed(other, "a.md", markdown("甲", 1))
    with locked_server(shared), pytest.raises(BuildBusyError, match=r"judou build .* writes"):
        build(other)
    assert build(other).published
