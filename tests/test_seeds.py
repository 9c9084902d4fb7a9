"""The five pages are there as they came, and nothing else is: no build and no test writes beside them."""

from hashlib import sha256
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
DIGESTS = {
    "000_e580a8181a6afce0.txt": "91641e0513c4008f5adf5ba0d02a3fc110cfb0a221a92ffad283cab09085349b",
    "001_532428ec3c596e7d.txt": "0734f1d62b160ec9c35828a84964974ea66434925dbdcf869318adaf46afd074",
    "002_086cbfe25ce06430.txt": "bb6a024b96acaa8fc0c500ae80a83646354cf64a92e5c4444cdad437a94d121d",
    "003_e758292cdba52c46.txt": "f9596a586abc38fc8dd936b2316a448b51d3df0f1e72c6503c32aeb967709e1d",
    "004_feab58405e0196af.txt": "8723340c8469a3a25efeb0014cd5a1df099e39ffd387018ff979c503f8aa51e9",
}


def test_the_five_pages_are_as_they_came() -> None:
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in SEEDS.iterdir()} == DIGESTS
