"""By what an article is known where only a line or two of it are shown."""

from app.article import Article, Block, BlockType, Kind
from app.store.rows import LEAD, lead_of
from tests.builders import article


def test_a_short_first_paragraph_does_not_stand_alone_in_a_list() -> None:
    assert lead_of(article("#小标题", "2024年12月31日通过", "第一条。")) == "2024年12月31日通过 第一条。"
    assert lead_of(article("#小标题", "长" * 200, "第二段。")) == "长" * (LEAD - 1) + "…"


def test_a_caption_is_its_own_lead() -> None:
    assert (
        lead_of(Article(Kind.ARTICLE, (Block(BlockType.CAPTION, "图为机器人演示。"),))) == "图为机器人演示。"
    )
    assert lead_of(Article(Kind.ARTICLE, ())) == ""
