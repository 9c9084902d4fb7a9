from hashlib import sha256
from pathlib import Path

import pytest

from app.article import Box
from app.config import Settings
from app.errors import NotFoundError
from app.library.pictures import Drawing, Pictures
from tests.web.printed_library import newspaper


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paper.pdf").write_bytes(newspaper())
    return Settings(seeds=tmp_path / "seeds", index=tmp_path / "index")


@pytest.fixture
def digest(settings: Settings) -> str:
    return sha256((settings.seeds / "paper.pdf").read_bytes()).hexdigest()


def test_a_picture_is_drawn_once_and_then_kept(settings: Settings, digest: str) -> None:
    drawing = Drawing("paper.pdf", digest, 1)
    first = Pictures(settings).png(drawing)
    assert first.startswith(b"\x89PNG")
    (settings.seeds / "paper.pdf").unlink()
    assert Pictures(settings).png(drawing) == first


def test_other_sheets_boxes_and_bytes_are_other_pictures(digest: str) -> None:
    boxes = (Box(1, 0, 0, 10, 10),)
    drawings = [
        Drawing("paper.pdf", digest, 1),
        Drawing("paper.pdf", digest, 2),
        Drawing("paper.pdf", digest, boxes=boxes),
        Drawing("paper.pdf", "0" * 64, 1),
    ]
    assert len({each.key for each in drawings}) == 4


def test_a_source_that_is_gone_is_told(settings: Settings, digest: str) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.pdf is no longer there"):
        Pictures(settings).png(Drawing("gone.pdf", digest))


def test_a_source_that_changed_since_the_build_is_told(settings: Settings) -> None:
    with pytest.raises(NotFoundError, match=r"paper\.pdf has changed since it was read"):
        Pictures(settings).png(Drawing("paper.pdf", "0" * 64))


def test_what_cannot_be_drawn_is_told_with_the_reason(settings: Settings, digest: str) -> None:
    with pytest.raises(NotFoundError, match=r"paper\.pdf cannot be drawn: .*page 9 cannot be drawn"):
        Pictures(settings).png(Drawing("paper.pdf", digest, 9))
