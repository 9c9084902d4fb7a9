from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.store.seal import read_seal, write_seal

CONTENT = {"generation": "g000001-00000000", "sha256": "ab" * 32}


def test_a_seal_comes_back_and_one_that_changed_is_none(tmp_path: Path) -> None:
    path = tmp_path / "articles.db.seal"
    assert read_seal(path) == {}
    write_seal(path, CONTENT)
    assert read_seal(path) == CONTENT
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            assert read_seal(path) in ({}, CONTENT)


@given(st.binary(max_size=80) | st.text('[]{}":,0e').map(str.encode))
def test_what_is_no_seal_is_none(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal"
        path.write_bytes(data)
        assert read_seal(path) == {}
