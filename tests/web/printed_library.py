"""A library of one printed newspaper: articles of the five pages, set in columns on two sheets."""

from pathlib import Path
from random import Random

from app.build.build import build
from app.config import Settings
from tests.quality.press import HEI, Printing, Sheet, Words, printed

TITLE = "推动制度型开放行稳致远"
FIRST = (
    "稳步扩大制度型开放，是推动高质量发展的必然要求。各地区各部门认真贯彻落实决策部署，取得积极进展，"
    "对外开放的大门越开越大，营商环境不断优化，市场主体活力持续增强。"
)
SECOND = (
    "制度型开放要求主动对接国际高标准经贸规则，在规则、规制、管理、标准等方面形成与之相衔接的制度体系，"
    "以开放促改革、促发展，为构建新发展格局提供有力支撑和可靠保障。"
)
OTHER_TITLE = "乡村振兴要走特色之路"
OTHER = "发展乡村特色产业，是乡村全面振兴的重要举措。要立足本地资源，做好土特产文章，让农民更多分享增值收益。"
SIZE, MEASURE, LEADING = 12, 16, 18


def set_columns(sheet: Sheet, texts: list[str], left: float, top: float, lines: int) -> None:
    """Set paragraphs with an indent of two characters, in columns of some lines."""
    rows: list[str] = []
    for text in texts:
        whole = f"\u3000\u3000{text}"
        rows += [whole[start : start + MEASURE] for start in range(0, len(whole), MEASURE)]
    for number, row in enumerate(rows):
        column, line = divmod(number, lines)
        indent = len(row) - len(row.lstrip("\u3000"))
        x = left + column * (MEASURE + 2) * SIZE + indent * SIZE
        sheet.words.append(Words(x, top + line * LEADING + SIZE, row.strip("\u3000"), SIZE))


def newspaper() -> bytes:
    """A PDF of two sheets with an article each."""
    first, second = Sheet(500, 400), Sheet(500, 400)
    first.words.append(Words(40, 50, TITLE, 28, HEI))
    set_columns(first, [FIRST, SECOND], 40, 80, 8)
    second.words.append(Words(40, 50, OTHER_TITLE, 28, HEI))
    set_columns(second, [OTHER], 40, 80, 6)
    return printed([first, second], Printing(), Random(1))


def printed_library(folder: Path) -> Settings:
    """A built library of this newspaper and a page of text."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "paper.pdf").write_bytes(newspaper())
    (seeds / "paper.toml").write_text('newspaper = "试印日报"\ndate = "2024-03-12"\n', encoding="utf-8")
    (seeds / "plain.md").write_text(f"# {OTHER_TITLE}\n\n{OTHER}\n", encoding="utf-8")
    settings = Settings(seeds=seeds, index=folder / "index")
    build(settings, jobs=1)
    return settings
