"""The quotations of a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.quotes.draft import read_draft


def quoted(text: str) -> list[str]:
    return [each.text for each in read_draft(text).quotations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说“坚持改革开放”。", ["坚持改革开放"]),
        ("他說「堅持改革開放」，又說『推進法治建設』。", ["堅持改革開放", "推進法治建設"]),
        ('他说"坚持改革开放"，又说"推进法治建设"。', ["坚持改革开放", "推进法治建设"]),
        ("“坚持‘放管服’改革开放”", ["坚持‘放管服’改革开放"]),
        ("“坚持“放管服”改革开放”完", ["坚持“放管服”改革开放"]),
        ("“坚持改革开放。没有结束", ["坚持改革开放。没有结束"]),
        ("“没有结束的引文。又说“坚持改革开放”", ["没有结束的引文。又说", "坚持改革开放"]),
        ("“坚持改革开放。\n“推进法治建设。”", ["坚持改革开放。\n“推进法治建设。"]),
        ("“坚持改革开放\n\n另起一段", ["坚持改革开放"]),
        ("“坚持改革\n开放，推进\n法治”。又说“建设强国”", ["坚持改革\n开放，推进\n法治", "建设强国"]),
        ("“没有结束的引文\n又说“坚持改革开放”", ["没有结束的引文", "坚持改革开放"]),
        ('"坚持改革\n开放"。又说"建设强国"', ["坚持改革\n开放", "建设强国"]),
        ('"没有结束的引文\n又说"坚持改革开放"', ["没有结束的引文", "坚持改革开放"]),
        ("会议指出：坚持改革开放。要推进法治建设。", ["坚持改革开放。", "要推进法治建设。"]),
        ("会议指出：“坚持改革开放。”其余是我们说的", ["坚持改革开放。"]),
        ("坚持改革开放，推进法治建设。", ["坚持改革开放，推进法治建设。"]),
        ("坚持改革开放。\r\n推进法治建设。", ["坚持改革开放。", "推进法治建设。"]),
        ("", []),
    ],
)
def test_what_stands_between_marks_is_found(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_what_is_too_short_is_passed_over_and_told() -> None:
    draft = read_draft("把“提升”落到实处，“坚持改革开放”。")
    assert [each.text for each in draft.passed] == ["提升"]
    assert [each.text for each in draft.quotations] == ["坚持改革开放"]


def test_a_quotation_is_cut_at_its_ellipses() -> None:
    (one,) = read_draft("“坚持改革……推进法治……”").quotations
    assert [(part.text, part.after_gap) for part in one.fragments] == [
        ("坚持改革", False),
        ("推进法治", True),
    ]


def test_paragraphs_and_what_stands_before_are_told() -> None:
    first, second = read_draft("第一段说“坚持改革开放”。\n\n《决定》提出：“推进法治建设”").quotations
    assert (first.paragraph, second.paragraph) == (1, 2)
    assert second.lead == "《决定》提出："


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("《决定》提出“坚持改革开放”“推进法治建设”", ["《决定》提出", "《决定》提出“”"]),
        ("他说“依照《决定》第二条办理。”又说“推进法治建设”", ["他说", "他说“。”又说"]),
        ("《关于“一带一路”的决定》提出“坚持改革开放”", ["《关于", "《关于“一带一路”的决定》提出"]),
        ("第二条 坚持改革开放。\n推进法治建设。", ["", ""]),
        ("会议指出：坚持改革开放", ["会议指出："]),
    ],
)
def test_what_is_quoted_before_names_no_source(text: str, leads: list[str]) -> None:
    assert [each.lead for each in read_draft(text).quotations] == leads


MARKS = st.text('“”‘’「」『』"甲乙丙丁。：…\n 指出', max_size=60)


@given(MARKS)
def test_any_marks_leave_quotations_that_stand_in_the_text(text: str) -> None:
    draft = read_draft(text)
    spans = sorted([*(each.span for each in draft.quotations), *(each.span for each in draft.passed)])
    assert all(text[slice(*each.span)] == each.text for each in draft.quotations)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
