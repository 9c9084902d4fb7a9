from app.search.engines.local.parallels.shifts.find import find_shifts
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

BEFORE, AFTER = "推动经济全球化朝着更加开放包容", "的方向发展，完善对外开放体制机制"


def test_pairs_of_more_frames_come_first(opened: Open) -> None:
    """普惠 and 均衡 stand in two frames, either and 共赢 in one, always after 包容."""
    other = "鼓励首创性集成式探索并且坚持"
    texts = [f"{BEFORE}普惠{AFTER}", f"{BEFORE}均衡{AFTER}", f"{BEFORE}共赢{AFTER}"]
    texts += [f"{other}{inside}{other}" for inside in ("普惠", "均衡")]
    library = [index_article(f"{n}0", None, text) for n, text in zip("abcde", texts, strict=True)]
    found = find_shifts(opened(library))
    assert [(each.first, each.second, each.frames) for each in found] == [
        ("均衡", "普惠", 2),
        ("包容共赢", "包容均衡", 1),
        ("包容共赢", "包容普惠", 1),
    ]
