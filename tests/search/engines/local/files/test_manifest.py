from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.engines.local.files.manifest import MANIFEST, verify, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "g000001-00000000"
    (made / "words").mkdir(parents=True)
    (made / "phrases.bin").write_bytes(bytes(range(256)) * 40)
    (made / "words" / "toc").write_bytes(b"toc")
    return made


def test_a_sealed_folder_is_whole(folder: Path) -> None:
    verify(folder, write_manifest(folder))


@pytest.mark.parametrize("name", ["phrases.bin", "words/toc", MANIFEST])
def test_any_change_is_found(folder: Path, name: str) -> None:
    manifest = write_manifest(folder)
    path = folder / name
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 20)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(IndexDamagedError, match="judou build"):
            verify(folder, manifest)
    path.write_bytes(whole[:-1])
    with pytest.raises(IndexDamagedError):
        verify(folder, manifest)
    path.unlink()
    with pytest.raises(IndexDamagedError, match="missing"):
        verify(folder, manifest)
