"""Generated pages are the same each time, keep every character of their truth and show their family."""

import re
from random import Random

import pytest

from app.article import BlockType
from tests.quality.breaking import NOT_AT_END, NOT_AT_START, break_lines, letter_spaced, width
from tests.quality.families import FAMILIES
from tests.quality.generate import generated_page, generated_pages
from tests.quality.overprint import overprinted
from tests.quality.score import bare
from tests.quality.typeset import Style


def test_pages_follow_from_their_number() -> None:
    assert list(generated_pages(5, first=7)) == list(generated_pages(5, first=7))
    assert generated_page(1, "plain") != generated_page(2, "plain")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_page_holds_every_character_of_its_truth(family: str) -> None:
    page = generated_page(3, family)
    text = bare(page.text)
    for article in page.articles:
        for block in article.blocks:
            assert set(bare(block.text)) <= set(text)
        if family in ("plain", "unwrapped", "note_round") and article.kind != "caption":
            assert all(bare(paragraph) in text for paragraph in article.texts(BlockType.PARAGRAPH)[:1])


def test_lines_keep_the_measure_and_break_as_printers_do() -> None:
    text = (
        "开放是当代中国的鲜明标识，“一带一路”倡议提出以来，贸易总额达到2.1万亿美元；——今天，我们（仍）在路上。"
        * 5
    )
    lines = break_lines(text, 12, 2)
    assert "".join(lines) == text
    assert width(lines[0]) <= 20
    assert all(width(line) <= 24 for line in lines)
    assert not [line for line in lines if line[0] in NOT_AT_START or line[-1] in NOT_AT_END]


def test_display_type_habits() -> None:
    lines = ["甲乙丙丁", "戊己"]
    rng = Random(1)
    assert overprinted(lines, "whole", rng) == ["甲乙丙丁甲乙丙丁", "戊己戊己"]
    assert overprinted(lines, "lines", rng) == ["甲乙丙丁", "戊己", "", "甲乙丙丁", "戊己"]
    assert overprinted(lines, "shadow", rng) == ["甲乙丙丁", "", "甲乙丙丁", "戊己", "", "戊己"]
    assert re.fullmatch(r"(.{3,6})\1(.{0,3})\2", overprinted(["甲乙丙丁戊己"], "chunks", rng)[0])
    assert letter_spaced("约占2.5亿亩") == "约 占 2.5 亿 亩"


def test_every_family_names_fields_of_a_style() -> None:
    rng = Random(1)
    for change in FAMILIES.values():
        assert set(change(rng)) <= set(Style.__dataclass_fields__)
