"""Articles of encyclopedias, copied from their pages: sections are told by what one clicks to edit them."""

from dataclasses import replace

from app.ingest.blocks import SourceType
from app.ingest.flow.lines import make_text_line
from app.ingest.flow.roles.words import Role, Told
from app.lazy_pattern import lazy_pattern

_EDITED = lazy_pattern(r"\s?\[\s?编辑\s?\]$")
_ABOUT_ENTRY = frozenset(
    ("播报", "编辑", "锁定", "讨论", "上传视频", "收藏", "查看我的收藏", "添加义项", "同义词", "百科名片")
)
_ENTRY_NOTE = lazy_pattern(r"\d+\s?有用\s?\+\d+$|本词条(?:由|缺少|是)|(?:页面)?分类\s?:\s?\S")
_ENTRY_NUMBER = lazy_pattern(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[▪•·])\s*")
_FEWEST_EDITED, _LONGEST_SECTION = 2, 30
"""What stands around the title and the sections of an encyclopedia's article; sections of one, at least."""
_HEAD = 15
"""Lines at the head of an article, where its title stands."""


def read_entry(lines: list[Told]) -> list[Told]:
    """Return the lines; of an encyclopedia's article what one edits has a heading above or before it.

    Its title and its sections are told by 编辑 (a line below, or [编辑] behind them), its list of sections by
    repeating them.
    """
    plain = [told.line.block.type is SourceType.LINE for told in lines]
    marked = [at for at, told in enumerate(lines) if plain[at] and _EDITED.search(told.line.folded)]
    alone = [at for at, told in enumerate(lines) if plain[at] and told.line.folded == "编辑" and at]
    if len(marked) < _FEWEST_EDITED and len(alone) < _FEWEST_EDITED:
        return lines
    for at in marked:
        lines[at] = _heading_told(lines[at], _EDITED.sub("", lines[at].text))
    for at in alone:
        above = at - 1 if lines[at - 1].line.folded not in _ABOUT_ENTRY else at - 2
        if above > 0 and lines[above].short:
            lines[above] = _heading_told(lines[above], lines[above].text)
    title = next((at for at, told in enumerate(lines[:_HEAD]) if told.short), None)
    if title is not None and all(told.role is Role.FURNITURE for told in lines[:title]):
        lines[title] = _heading_told(lines[title], lines[title].text, 1)
    for at, told in enumerate(lines):
        if told.line.folded in _ABOUT_ENTRY or _ENTRY_NOTE.match(told.line.folded):
            lines[at] = Told(told.line, Role.FURNITURE)
    lines = _without_sections(lines)
    first = next((at for at, told in enumerate(lines) if at != title and told.role is Role.HEADING), 0)
    _tell_tagline(lines, title, first)
    for at, told in enumerate(lines[:first]):
        # What one reads at a glance: names of rows and their values.
        if told.short:
            lines[at] = Told(told.line, Role.TEXT)
    return lines


def _tell_tagline(lines: list[Told], title: int | None, end: int) -> None:
    """Tell the one short line between a title and the text: what the entry is about, in a few words."""
    if title is None:
        return
    between = [at for at in range(title + 1, end) if lines[at].role is not Role.FURNITURE][:2]
    if len(between) == 2 and lines[between[0]].short and lines[between[1]].role is Role.TEXT:
        line = lines[between[0]].line
        lines[between[0]] = Told(
            replace(line, block=replace(line.block, type=SourceType.SUBTITLE)), Role.BLOCK
        )


def _heading_told(told: Told, text: str, level: int = 2) -> Told:
    block = replace(told.line.block, text=text, type=SourceType.HEADING, level=level)
    return Told(make_text_line(block), Role.HEADING)


def _without_sections(lines: list[Told]) -> list[Told]:
    """Return the lines; a list of sections below 目录 is furniture."""
    start = next((at for at, told in enumerate(lines) if told.line.folded in ("目录", "目次")), None)
    heads = {told.text for told in lines if told.role is Role.HEADING}
    end = len(lines) if start is not None else 0
    for at in range(start or 0, end):
        listed = _ENTRY_NUMBER.sub("", lines[at].text)
        if at != start and (lines[at].role is Role.HEADING or len(listed) > _LONGEST_SECTION):
            break
        if at == start or listed in heads or listed != lines[at].text:
            lines[at] = Told(lines[at].line, Role.FURNITURE)
    return lines
