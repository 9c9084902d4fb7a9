"""Articles without a title are told apart by their opening words, and these read as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from app.permalinks.openings import LONGEST, SHORTEST, USUAL, opening_words
from tests.builders import article

DECISION = "《关于进一步全面深化改革、推进现代化的决定》"
TEXTS = st.lists(st.text("开放改革，。；：《》“”（）", min_size=1, max_size=60), min_size=1, max_size=4)
PAIRS = ("《》", "“”", "（）")


def of(*texts: str) -> list[str]:
    return opening_words([article(text, title=None) for text in texts])


def test_opening_words_end_at_a_clause() -> None:
    (opening,) = of("目前，我国正在稳步扩大制度型开放，主动对接国际高标准经贸规则。")
    assert opening == "目前，我国正在稳步扩大制度型开放"
    assert SHORTEST <= len(opening) <= USUAL


def test_a_heading_before_the_first_paragraph_is_no_opening() -> None:
    assert opening_words([article("#小标题", "第一段。", title=None)]) == ["第一段。"]


def test_no_pair_of_marks_is_cut_in_two() -> None:
    assert of(f"{DECISION}提出，要稳步扩大开放。") == [f"{DECISION}提出"]
    assert of("会议指出：“要坚持稳中求进，以进促稳，先立后破。”各地认真贯彻落实，取得进展。") == [
        "会议指出：“要坚持稳中求进，以进促稳，先立后破。”"
    ]
    # A mark that is never closed holds nothing together.
    assert of("他说：“这一年来变化很大，大家都看得见，也摸得着，日子一天比一天好。") == [
        "他说：“这一年来变化很大，大家都看得见，也摸得着"
    ]


def test_openings_of_one_page_differ() -> None:
    first, second = of(f"{DECISION}提出，要扩大开放。", f"{DECISION}提出，要绿色发展。")
    assert (first, second) == (f"{DECISION}提出，要扩大开放", f"{DECISION}提出，要绿色发展")


@given(TEXTS)
def test_an_opening_is_a_beginning_that_no_other_text_has(texts: list[str]) -> None:
    for own, (text, opening) in enumerate(zip(texts, of(*texts), strict=True)):
        assert text.startswith(opening)
        others = [other for n, other in enumerate(texts) if n != own]
        within = len(text) <= LONGEST and not any(other.startswith(text) for other in others)
        told_apart = not any(other.startswith(opening) for other in others)
        # Marks at the end are not counted among the words, and may be all that differs.
        assert told_apart or not within or len(text.rstrip("，；：")) < len(text)


@given(
    st.lists(
        st.tuples(
            st.none() | st.text("开放", min_size=1, max_size=3), st.text("开放，", min_size=1, max_size=30)
        ),
        min_size=1,
        max_size=9,
    )
)
def test_titles_of_others_are_names_too_and_ones_own_is_not(page: list[tuple[str | None, str]]) -> None:
    found = opening_words([article(text, title=title) for title, text in page])
    names = [title or text for title, text in page]
    for own, ((_, text), opening) in enumerate(zip(page, found, strict=True)):
        ends = [at for at in range(1, len(text) + 1) if at == len(text) or text[at] == "，"]
        others = [other for n, other in enumerate(names) if n != own]
        apart = [at for at in ends if not any(other.startswith(text[:at]) for other in others)]
        fitting = [at for at in apart if SHORTEST <= at <= USUAL]
        longer = [at for at in apart if at > USUAL]
        end = fitting[-1] if fitting else longer[0] if longer else (apart or ends)[-1]
        assert opening == text[:end].rstrip("，")


@given(st.text("开放，。《》“”", min_size=1, max_size=80))
def test_whole_pairs_stay_whole(text: str) -> None:
    (opening,) = of(text)
    balanced = all(text.count(pair[0]) == text.count(pair[1]) for pair in PAIRS) and not any(
        text[:at].count(pair[0]) - text[:at].count(pair[1]) not in (0, 1)
        for pair in PAIRS
        for at in range(len(text) + 1)
    )
    nested = "《" in text and "“" in text
    if balanced and not nested:
        assert all(opening.count(pair[0]) == opening.count(pair[1]) for pair in PAIRS)
