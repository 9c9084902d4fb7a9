"""The scorer gives 1 to the truth and less to each kind of mistake."""

from dataclasses import replace

import pytest

from app.article import Article
from tests.builders import article
from tests.quality.known import KnownPage, known_pages
from tests.quality.score import score_page

FIRST = article(
    "春天来了，田野里一片新绿。",
    "农民开始播种，水渠里有了水声。",
    title="春到田间",
    authors=("王琳",),
    affiliation="作者系农民",
)
SECOND = article("港口的吊机昨夜没有停下，船只进进出出。", "今年的货物比去年更多。", title=None)


@pytest.mark.parametrize("page", known_pages(), ids=lambda page: page.name)
def test_the_truth_scores_one_throughout(page: KnownPage) -> None:
    assert set(score_page(page.articles, page.articles).figures().values()) == {1.0}


def figures(*guess: Article) -> dict[str, float]:
    return score_page((FIRST, SECOND), guess).figures()


def test_order_of_articles_does_not_matter() -> None:
    assert set(figures(SECOND, FIRST).values()) == {1.0}


def test_a_wrong_title_counts_once() -> None:
    found = figures(replace(FIRST, title="春"), SECOND)
    assert (found["title"], found["paragraph"], found["untitled"]) == (0.0, 1.0, 1.0)


def test_an_invented_title_and_author_count() -> None:
    found = figures(FIRST, replace(SECOND, title="港口", authors=("陈思",)))
    assert (found["untitled"], found["authors"]) == (0.0, 0.5)


def test_joined_paragraphs_cost_their_boundary() -> None:
    joined = article("".join(block.text for block in FIRST.blocks)).blocks
    found = figures(replace(FIRST, blocks=joined), SECOND)
    assert found["paragraph"] == pytest.approx(2 * 2 / (4 + 3))
    assert found["boundary"] == pytest.approx(2 * 3 / (4 + 3))
    assert found["kept"] == 1.0


def test_text_given_to_another_article_is_misassigned() -> None:
    found = figures(
        replace(FIRST, blocks=FIRST.blocks[:1]), replace(SECOND, blocks=(*FIRST.blocks[1:], *SECOND.blocks))
    )
    assert found["assignment"] < 0.8
    assert found["kept"] == 1.0


def test_lost_and_invented_text_count_apart() -> None:
    assert figures(FIRST)["kept"] < 0.7
    assert figures(FIRST)["own"] == 1.0
    invented = replace(SECOND, blocks=(*SECOND.blocks, *article("这句话从来没有印在报纸上。").blocks))
    assert figures(FIRST, invented)["own"] < 0.9
    assert figures(FIRST, invented)["kept"] == 1.0
