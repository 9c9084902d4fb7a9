"""Stretches that are nearly a wording: what is told is true, and one change is found wherever it is."""

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.formulations.wordings import Wordings
from app.analysis.quotes.approximate import DIFFERING, Lexicon

FEW = st.text("甲乙丙丁", min_size=4, max_size=9)
WORDINGS = st.lists(FEW, min_size=1, max_size=6, unique=True)


@given(WORDINGS, st.text("甲乙丙丁\n", max_size=60))
def test_what_is_told_differs_in_one_place(wordings: list[str], text: str) -> None:
    near, same = Lexicon(Wordings(wordings)).find(text)
    assert all(text[slice(*span)] in wordings for span in same)
    for (start, end), number, left, right in near:
        wording, stretch = wordings[number], text[start:end]
        assert 0 <= start < end <= len(text)
        assert stretch != wording
        assert stretch[:left] == wording[:left]
        assert right == 0 or stretch[-right:] == wording[-right:]
        assert 0 <= len(wording) - left - right <= DIFFERING
        assert 0 <= len(stretch) - left - right <= DIFFERING


@given(WORDINGS, st.text("甲乙丙丁\n", max_size=60))
def test_a_wording_as_it_is_is_found_wherever_it_stands(wordings: list[str], text: str) -> None:
    _, same = Lexicon(Wordings(wordings)).find(text)
    plain = {
        (at, at + len(wording))
        for wording in wordings
        for at in range(len(text))
        if text.startswith(wording, at)
    }
    assert set(same) == plain


@given(
    st.text("甲乙丙丁", min_size=6, max_size=12),
    st.sampled_from(["changed", "dropped", "added", "swapped"]),
    st.integers(1, 10),
    st.text("戊己", max_size=5),
)
def test_one_change_is_found(wording: str, kind: str, at: int, around: str) -> None:
    at = min(at, len(wording) - 2)
    made = {
        "changed": wording[:at] + "庚" + wording[at + 1 :],
        "dropped": wording[:at] + wording[at + 1 :],
        "added": wording[:at] + "庚" + wording[at:],
        "swapped": wording[: at - 1] + wording[at] + wording[at - 1] + wording[at + 1 :],
    }[kind]
    near, same = Lexicon(Wordings([wording, "辛壬癸子丑"])).find(around + made + around)
    span = (len(around), len(around) + len(made))
    assert span in same if made == wording else same or any(each.span == span for each in near)


def test_a_text_shorter_than_any_wording_has_none() -> None:
    assert Lexicon(Wordings(["甲乙丙丁"])).find("甲") == ([], [])
    assert Lexicon(Wordings([])).find("甲乙丙丁") == ([], [])
