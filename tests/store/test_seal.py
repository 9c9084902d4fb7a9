from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.store.seal import Seal, page_checksum, read_seal, write_seal

SEAL = Seal.of("g000001-00000000", [bytes(range(256)) * 9], 512)


def test_a_seal_comes_back_and_one_that_changed_is_none(tmp_path: Path) -> None:
    path = tmp_path / "articles.db.seal"
    assert read_seal(path) is None
    write_seal(path, SEAL)
    assert read_seal(path) == SEAL
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            assert read_seal(path) in (None, SEAL)


@given(st.binary(max_size=80) | st.text('[]{}":,0e').map(str.encode))
def test_what_is_no_seal_is_none(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal"
        path.write_bytes(data)
        assert read_seal(path) is None


@given(st.lists(st.binary(min_size=4, max_size=4), max_size=6), st.lists(st.binary(min_size=4, max_size=4)))
def test_a_seal_brought_up_to_date_is_that_of_the_whole(before: list[bytes], after: list[bytes]) -> None:
    changed = {
        number: page_checksum(page)
        for number, page in enumerate(after, start=1)
        if number > len(before) or page != before[number - 1]
    }
    old, new = (Seal.of(name, pages, 4) for name, pages in (("g1", before), ("g2", after)))
    assert old.updated("g2", changed, len(after)) == new
