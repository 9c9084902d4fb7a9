"""Newspaper pages set by our own press, and documents, are read as what they are."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from app.article import Article, Block, BlockType, Box, Page
from app.ingest.parse import parse_page
from app.ingest.parse_json import block_form
from app.ingest.source.pdf.read import read_pdf
from tests.quality.document import document
from tests.quality.known import known_pages
from tests.quality.newspaper import Setting, Story, Type, set_story
from tests.quality.newspaper_pages import made_up, newspaper_page, newspaper_pages, some_articles
from tests.quality.press import HEI, KAI, SONG, Printing, Sheet, Words, printed
from tests.quality.score import Score, score_page

FLOORS = {
    "title": 0.96,
    "paragraph": 0.97,
    "boundary": 0.985,
    "assignment": 0.975,
    "heading": 0.93,
    "authors": 0.93,
    "affiliation": 0.97,
    "kept": 0.998,
}
PLAIN = Printing()


def parsed(data: bytes) -> Page:
    pdf = read_pdf(data, "page.pdf")
    return parse_page("page", pdf.text, "pdf", pdf.places)


def figures(pages: Sequence[tuple[bytes, Sequence[Article]]]) -> dict[str, float]:
    total = Score()
    for data, truth in pages:
        total.merge(score_page(truth, parsed(data).articles))
    return total.figures()


def sunk(found: dict[str, float]) -> dict[str, float]:
    return {name: found[name] for name, floor in FLOORS.items() if found.get(name, 1.0) < floor}


@pytest.mark.parametrize(
    ("count", "start"), [(6, 0), pytest.param(60, 100, marks=pytest.mark.soak)], ids=["few", "many"]
)
def test_pages_drawn_by_lot_reach_the_floors(count: int, start: int) -> None:
    pages = newspaper_pages(count, start=start)
    assert not sunk(figures([(page.data, page.articles) for page in pages]))


def page_of(plan: Sequence[Sequence[Story]], type_: Type, seed: str, printing: Printing = PLAIN) -> bytes:
    rng = Random(seed)
    rows: list[list[Setting]] = [[set_story(story, type_, rng) for story in row] for row in plan]
    return printed([made_up(rows, type_, rng)], printing, rng)


@pytest.mark.parametrize("rules", [True, False])
def test_articles_whose_titles_are_pictures_stay_apart_and_untitled(rules: bool) -> None:
    one, other, third = (replace(a, kicker=None) for a in some_articles(Random("pictures"))[:3])
    plan = [[Story(one, 5, head="picture")], [Story(other, 2, lines=2), Story(third, 3, head="picture")]]
    truth = [replace(one, title=None, authors=()), other, replace(third, title=None, authors=())]
    found = figures([(page_of(plan, Type(columns=5, rules=rules), "p"), truth)])
    assert {name: value for name, value in found.items() if value < 1} == {}


def test_framed_articles_stay_apart() -> None:
    one, other, third = (replace(a, kicker=None) for a in some_articles(Random("frames"))[:3])
    plan = [[Story(one, 3, framed=True), Story(other, 2, lines=2)], [Story(third, 5, framed=True)]]
    data = page_of(plan, Type(columns=5), "f", Printing(order="shuffled"))
    assert not sunk(figures([(data, [one, other, third])]))


@pytest.mark.parametrize("beside", [True, False])
def test_two_pages_on_a_sheet_are_read_one_after_the_other(beside: bool) -> None:
    (left, one), (right, other) = (newspaper_page(Random(f"half {n}")) for n in (0, 5))
    right.move(left.width if beside else 0.0, 0.0 if beside else left.height)
    both = Sheet(
        left.width + right.width if beside else max(left.width, right.width),
        max(left.height, right.height) if beside else left.height + right.height,
        left.words + right.words,
        left.drawn + right.drawn,
    )
    titles = [a.title for a in parsed(printed([both], PLAIN, Random(1))).articles if a.title]
    alone = [
        a.title
        for n in (0, 5)
        for a in parsed(printed([newspaper_page(Random(f"half {n}"))[0]], PLAIN, Random(1))).articles
        if a.title
    ]
    assert titles == alone
    assert len(titles) == sum(1 for a in [*one, *other] if a.title)


def issue(glued: bool) -> tuple[bytes, Article]:
    """An issue of two pages whose first article goes on on the second; `glued`: in mid-sentence."""
    type_, rng = Type(columns=5), Random("issue")
    main, second, third = (replace(a, kicker=None) for a in some_articles(Random("j3"))[:3])
    cut = len(main.blocks) // 2
    end, begin = list(main.blocks[:cut]), list(main.blocks[cut:])
    note: str | None = "下转第2版"
    if glued:
        half = len(begin[0].text) // 2
        end.append(Block(BlockType.PARAGRAPH, f"{begin[0].text[:half]}（下转第二版）"))
        begin[0] = Block(BlockType.PARAGRAPH, begin[0].text[half:])
        note = None
    first = replace(main, blocks=tuple(end), affiliation=None, source_note=note)
    rest = set_story(Story(replace(main, blocks=tuple(begin), authors=()), 3, lines=2), type_, rng)
    words = next(w for w in rest.sheet.words if w.size == type_.size)
    if glued:
        indented = next(n for n, w in enumerate(rest.sheet.words) if w is words)
        rest.sheet.words[indented] = replace(words, x=0.0, spacing=words.spacing + 2 * type_.size / 12)
    rest.sheet.words.append(Words(0, words.y - type_.step, "（上接第一版）", type_.size, KAI))
    pages = [
        [[set_story(Story(first, 5), type_, rng)], [set_story(Story(second, 5), type_, rng)]],
        [[set_story(Story(third, 5), type_, rng)], [rest]],
    ]
    return printed([made_up(rows, type_, rng) for rows in pages], PLAIN, rng), main


def test_boxes_are_as_wide_as_their_columns_and_hold_their_lines() -> None:
    type_ = Type(columns=3)
    (article,) = (replace(a, kicker=None) for a in some_articles(Random("boxes"))[:1])
    page = parsed(page_of([[Story(article, 3)]], type_, "b"))
    assert page.printed is not None
    for block in page.articles[0].blocks:
        lines = [page.printed.lines[n - 1] for first, last in block.lines for n in range(first, last + 1)]
        inside = [box for line in lines for box in block.boxes if line and holds(box, line)]
        assert len(inside) == len([line for line in lines if line])
        assert all(abs(box.right - box.left - type_.width) < 6 for box in block.boxes)
        high = sum(box.bottom - box.top for box in block.boxes)
        assert abs(high - len(inside) * type_.step) < 2
        assert block_form(block)["boxes"][0][0] == 1


def holds(outer: Box, inner: Box) -> bool:
    """Whether one box lies in another of the same page."""
    across = outer.left - 1 <= inner.left and inner.right <= outer.right + 1
    return outer.page == inner.page and across and outer.top <= inner.top and inner.bottom <= outer.bottom


@pytest.mark.parametrize("glued", [False, True])
def test_an_article_goes_on_on_the_next_page(glued: bool) -> None:
    data, main = issue(glued)
    page = parsed(data)
    first = page.articles[0]
    assert [block.text for block in first.blocks] == [block.text for block in main.blocks]
    assert first.affiliation == main.affiliation
    assert len([a for a in page.articles if a.title]) == 3
    assert {box.page for block in first.blocks for box in block.boxes} == {1, 2}


@pytest.mark.parametrize(("indent", "gap", "heading"), [(2, 0, HEI), (0, 0.8, HEI), (2, 0, SONG)])
def test_a_document_of_many_pages_is_one_article(indent: float, gap: float, heading: str) -> None:
    known = (a for page in known_pages() for a in page.articles)
    article = next(a for a in known if len(a.texts(BlockType.HEADING)) > 2)
    (found,) = parsed(document(article, indent, gap, heading)).articles
    assert (found.title, found.authors) == (article.title, article.authors)
    assert [(b.type, b.text) for b in found.blocks] == [(b.type, b.text) for b in article.blocks]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (("07", "科技日报", "2024年3月12日 星期二"), ("科技日报", "2024-03-12", "7")),
        (("第4版", "经济日报", "2024年3月12日 星期二"), ("经济日报", "2024-03-12", "4")),
        (("理论", "2024年3月12日", "9"), (None, "2024-03-12", None)),
    ],
)
def test_the_printed_head_says_newspaper_day_and_edition(
    head: tuple[str, str, str], said: tuple[str | None, ...]
) -> None:
    sheet, _ = newspaper_page(Random("head"))
    sheet.words = [words for words in sheet.words if words.y > 40]
    sheet.words += [Words(40 + 170 * n, 32, text, 12, KAI) for n, text in enumerate(head)]
    articles = parsed(printed([sheet], PLAIN, Random(1))).articles
    assert {(a.newspaper, a.date, a.edition) for a in articles} == {said}
