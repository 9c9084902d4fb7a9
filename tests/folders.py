"""Small libraries for tests: source files in a temporary folder, built for real."""

import random
from pathlib import Path

from app.article import Article, Block, BlockType, Kind, Page
from app.build.build import build
from app.config import Settings, read_settings
from app.library.generation import new_name
from app.permalinks.changeset import change_set
from app.permalinks.ids import ParsedPage
from app.store.rows import SourceFile
from app.store.store import Store

WORDS = (
    "开放 创新 乡村 产业 绿色 数字 自由贸易 制度 试验区 先行先试 农民 收入 稳步 增长 科技 "
    "人才 教育 改革 市场 主体 营商环境 法治 金融 风险 防范 民生 就业 养老 医疗 保障 "
    "生态 湿地 湖泊 港口 铁路 航线 通关 便利 投资 贸易 合作 共赢 文明 交流 互鉴 "
    "青年 志愿 社区 治理 网格 基层 干部 作风 调研 粮食 耕地 种业 丰收 能源 转型 "
    "电网 储能 装备 制造 芯片 软件 平台 数据 要素 流通 城市 更新 老街 记忆 博物馆 "
    "非遗 旅游 消费 夜市 体育 赛事 "
)


def paragraph(number: int) -> str:
    """A paragraph that shares little with that of any other number."""
    words = random.Random(number).sample(WORDS.split(), 24)
    return f"{''.join(words[:8])}，{''.join(words[8:15])}，在{2000 + number}年{''.join(words[15:])}。"


def article(*numbers: int, title: str | None = "标题", heading: str = "") -> Article:
    """An article of numbered paragraphs."""
    blocks = [Block(BlockType.PARAGRAPH, paragraph(number)) for number in numbers]
    head = [Block(BlockType.HEADING, heading)] if heading else []
    return Article(Kind.ARTICLE, (*head, *blocks), title=title)


def page(name: str, *articles: Article) -> ParsedPage:
    """A page as the parser gives it."""
    return ParsedPage(Page(name, "原文", "utf-8", articles), f"{name}.txt")


def publish(store: Store, *pages: ParsedPage) -> None:
    """Make these pages all there is, as a build does, but without an engine's index."""
    with store.writing() as writer:
        gone = {known.id for known in writer.pages()} - {source.page.id for source in pages}
        files = tuple(SourceFile(source.file, "", "", source.page.id) for source in pages)
        writer.write(change_set(writer, pages, gone, files).publication)
        before = writer.generation()
        writer.publish(new_name(before.name if before else None), "2026-01-01T00:00:00+00:00", "")


def markdown(title: str, *numbers: int) -> str:
    """The source of a clean page."""
    return "\n\n".join([f"# {title}", *(paragraph(number) for number in numbers)]) + "\n"


def folders(tmp_path: Path, index: str = "index") -> Settings:
    """Settings with a seeds folder and an index folder that is still to come."""
    (tmp_path / "seeds").mkdir(exist_ok=True)
    return read_settings(seeds=tmp_path / "seeds", index=tmp_path / index)


def put(settings: Settings, name: str, text: str) -> Path:
    """Write a source file."""
    path = settings.seeds / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def built(tmp_path: Path) -> Settings:
    """A library of three pages, built."""
    settings = folders(tmp_path)
    put(settings, "a.md", markdown("开放的大门", 1, 2, 3))
    put(settings, "b.md", markdown("创新的力量", 4, 5, 6))
    put(settings, "2024/c.md", markdown("乡村的变化", 7, 8, 9))
    build(settings)
    return settings
