from hypothesis import given, settings
from hypothesis import strategies as st

from app.article import Kind
from app.ingest.blocks import Layout, SourceBlock, SourceType
from app.ingest.flow.read import read_articles
from app.ingest.lines.plain_blocks import read_plain_blocks

TEXT = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"
WORDS = [
    "老街新事",
    "林舟",
    TEXT,
    "2024-06-03",
    "第1版()",
    "专栏：",
    "一、先算账",
    "（完）",
    "此致",
    "①",
    "县名  12  13",
    "",
]


def test_known_blocks_enter_as_what_they_are() -> None:
    blocks = [
        SourceBlock(SourceType.HEADING, "老街新事", 1, ((1, 1),)),
        SourceBlock(SourceType.QUOTE, "本报记者  林  舟《云溪日报》（2024年06月03日第 05 版）", 0, ((2, 2),)),
        SourceBlock(SourceType.PARAGRAPH, TEXT, 0, ((3, 3),)),
        SourceBlock(SourceType.HEADING, "先算账", 2, ((4, 4),)),
        SourceBlock(SourceType.LIST_ITEM, "1. 看图纸", 1, ((5, 5),)),
    ]
    (article,), _ = read_articles(blocks, Layout.MARKDOWN)
    assert (article.title, article.authors, article.newspaper) == ("老街新事", ("林舟",), "云溪日报")
    assert [(block.type.value, block.level) for block in article.blocks] == [
        ("paragraph", 0), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_a_title_and_a_name_alone_are_no_article() -> None:
    assert read_articles(list(read_plain_blocks("老街新事\n林舟")), Layout.ORDER) == ([], [])


def test_a_single_picture_is_a_brief() -> None:
    (article,), _ = read_articles(list(read_plain_blocks(f"老街\n{TEXT}\n林舟摄")), Layout.ORDER)
    assert (article.kind, article.source_note) == (Kind.BRIEF, "林舟摄")


@given(lines=st.lists(st.sampled_from(WORDS), max_size=14))
@settings(deadline=None)
def test_no_line_is_in_two_blocks_and_blocks_keep_their_order(lines: list[str]) -> None:
    articles, _ = read_articles(list(read_plain_blocks("\n".join(lines))), Layout.ORDER)
    places = [span for article in articles for block in article.blocks for span in block.lines]
    assert places == sorted(set(places))
