"""A store for each test, and an article that says everything there is to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.article import Article, Block, BlockType, Flag, Kind, Origin, Part, Role
from app.messages import Message
from app.store.store import Store, open_to_write
from tests.builders import paragraph

NOTES = (
    Message("encodings-mixed", {"kinds": (Message("lines-as-encoding", {"number": 2, "encoding": "big5"}),)}),
    Message("last-character-cut"),
)
FULL = Article(
    Kind.BRIEF,
    (
        Block(BlockType.HEADING, "小标题", ((1, 2),), level=2),
        Block(BlockType.PARAGRAPH, paragraph(1), ((12, 30), (4, 9)), (Flag.JOINED, Flag.REORDERED), 0.5),
        Block(BlockType.KEY_POINT, "要点", ((3, 3),)),
        Block(BlockType.CAPTION, "图说", ()),
    ),
    title="题目",
    subtitle="副题",
    kicker="引题",
    authors=("甲", "乙"),
    affiliation="某研究院",
    source_note="据新华社",
    flags=(Flag.TITLE_NOT_IN_SOURCE,),
    parts=(Part(Role.TITLE, "题目", ((1, 1),)),),
    newspaper="某报",
    date="2024-03-12",
    edition="10",
    column="理论纵横",
    url="https://example.org/1",
    issuing_body="国务院",
    document_number="国发〔2024〕5号",
    origins={"newspaper": Origin.SIDECAR, "date": Origin.PRINTED},
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'articles.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_to_write(url)
    yield opened
    opened.close()
