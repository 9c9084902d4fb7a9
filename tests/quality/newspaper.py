"""Articles set as newspapers do: heads above, beside and before their columns, frames, pictures, notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from app.article import Article, BlockType
from tests.quality.press import HEI, KAI, SONG, Drawn, Sheet, Words, text_width

CLOSING = "，。、；：！？”’》〉」』）〕】%％…·"
LEAST_TITLE = 1.32
"""Times the text."""
OPENING = "“‘《〈「『（〔【"
CAPTIONS = (
    "图为工作人员在田间查看长势。新华社记者 李 明摄",
    "各地群众走进展馆参观学习，感受发展变化。本报记者 王小明摄",
    "新建成的大桥横跨江面，往来车辆川流不息。新华社发（赵 军摄）",
)
HEADS = (
    ("07", "人民日报", "2024年3月12日 星期二"),
    ("第4版", "经济日报", "2023年11月8日 星期三"),
    ("理论", "2025年6月17日 星期二", "9"),
)
FOOT = "本报社址：北京市朝阳区金台西路2号   电话：（010）65368114   零售每份1.8元   责任编辑：刘芳"


@dataclass(frozen=True, slots=True)
class Type:
    """How a page is set."""

    size: float = 9.5
    leading: float = 1.42
    gutter: float = 1.6
    columns: int = 6
    measure: int = 14
    heading: float = 1.12
    heading_face: str = HEI
    heading_left: bool = False
    title: float = 2.2
    rules: bool = True
    column_rules: bool = False
    indent: bool = True

    @property
    def width(self) -> float:
        """Of a column, in points."""
        return self.measure * self.size

    @property
    def step(self) -> float:
        """From one line to the next, in points."""
        return self.size * self.leading

    def span(self, columns: int) -> float:
        """The width of some columns."""
        return columns * self.width + (columns - 1) * self.gutter * self.size


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be set, and how."""

    article: Article
    columns: int
    head: str = "over"
    """over, left, vertical, or picture: a title that is no text."""
    lines: int = 1
    picture: str = ""
    """"", top, middle, bottom: a picture over some of the columns."""
    framed: bool = False
    subtitle: str | None = None


@dataclass(slots=True)
class Setting:
    """An article on its way: what is set, in points from its own top left, and its size."""

    sheet: Sheet
    width: float
    height: float = 0.0
    blocked: list[tuple[int, int, float, float]] = field(default_factory=list)
    """Columns (first, end) that are taken from one height to another."""
    caption: str | None = None


def lines_of(text: str, size: float, width: float, indent: float, face: str = SONG) -> list[str]:
    """Break a text into lines; no closing mark begins a line, no opening mark or number is cut."""
    lines, line, used = [], "", indent
    for unit in _units(text):
        wide = text_width(unit, size, face)
        if used + wide > width + 0.3 * size and line:
            lines.append(line)
            line, used = "", 0.0
        line += unit
        used += wide
    return [*lines, line]


def _units(text: str) -> list[str]:
    units: list[str] = []
    for char in text:
        glued = units and (
            char in CLOSING
            or units[-1][-1] in OPENING
            or (char.isascii() and char.isalnum() and units[-1][-1].isascii() and units[-1][-1] != " ")
        )
        if glued:
            units[-1] += char
        else:
            units.append(char)
    return units


def set_story(story: Story, type_: Type, rng: Random) -> Setting:
    """Set an article as low as it will go."""
    strips = _strips(story.article, type_)
    seed = rng.random()
    rows = sum(len(lines) + extra for _, lines, extra in strips) // story.columns + 1
    while True:
        sheet = Sheet(0, 0)
        setting = Setting(sheet, type_.span(story.columns))
        _head(story, type_, setting)
        top = max((end for *_, end in setting.blocked), default=0.0)
        full = top * (story.head == "over" or story.head == "picture") + rows * type_.step
        _picture(story, type_, setting, full, Random(seed))
        if _flow(strips, story, type_, setting, full):
            setting.height = max(full, top)
            break
        rows += 1
    if story.framed:
        margin = type_.size * 0.7
        sheet.move(margin, margin)
        setting.width += 2 * margin
        setting.height += 2 * margin
        sheet.drawn.append(Drawn("frame", (0, 0, setting.width, setting.height)))
    return setting


def _strips(article: Article, type_: Type) -> list[tuple[str, list[str], int]]:
    """The blocks of an article in lines: their kind, their lines, and lines of white space before."""
    strips: list[tuple[str, list[str], int]] = []
    for block in article.blocks:
        if block.type is BlockType.HEADING:
            size = type_.size * type_.heading
            lines = lines_of(block.text, size, type_.width - 2 * type_.size, 0, type_.heading_face)
            strips.append(("heading", lines, 0))
        elif block.type is BlockType.PARAGRAPH:
            indent = 2 * type_.size if type_.indent else 0.0
            strips.append(("text", lines_of(block.text, type_.size, type_.width, indent), 0))
    if article.affiliation:
        strips.append(("note", lines_of(f"（{article.affiliation}）", type_.size, type_.width, 0), 0))
    if article.source_note:
        strips.append(("right", [f"（{article.source_note}）"], 0))
    return strips


def _head(story: Story, type_: Type, setting: Setting) -> None:
    article, sheet = story.article, setting.sheet
    if story.head == "vertical":
        _vertical_head(story, type_, setting)
        return
    columns = story.columns if story.head != "left" else max(1, story.columns // 2)
    width, y = type_.span(columns), 0.0
    if story.head == "picture":
        sheet.drawn.append(Drawn("picture", (0, 0, width, 2.6 * type_.size)))
        setting.blocked.append((0, columns, 0.0, 2.6 * type_.size + type_.step))
        return
    parts = _title_lines(article.title or "", story.lines)
    while (size := _fitting(parts, width, type_)) < LEAST_TITLE * type_.size:
        parts = _title_lines((article.title or "").replace(" ", ""), len(parts) + 1)
    if article.kicker:
        y = _centred(sheet, article.kicker, width, y, min(type_.size * 1.4, 0.8 * size), KAI)
    for part in parts:
        y = _centred(sheet, part, width, y, size, HEI)
    if story.subtitle:
        least = 0.94 * width / text_width(f"——{story.subtitle}", 1.0, KAI)
        assert least >= type_.size, "the subtitle is too long for its columns"
        y = _centred(sheet, f"——{story.subtitle}", width, y, min(type_.size * 1.35, 0.8 * size, least), KAI)
    if article.authors:
        y = _centred(sheet, _byline(article), width, y, type_.size * 1.1, KAI)
    if article.title or article.authors:
        setting.blocked.append((0, columns, 0.0, y + 0.6 * type_.step))


def _fitting(parts: Sequence[str], width: float, type_: Type) -> float:
    """The size of a title that is as wide as its columns at most."""
    return min([type_.size * type_.title, *(0.94 * width / text_width(part, 1.0, HEI) for part in parts)])


def _title_lines(title: str, count: int) -> list[str]:
    if " " in title and count == 2:
        return title.split(" ", 1)
    parts, size = [], -(-len(title) // count)
    while title:
        end = min(size, len(title))
        while end < len(title) and (title[end] in CLOSING or title[end - 1] in OPENING):
            end += 1
        parts.append(title[:end])
        title = title[end:]
    return parts


def _byline(article: Article) -> str:
    return "□ " + " ".join(n if len(n) != 2 else f"{n[0]}\u3000{n[1]}" for n in article.authors)


def _centred(sheet: Sheet, text: str, width: float, y: float, size: float, face: str) -> float:
    x = (width - text_width(text, size, face)) / 2
    sheet.words.append(Words(x, y + 0.88 * size, text, size, face))
    return y + 1.35 * size


def _vertical_head(story: Story, type_: Type, setting: Setting) -> None:
    article, sheet = story.article, setting.sheet
    parts = _title_lines((article.title or "").replace(" ", ""), 2)
    size = min(type_.size * 2.6, type_.width / (1.45 * len(parts)))
    for index, part in enumerate(reversed(parts)):
        sheet.vertical(index * 1.4 * size, 0.0, part, size)
    y = max(map(len, parts)) * size * 1.06 + type_.step
    if article.authors:
        sheet.words.append(Words(2, y + type_.size, _byline(article), type_.size * 1.1, KAI))
        y += 1.6 * type_.step
    setting.blocked.append((0, 1, 0.0, y + 0.4 * type_.step))


def _picture(story: Story, type_: Type, setting: Setting, full: float, rng: Random) -> None:
    if not story.picture:
        return
    first = 1 if story.columns > 2 else 0
    end = min(story.columns, first + 2)
    left, width = _left(type_, first), type_.span(end - first)
    taken = max((stop for a, b, _, stop in setting.blocked if a < end and b > first), default=0.0)
    high = min(0.3 * width, 8 * type_.step)
    room = full - taken
    top = taken + {"top": 0.0, "middle": round(0.4 * room / type_.step) * type_.step}.get(story.picture, 0.0)
    if story.picture == "bottom":
        top = full - high - 3 * type_.step
    size = type_.size * 0.88
    setting.caption = CAPTIONS[rng.randrange(len(CAPTIONS))]
    lines = lines_of(setting.caption, size, width - size, 2 * size, KAI)
    setting.sheet.drawn.append(Drawn("picture", (left, top + 2, left + width, top + high)))
    y = top + high + 0.4 * type_.size
    for index, line in enumerate(lines):
        x = left + 2 * size * (index == 0)
        setting.sheet.words.append(Words(x, y + (index * 1.25 + 0.88) * size, line, size, KAI))
    bottom = y + len(lines) * 1.25 * size + 0.7 * type_.size
    setting.blocked.append((first, end, top - 0.1, bottom))


def _left(type_: Type, column: int) -> float:
    return column * (type_.width + type_.gutter * type_.size)


def _flow(
    strips: Sequence[tuple[str, list[str], int]], story: Story, type_: Type, setting: Setting, full: float
) -> bool:
    """Fill the columns; whether all of it went in."""
    places = [
        (column, y)
        for column in range(story.columns)
        for y in _heights(type_, full)
        if not any(
            a <= column < b and y < stop and y + type_.step > start for a, b, start, stop in setting.blocked
        )
    ]
    at = 0
    for kind, lines, _ in strips:
        if kind == "heading" and at + len(lines) < len(places):
            while places[at][0] != places[min(len(places) - 1, at + len(lines))][0]:
                at += 1
                if at + len(lines) >= len(places):
                    return False
        for index, line in enumerate(lines):
            if at >= len(places):
                return False
            column, y = places[at]
            last = index + 1 == len(lines)
            setting.sheet.words.append(_line(kind, line, index == 0, last, type_, _left(type_, column), y))
            at += 1
    return True


def _heights(type_: Type, full: float) -> list[float]:
    return [n * type_.step for n in range(int((full + 0.5) // type_.step))]


def _line(kind: str, text: str, first: bool, last: bool, type_: Type, left: float, y: float) -> Words:
    size, face = type_.size, SONG
    baseline = y + (type_.leading - 1) * size / 2 + 0.88 * size
    if kind == "heading":
        size, face = size * type_.heading, type_.heading_face
        x = left if type_.heading_left else left + (type_.width - text_width(text, size, face)) / 2
        return Words(x, baseline, text, size, face)
    if kind == "right":
        return Words(left + type_.width - text_width(text, size, KAI), baseline, text, size, KAI)
    if kind == "note":
        x = left if not last or first else left + type_.width - text_width(text, size, KAI)
        return Words(x, baseline, text, size, KAI)
    indent = 2 * size if first and type_.indent else 0.0
    room = type_.width - indent - text_width(text, size)
    spacing = room / max(1, len(text) - 1) if not last or room < 0 else 0.0
    return Words(left + indent, baseline, text, size, face, spacing)
