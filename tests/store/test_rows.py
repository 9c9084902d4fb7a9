"""By what an article is known where only a line or two of it are shown."""

from app.article import Article, Block, BlockType, Kind
from app.store.rows import LEAD, OPENING_MAX, OPENING_MIN, lead_of, opening_words
from tests.builders import article


def test_opening_words_end_at_a_clause() -> None:
    opening = opening_words(
        article("#小标题", "目前，我国正在稳步扩大制度型开放，主动对接国际高标准经贸规则。")
    )
    assert opening == "目前，我国正在稳步扩大制度型开放"
    assert OPENING_MIN <= len(opening) <= OPENING_MAX


def test_a_short_first_paragraph_does_not_stand_alone_in_a_list() -> None:
    assert lead_of(article("#小标题", "2024年12月31日通过", "第一条。")) == "2024年12月31日通过 第一条。"
    assert lead_of(article("#小标题", "长" * 200, "第二段。")) == "长" * (LEAD - 1) + "…"


def test_a_caption_is_its_own_lead() -> None:
    assert (
        lead_of(Article(Kind.ARTICLE, (Block(BlockType.CAPTION, "图为机器人演示。"),))) == "图为机器人演示。"
    )
    assert lead_of(Article(Kind.ARTICLE, ())) == ""
