"""Builders for tests: articles in each of their forms, source files, and libraries built for real."""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.article import Article, Block, BlockType, Kind, Page
from app.build.build import build
from app.config import Settings, read_settings
from app.permalinks.changeset import change_set
from app.permalinks.ids import ParsedPage
from app.search.contract import IndexArticle, IndexBlock
from app.search.generation import new_name
from app.store.rows import SourceFile, StoredArticle, StoredBlock
from app.store.store import Store

_WORDS = (
    "开放 创新 乡村 产业 绿色 数字 自由贸易 制度 试验区 先行先试 农民 收入 稳步 增长 科技 "
    "人才 教育 改革 市场 主体 营商环境 法治 金融 风险 防范 民生 就业 养老 医疗 保障 "
    "生态 湿地 湖泊 港口 铁路 航线 通关 便利 投资 贸易 合作 共赢 文明 交流 互鉴 "
    "青年 志愿 社区 治理 网格 基层 干部 作风 调研 粮食 耕地 种业 丰收 能源 转型 "
    "电网 储能 装备 制造 芯片 软件 平台 数据 要素 流通 城市 更新 老街 记忆 博物馆 "
    "非遗 旅游 消费 夜市 体育 赛事 "
)


def paragraph(number: int) -> str:
    """Return a paragraph that shares little with that of any other number."""
    words = random.Random(number).sample(_WORDS.split(), 24)
    return f"{''.join(words[:8])}，{''.join(words[8:15])}，在{2000 + number}年{''.join(words[15:])}。"


def article(*texts: str | int, title: str | None = "标题", **fields: Any) -> Article:
    """Return an article of these texts: a number is a paragraph of its own, ``#…`` a heading."""
    blocks = (Block(BlockType(kind), text) for kind, text in map(_typed, texts))
    return Article(Kind.ARTICLE, tuple(blocks), title=title, **fields)


def index_article(id_: str, title: str | None, *texts: str | int, **fields: Any) -> IndexArticle:
    """Return the article as an engine indexes it; its page is named by the first letter of its id."""
    blocks = [IndexBlock(f"{id_}-t", "title", title)] if title else []
    blocks += [IndexBlock(f"{id_}-{n}", *_typed(text), n) for n, text in enumerate(texts, start=1)]
    given = {"page": f"page-{id_[0]}", "kind": "article", **fields}
    return IndexArticle(id=id_, title=title, blocks=tuple(blocks), **given)


def stored_article(id_: str = "a", page: str = "page", **fields: Any) -> StoredArticle:
    """Return the row of an article with one short paragraph."""
    given = {"position": 0, "kind": Kind.ARTICLE, "opening": "开篇", "lead": "", "characters": 10, **fields}
    return StoredArticle(id=id_, page=page, paragraphs=1, **given)


def stored_block(id_: str, text: str, article: str = "a", **fields: Any) -> StoredBlock:
    """Return the row of a block, the first of its article."""
    given = {"position": 0, "type": BlockType.PARAGRAPH, "n": None, **fields}
    return StoredBlock(id=id_, article=article, text=text, **given)


def _typed(text: str | int) -> tuple[str, str]:
    """Return the type of a block and its text."""
    if isinstance(text, int):
        return BlockType.PARAGRAPH, paragraph(text)
    return BlockType.HEADING if text.startswith("#") else BlockType.PARAGRAPH, text.removeprefix("#")


def page(name: str, *articles: Article) -> ParsedPage:
    """Return a page as the parser does."""
    return ParsedPage(Page(name, "原文", "utf-8", articles), f"{name}.txt")


def publish(store: Store, *pages: ParsedPage) -> None:
    """Publish these pages as the whole library, as a build does, but without an index."""
    with store.writing() as writer:
        gone = {known.id for known in writer.pages()} - {source.page.id for source in pages}
        files = tuple(SourceFile(source.file, "", "", source.page.id) for source in pages)
        writer.write(change_set(writer, pages, gone, files).publication)
        before = writer.generation()
        writer.publish(new_name(before.name if before else None), "2026-01-01T00:00:00+00:00", "none", "")


def markdown(title: str, *texts: str | int) -> str:
    """Return the source of a page in Markdown: a number is a paragraph of its own."""
    written = (text if isinstance(text, str) else paragraph(text) for text in texts)
    return "\n\n".join([f"# {title}", *written]) + "\n"


class Deadly:
    """What ends a process that it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def settings_in(tmp_path: Path, index: str = "index") -> Settings:
    """Return settings with an empty seeds folder and an index folder that does not exist yet."""
    (tmp_path / "seeds").mkdir(exist_ok=True)
    return read_settings(seeds=tmp_path / "seeds", index=tmp_path / index)


def write_seed(settings: Settings, name: str, text: str) -> Path:
    """Write a source file; return its path."""
    path = settings.seeds / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def build_library(tmp_path: Path) -> Settings:
    """Build a library of three pages; return its settings."""
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("开放的大门", 1, 2, 3))
    write_seed(settings, "b.md", markdown("创新的力量", 4, 5, 6))
    write_seed(settings, "2024/c.md", markdown("乡村的变化", 7, 8, 9))
    build(settings)
    return settings


def build_dated_library(tmp_path: Path, texts: Sequence[tuple[str, str]]) -> Settings:
    """Build a library of one article for each date, which may be empty, and paragraph."""
    settings = settings_in(tmp_path)
    for number, (date, text) in enumerate(texts):
        head = f"---\ndate: {date}\n---\n\n" if date else ""
        write_seed(settings, f"{number:02}.md", head + markdown(f"第{number}号", text))
    build(settings)
    return settings
