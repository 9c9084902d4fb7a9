from app.search.parallels import NearPassage, Stretch


def stretch(length: int) -> Stretch:
    return Stretch("a", (0, length + 3), 5, 5 + length)


def test_agreement_is_a_share_of_the_longer_one() -> None:
    near = NearPassage(stretch(25), stretch(20), "b", 20)
    assert (near.agreement, near.verbatim) == (0.8, False)
    assert NearPassage(stretch(20), stretch(20), "b", 20).verbatim
