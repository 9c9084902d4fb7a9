"""Sources whose headings are known (Markdown, web pages, documents): title, and items of a collection.

The first heading above all text is the title. A file is a collection where headings of one level each stand
above a text of its own: with byline or date below them, above datelines, or below no title at all.
"""

from collections.abc import Sequence
from dataclasses import field, replace

from app.article import Part
from app.article import Role as PartRole
from app.frozen import dataclass
from app.ingest.blocks import SourceType
from app.ingest.flow.head import Head
from app.ingest.flow.headings import style
from app.ingest.flow.items import NAMES_OF_SEVERAL, NEWS, SEVERAL, Item
from app.ingest.flow.lines import make_text_line
from app.ingest.flow.roles.words import METADATA, Role, Told, is_display
from app.ingest.flow.titles import SUBTITLE, find_column
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import joined
from app.ingest.metadata import labels
from app.ingest.metadata.dates import DATE, parse_date, parse_lone_date
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern

ABOUT = METADATA | {Role.NAMES, Role.NUMBER}
SAYS = frozenset({Role.BYLINE, Role.NAMES, Role.LABELS, Role.IMPRINT, Role.DATE, Role.EDITION})
"""What stands below the title of an item of its own."""
AROUND = frozenset({SourceType.KICKER, SourceType.SUBTITLE})
REACH, LONGEST_COLUMN = 4, 12
ISSUE = lazy_pattern(
    rf"(?:[^,。:]{{0,16}}?(?:{NAMES_OF_SEVERAL}|日报|晚报|早报|晨报|周报|周刊|简报|广播|新闻))\s?[(\[]?(?P<date>{DATE})[)\]]?"
)
"""The name of an issue and its day: 新闻联播 2007-01-03."""
COUNT = lazy_pattern(r"^\d{1,3}\s?[.、．]\s?(?=\D)")
COUNTED = frozenset({"一、", "1.", "（一）", "（1）"})
ABOUT_ISSUE = lazy_pattern(r"[-*•]?\s?[^:：,，。]{2,8}\s?[:：]\s?\S")
"""What a collector says of the whole below its title: 数据源：…."""
GENERAL = lazy_pattern(r"(?:详细|全部|更多)?(?:新闻|内容|正文|全文|列表|目录|详情)")
"""Headings that name no column."""
DIVISION = lazy_pattern(r"^(?:第.{1,7}(?:编|分编|部分|篇|卷|章|节)|附\s?[件则录]|目\s?录)")


def has_outline(lines: Sequence[Told]) -> bool:
    """Say whether a source tells its headings."""
    return any(told.role is Role.HEADING for told in lines)


def outlined_items(lines: Sequence[Told], title: str | None) -> list[Item]:
    """Return the items of a source whose headings are known; ``title`` is said outside its text."""
    at = [index for index, told in enumerate(lines) if told.role is Role.HEADING]
    main = _main_title(lines, at, title)
    level = _item_level(lines, [index for index in at if index != main], main, title)
    if level is None:
        return [Item(list(lines), outlined=True, title=main)]
    return _collection(lines, level, main)


def _main_title(lines: Sequence[Told], at: Sequence[int], title: str | None) -> int | None:
    """Return the position of the heading that is the title of the source."""
    first = at[0]
    level = _level(lines[first])
    peers = sum(1 for index in at if _level(lines[index]) == level)
    if title is not None and remove_whitespace(title) == remove_whitespace(lines[first].text):
        return first
    if _is_division(lines[first]) or min(_level(lines[index]) for index in at) < level:
        return None
    above = any(told.role in (Role.TEXT, Role.BLOCK) for told in lines[:first])
    return first if level == 1 or (peers == 1 and not above) else None


def _level(told: Told) -> int:
    return told.line.block.level


def _is_division(told: Told) -> bool:
    """Say whether a heading is one of a text's parts: numbered, or named as one."""
    return style(told.text) is not None or bool(DIVISION.match(told.text))


def _item_level(lines: Sequence[Told], at: Sequence[int], main: int | None, title: str | None) -> int | None:
    """Return the level of the headings that are titles of items; None, where all are parts of one text."""
    top = min((_level(lines[index]) for index in at if not _is_section(lines, index)), default=0)
    for level in sorted({_level(lines[index]) for index in at}):
        peers = [index for index in at if _level(lines[index]) == level]
        if len(peers) + (main is not None and _level(lines[main]) == level) < 2:
            continue
        issue = main is not None and bool(_issue(lines[main]))
        parts = (told for told in map(lines.__getitem__, peers) if _is_division(told))
        if sum(1 for told in parts if not (issue and style(told.text) in COUNTED)) > len(peers) / 2:
            continue
        said = sum(1 for index in peers if _says(lines, index))
        if said >= 2 and 2 * said >= len(peers):
            return level
        untitled = main is None and title is None and peers[0] == at[0] and not _text_above(lines, peers[0])
        same = main is not None and _level(lines[main]) == level
        if untitled or same or issue or (main is not None and _is_container(lines[main], lines[main + 1])):
            return _deepest(lines, at, level) if level <= top else None
    return None


def _is_section(lines: Sequence[Told], at: int) -> bool:
    """Return whether a heading has no text of its own, but headings below it."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and below.role is Role.HEADING and _level(below) > _level(lines[at])


def _deepest(lines: Sequence[Told], at: Sequence[int], level: int) -> int:
    """Return the level of the items where a heading of this level stands over several: 详细新闻 / ### …."""
    for index in at:
        below = lines[index + 1] if index + 1 < len(lines) else None
        if _level(lines[index]) == level and below is not None and below.role is Role.HEADING:
            deeper = [other for other in at if _level(lines[other]) == _level(below)]
            if _level(below) > level and len(deeper) > 1:
                return _level(below)
    return level


def _issue(told: Told) -> Found:
    """Return the day of an issue or a broadcast if a title is nothing but its name and day."""
    found = ISSUE.fullmatch(told.line.folded)
    date = parse_date(found["date"]) if found else None
    return {"date": date} if date else {}


def _says(lines: Sequence[Told], at: int) -> bool:
    """Say whether what stands below a heading speaks of a text of its own: byline, date, dateline."""
    for told in lines[at + 1 : at + 1 + REACH]:
        if told.role is Role.HEADING:
            return False
        if told.role in SAYS and (told.found or told.role is Role.NAMES):
            return True
        if told.role not in ABOUT:
            return bool(NEWS.match(told.text))
    return False


def _text_above(lines: Sequence[Told], at: int) -> bool:
    return any(told.role in (Role.TEXT, Role.BLOCK) for told in lines[:at])


def _is_container(told: Told, below: Told) -> bool:
    """Say whether a title without text stands over several: an issue's name and date, 要闻两则."""
    return below.role is Role.HEADING and bool(SEVERAL.search(told.text) or _values(told))


def _values(told: Told) -> Found:
    """Return what the heading of a collection or of a part of it says of every item below."""
    folded = told.line.folded
    found = labels.parse_edition(folded) or labels.parse_imprint(told.text, folded) or _issue(told)
    date = None if found else parse_lone_date(folded)
    return {"date": date} if date else found


def _collection(lines: Sequence[Told], level: int, main: int | None) -> list[Item]:
    """Return the items that headings of one level begin, with what the headings above them say."""
    found: list[Item] = []
    shared: dict[int, Found] = {}
    above: list[Told] = []
    current: Item | None = None
    issue = main is not None and bool(_issue(lines[main]))
    for index, told in enumerate(lines):
        own = _level(told) if told.role is Role.HEADING else 0
        empty = own and (index + 1 == len(lines) or lines[index + 1].role is Role.HEADING)
        if own and own < level and (empty or _values(told)):
            shared = {key: value for key, value in shared.items() if key < own}
            shared[own] = _values(told) or _column(told, index == main)
            above.append(told)
            current = None
        elif own and own <= level:
            values = {key: value for each in sorted(shared) for key, value in shared[each].items()}
            first = _without_count(told) if issue else told
            current = Item([first], values, above, outlined=True, title=0)
            above = []
            found.append(current)
        elif current is None and own == 0 and above and ABOUT_ISSUE.match(told.text):
            above.append(told)
        elif current is None:
            current = Item([told], header_lines=above, outlined=True)
            above = []
            found.append(current)
        else:
            current.lines.append(told)
    return found


def _without_count(told: Told) -> Told:
    """Return a title without the number that it has in the list of an issue: 1. 青溪大桥通车."""
    block = told.line.block
    return replace(told, line=make_text_line(replace(block, text=COUNT.sub("", block.text))))


def _column(told: Told, is_main: bool) -> Found:
    """Return the column that a short heading without text over several items names."""
    return (
        {}
        if is_main or len(told.text) > LONGEST_COLUMN or GENERAL.fullmatch(told.text)
        else {"column": told.text}
    )


def outlined_head(item: Item) -> Head:
    """Return the title of an item that a heading gives, and what stands around it.

    What is no metadata above the heading, or below it, is text.
    """
    at = item.title
    lines = item.lines
    end = start = 0 if at is None else at + 1
    said = remove_whitespace(lines[at].text) if at is not None else ""
    while end < len(lines) and (
        lines[end].role in ABOUT
        or lines[end].line.block.type in AROUND
        or _is_subtitle(lines, end, start)
        or remove_whitespace(lines[end].text) == said  # as archives repeat it below their header
    ):
        end += 1
    end = _dated_end(lines, end)
    while end > start and end == len(lines) and lines[end - 1].role is not Role.LABELS:
        end -= 1
    around = _around((*lines[: at or 0], *lines[start:end]), said)
    title = None if at is None else lines[at].line.block.text
    if at is not None and title:
        around.parts.insert(0, Part(PartRole.TITLE, title, lines[at].line.block.lines))
    return Head(
        title=title,
        kicker=joined(around.kickers) or None,
        subtitle=joined(around.subtitles) or None,
        column=find_column(title or ""),
        authors=tuple(dict.fromkeys(around.authors or around.found.get("authors", ()))),
        found={**(_issue(lines[at]) if at is not None else {}), **around.found},
        parts=tuple(around.parts),
        kept=tuple(around.kept),
        unused=tuple(around.unused),
        size=end,
    )


@dataclass(slots=True)
class _Around:
    """What stands around a title."""

    kickers: list[str] = field(default_factory=list)
    subtitles: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    found: Found = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    kept: list[Told] = field(default_factory=list)
    unused: list[Told] = field(default_factory=list)


def _around(lines: Sequence[Told], title: str) -> _Around:
    """Return what lines around a title are; ``title``, without white space, is repeated in archives."""
    made = _Around()
    for told in lines:
        kind, spans = told.line.block.type, told.line.block.lines
        if told.role in (Role.BYLINE, Role.NAMES):
            made.authors += tuple(told.found["authors"])
            made.parts.append(Part(PartRole.BYLINE, told.text, spans))
        elif told.role in METADATA or remove_whitespace(told.text) == title:
            made.unused.append(told)
        elif kind is SourceType.KICKER:
            made.kickers.append(told.text)
            made.parts.append(Part(PartRole.KICKER, told.text, spans))
        elif kind is SourceType.SUBTITLE or _is_subtitle([told], 0, 0):
            made.subtitles.append(told.text)
            made.parts.append(Part(PartRole.SUBTITLE, told.text, spans))
        else:
            made.kept.append(told)
        if told.role in METADATA or told.role is Role.NUMBER:
            made.found = {**told.found, **made.found}
    return made


def _dated_end(lines: Sequence[Told], end: int) -> int:
    """Return where the head ends if a short line stands between the title and who issued it and when."""
    below = lines[end + 1 : end + REACH]
    about = next((size for size, told in enumerate(below) if told.role not in METADATA), len(below))
    dated = any("date" in told.found for told in below[:about])
    return end + 1 + about if dated and lines[end].role is Role.DISPLAY else end


def _is_subtitle(lines: Sequence[Told], at: int, start: int) -> bool:
    told = lines[at]
    plain = told.role is not Role.HEADING and told.short or told.role is Role.HEADING and at == start
    return plain and bool(SUBTITLE.match(told.text))


def with_numbered_headings(lines: Sequence[Told], title: int | None) -> list[Told]:
    """Return the lines with numbered paragraphs as display, where no heading but the title is marked.

    Of one way of numbering all must be short and without a stop: else they are items of a list.
    """
    marked = any(told.role is Role.HEADING for at, told in enumerate(lines) if at != title)
    asked = (Role.DISPLAY,) if marked else (Role.TEXT, Role.DISPLAY)
    styles = [
        style(told.text) if told.role in asked and told.line.block.type is SourceType.PARAGRAPH else None
        for told in lines
    ]
    if not any(styles):
        return list(lines)
    lists = {name for name, told in zip(styles, lines, strict=True) if name and not is_display(told.text)}
    if marked:
        lists |= {name for name in styles if name}
    return [
        replace(told, role=role)
        if name and told.role is not (role := Role.TEXT if name in lists else Role.DISPLAY)
        else told
        for name, told in zip(styles, lines, strict=True)
    ]
