from pathlib import Path

import pytest

from app.build.write_errors import write_errors_told
from app.errors import IndexWriteError


def test_what_the_system_refuses_is_told_with_the_file_and_the_reason(tmp_path: Path) -> None:
    with pytest.raises(IndexWriteError, match=r"nowhere.*No such file"), write_errors_told(tmp_path):
        (tmp_path / "nowhere" / "file").write_text("")
