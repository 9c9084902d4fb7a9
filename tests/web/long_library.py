"""A library with one long law: parts, chapters and sections, an article of law in each few paragraphs."""

from itertools import cycle
from pathlib import Path

from app.build.build import build
from app.config import Settings

PARTS, CHAPTERS, SECTIONS, ARTICLES = 2, 5, 4, 9
_HAN = "一二三四五六七八九十"
_CLAUSES = cycle(
    (
        "县级以上地方人民政府应当按照职责分工加强监督管理",
        "任何单位和个人不得擅自改变用途或者超过期限使用",
        "有关主管部门应当自收到申请之日起三十日内作出决定",
        "情节严重的，处五万元以上五十万元以下的罚款并责令改正",
        "前款规定的具体办法由国务院有关部门会同其他部门制定",
        "当事人对处理决定不服的，可以依法申请行政复议或者提起诉讼",
        "国家鼓励科学研究和技术创新，推广先进适用的方法",
    )
)
LAST_WORDS = "本法自公布之日起三百六十五日后施行"


def law_text() -> str:
    """300 kB of law in Markdown; 罚款 stands in every seventh sentence, and the last words nowhere else."""
    lines, number = ["# 中华人民共和国长篇试验法", ""], 0
    for part in _HAN[:PARTS]:
        lines += [f"## 第{part}编 {part}类规定", ""]
        for chapter in _HAN[:CHAPTERS]:
            lines += [f"### 第{chapter}章 {part}之{chapter}的管理", ""]
            for section in _HAN[:SECTIONS]:
                lines += [f"#### 第{section}节 {chapter}之{section}的程序", ""]
                for _ in range(ARTICLES):
                    number += 1
                    lines += [f"第{number}条 {'；'.join(next(_CLAUSES) for _ in range(6))}。", ""]
                    lines += [f"（一）{'，'.join(next(_CLAUSES) for _ in range(5))}；", ""]
    return "\n".join([*lines, f"{LAST_WORDS}。", ""])


def long_library(folder: Path) -> Settings:
    """A built library of it below ``folder``."""
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "长篇试验法.md").write_text(law_text(), encoding="utf-8")
    settings = Settings(seeds=seeds, index=folder / "index", page_size=20)
    build(settings, jobs=1)
    return settings
