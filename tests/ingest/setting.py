"""Set text in columns as a typesetter would, and read it as far as a test needs."""

from app.ingest.columns.elements import Element, read_elements
from app.ingest.lines.classify import classify_lines
from app.ingest.lines.clean import Line, clean_lines
from app.ingest.lines.width import width

NEVER_FIRST = "，。、；：！？”’》）】"


def column(text: str, measure: int, indent: int = 2) -> list[str]:
    """Return the lines of a paragraph; the first is short by the indent, as extraction leaves it."""
    lines, line, room = [], "", measure - indent
    for position, char in enumerate(text):
        following = text[position + 1 : position + 2]
        needed = width(char) + (1 if following and following in NEVER_FIRST else 0)
        if line and width(line) + needed > room and char not in NEVER_FIRST:
            lines.append(line)
            line, room = "", measure
        line += char
    return [*lines, line]


def page(*paragraphs: str, measure: int = 16, indent: int = 2, between: str = "\n") -> str:
    """Set paragraphs in one column, without punctuation at the start of a line."""
    return between.join("\n".join(column(text, measure, indent)) for text in paragraphs) + "\n"


def lines_of(text: str) -> list[Line]:
    """Return the clean lines of a text."""
    return clean_lines(text)[0]


def elements_of(text: str) -> list[Element]:
    """Return the elements of a text that is one section."""
    return read_elements([classify_lines(lines_of(text))])[0]


def element(kind: str, text: str, measure: float | None = 16.0, *, at: int = 1) -> Element:
    """Return one element of a page, which begins at line `at` of its source."""
    return Element(kind, text, tuple(lines_of("\n" * (at - 1) + text)), measure=measure)


RIVER = (
    "江边的老码头上个月重新开放，每天清晨都有渡船往来两岸，运送蔬菜、鲜鱼和赶集的居民。"
    "镇里为此修好了石阶，添了路灯。"
)
SCHOOL = (
    "山里的小学今年来了三位年轻教师，他们带着学生种树、观鸟，把课堂搬到了溪边。"
    "家长们说，孩子回家后的话多了起来。"
)
MARKET = (
    "县城的夜市重新规划了摊位，油烟管道统一安装，垃圾分类收集。摊主起初担心生意变差，如今却说回头客反而更多。"
)
LIBRARY = (
    "社区图书馆把闭馆时间推迟到晚上十点，下班的人可以来看书借书。志愿者轮流值守，给老人读报，教孩子查字典。"
)
BOATS = (RIVER, "渡船往来两岸，老码头的石阶和路灯由镇里修好，赶集的居民每天清晨乘渡船往来。" * 4)
PUPILS = (SCHOOL, "小学的教师带着学生种树观鸟，溪边的课堂让山里的学生和家长都说小学变了。" * 4)
"""Two texts of two paragraphs, each on a theme of its own."""
