import pytest

from app.article import Article, Block, BlockType, Kind
from app.ingest.metadata.reporters import with_reporters


def article(*texts: str, kind: Kind = Kind.ARTICLE, authors: tuple[str, ...] = ()) -> Article:
    return Article(kind, tuple(Block(BlockType.PARAGRAPH, text) for text in texts), authors=authors)


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("本报云溪3月11日电（记者林舟、赵明）江边的老码头重新开放。", ("林舟", "赵明")),
        ("新华社云溪3月11日电（记者 林舟）江边的老码头重新开放。", ("林舟",)),
        ("本报讯 江边的老码头重新开放。", ()),
    ],
)
def test_a_dateline_names_the_reporters(opening: str, named: tuple[str, ...]) -> None:
    assert with_reporters(article(opening, "渡船往来两岸。")).authors == named


def test_the_bracket_that_ends_a_text_names_them_too() -> None:
    assert with_reporters(article("老码头开放。", "渡船往来两岸。（记者林舟）")).authors == ("林舟",)


def test_a_byline_comes_first_and_captions_have_none() -> None:
    opening = "本报云溪3月11日电（记者林舟）江边的老码头重新开放。"
    assert with_reporters(article(opening, authors=("赵明",))).authors == ("赵明",)
    assert with_reporters(article(opening, kind=Kind.BRIEF)).authors == ()


def test_names_are_parted_where_the_page_parts_them() -> None:
    printed = ["本报讯（通讯员 谢雨 罗强）渡船往来两岸。"]
    assert with_reporters(article("本报讯（通讯员谢雨罗强）渡船往来两岸。"), printed).authors == (
        "谢雨",
        "罗强",
    )
