"""A stand-in for a large library: 3,000 files in folders, written anew and always alike.

Most are short laws, on shelves and sub-shelves; some have a date in their name, some have a namesake of
another year. Some are pages of a newspaper with two signed articles each, which sidecars date. One law is
long (``LONG_LAW``) and one is on a shelf of its own.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from app.build.build import build
from app.config import Settings

FILES = 3_000
NEWSPAPER_PAGES = 200
LONG_LAW = "中华人民共和国长治条例"
LONG_ARTICLES = 600
"""Articles of the long law, in parts (编), chapters and sections."""
TWICE = "河湖保护条例"
"""A law that stands on one shelf as it was in 2012 and as it was in 2021."""

# Folders with their titles and with their shares of the files.
SHELVES = {
    "01-constitution": ("宪法", 1),
    "02-civil": ("民法", 6),
    "03-administrative": ("行政法", 10),
    "04-economic": ("经济法", 10),
    "05-social": ("社会法", 6),
    "06-procedure": ("诉讼程序法", 4),
    "07-regulations": ("行政法规", 24),
    "08-departments/market": ("市场监管", 4),
    "08-departments/labour": ("人力资源", 3),
    "08-departments/police": ("公安", 2),
    "09-local/north/山城": (None, 10),
    "09-local/north/雁门": (None, 8),
    "09-local/south/海州": (None, 9),
    "09-local/south/云港": (None, 7),
    "10-cases": ("案例", 3),
}
UPPER = {"08-departments": "部门规章", "09-local": "地方法规"}
SINGLE = "11-letters/only"
PAPER = "12-papers"

# Places, subjects, forms of laws; then what their sentences are made of; then topics of the newspaper.
_WORDS = """
安河 北川 长岭 东港 富春 甘泉 海州 江阴 昆山 临川 明溪 宁远 平湖 清江 荣成 松山 通州 文登 信阳 云港 正定
安全 班车 档案 房屋 肥料 港口 渔业 计量 矿山 建筑 排水 气象 燃气 森林 食品 土地 文物 电台 献血 信访 水源 殡葬
保护条例 管理条例 促进办法 监督规定 实施细则 若干规定 暂行办法
县级以上人民政府 主管部门 有关单位 从业人员 行业协会 直接负责的主管人员 村民委员会 经营者
应当建立 负责落实 依法公开 定期检查 及时报告 统一规划 不得擅自改变 可以委托他人办理
管理制度 应急预案 信用信息 公共服务设施 监测网络 安全责任 个人信息 生态环境 投诉渠道 年度计划
县域经济 乡村阅读 河湖治理 老街更新 青年就业 社区养老 数字档案 绿色转型 港口联动 粮食安全
"""
_PLACES, _SUBJECTS, _FORMS, _BODIES, _VERBS, _OBJECTS, _TOPICS = map(str.split, _WORDS.strip().splitlines())
_SURNAMES, _GIVEN = "安包陈丁方高韩江柯李马倪欧潘秦任孙汤吴许杨周", "明华建国志远文静立新海燕永安思齐"
_INSTITUTIONS = [f"{place}{kind}" for place in _PLACES[:10] for kind in ("大学", "社会科学院", "党校")]


def write_large_seeds(folder: Path) -> Path:
    """Write the 3,000 files into ``folder``; return it."""
    chance = random.Random(12)
    _write(folder / PAPER / "_folder.toml", 'title = "港城日报"\nnewspaper = "港城日报"\n')
    for number in range(NEWSPAPER_PAGES):
        _write_newspaper_page(folder, number, chance)
    for name, title in [*UPPER.items(), *((name, title) for name, (title, _) in SHELVES.items() if title)]:
        _write(folder / name / "_folder.toml", f'title = "{title}"\n')
    _write(folder / f"{SINGLE}.md", f"# 一封没有日期的信\n\n{_sentence(chance)}\n")
    _write(folder / f"07-regulations/{LONG_LAW}(2019-06-01).md", _long_law(chance))
    for date in ("2012-03-01", "2021-09-01"):
        _write(folder / f"03-administrative/{TWICE}({date}).md", _law(TWICE, chance))
    rest = FILES - NEWSPAPER_PAGES - 4
    shares = sum(share for _, share in SHELVES.values())
    names = [name for name, (_, share) in SHELVES.items() for _ in range(rest * share // shares)]
    names += ["07-regulations"] * (rest - len(names))
    for name, (title, date) in zip(names, _titles(chance), strict=False):
        _write(folder / name / f"{title}{date}.md", _law(title, chance))
    return folder


def built_large_library(folder: Path) -> Settings:
    """Write and build the large library below ``folder``; return its settings."""
    settings = Settings(seeds=write_large_seeds(folder / "seeds"), index=folder / "index", page_size=20)
    build(settings)
    return settings


def _titles(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield titles, each once, with the date that the name of the file ends with, or nothing."""
    every = [f"{place}{subject}{form}" for place in _PLACES for subject in _SUBJECTS for form in _FORMS]
    for number, title in enumerate(chance.sample(every, len(every))):
        country = "中华人民共和国" if number % 9 == 0 else ""
        year = 1983 + int(42 * chance.random() ** 0.5)
        day = f"({year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02})"
        yield f"{country}{title}", "" if number % 20 == 7 else day


def _law(title: str, chance: random.Random) -> str:
    articles = (f"第{_han(number)}条 {_sentence(chance)}" for number in range(1, 4))
    return "\n\n".join([f"# {title}", *articles]) + "\n"


def _long_law(chance: random.Random) -> str:
    lines, heads = [f"# {LONG_LAW}"], {200: "编", 50: "章", 25: "节"}
    for number in range(LONG_ARTICLES):
        for level, (every, name) in enumerate(heads.items(), start=2):
            if number % every == 0:
                lines.append(f"{'#' * level} 第{_han(number // every + 1)}{name} {chance.choice(_OBJECTS)}")
        sentences = (_sentence(chance) for _ in range(chance.randint(1, 4)))
        lines.append(f"第{_han(number + 1)}条 {''.join(sentences)}")
    return "\n\n".join(lines) + "\n"


def _write_newspaper_page(folder: Path, number: int, chance: random.Random) -> None:
    day = f"{2022 + number // 80}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    path, items, about = folder / PAPER / day[:4] / f"page-{number:03}.md", [], [f'date = "{day}"']
    for place in chance.sample(_PLACES, 2):
        title = f"{place}的{chance.choice(_TOPICS)}之路：第{_han(number + 1)}次走访"
        author = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
        items.append(f"# {title}\n\n" + "\n\n".join(_sentence(chance) for _ in range(3)))
        about.append(f'[[articles]]\ntitle = "{title}"\nauthors = ["{author}"]')
        about.append(f'affiliation = "{chance.choice(_INSTITUTIONS)}"')
    _write(path, "\n\n".join(items) + "\n")
    _write(path.with_suffix(".toml"), "\n".join(about) + "\n")


def _sentence(chance: random.Random) -> str:
    clauses = (
        f"{chance.choice(_BODIES)}{chance.choice(_VERBS)}{chance.choice(_PLACES)}的{chance.choice(_OBJECTS)}"
        for _ in range(chance.randint(2, 3))
    )
    return f"{'，'.join(clauses)}。"


def _han(number: int) -> str:
    """Return a number below 1,000 in Han characters, as laws count their articles."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{digits[hundreds]}百" if hundreds else ""
    written += ("零" if written else "") if not tens and ones else ""
    written += (f"{digits[tens]}十" if tens > 1 or hundreds else "十") if tens else ""
    return written + (digits[ones] if ones or not number else "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
