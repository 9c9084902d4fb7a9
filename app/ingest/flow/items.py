"""Several texts in one source: archives of a day, lists of news, contributors under one title.

An archive's header (title, author, date, edition, column) begins an item for certain. Elsewhere a new item
begins where a title block stands below a text: display lines with a byline and text below them; display
below the end line or note of the text before; titles each above a dateline.
"""

import re
from collections.abc import Sequence
from dataclasses import field, replace

from app.frozen import dataclass
from app.ingest.flow.headings import style
from app.ingest.flow.lines import make_text_line
from app.ingest.flow.notes import one
from app.ingest.flow.roles.words import METADATA, Role, Told, ends_open
from app.ingest.flow.titles import SUBTITLE
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import DOCUMENT, ORGAN
from app.ingest.lines.width import width
from app.ingest.lines.wording import TURNED, TURNS, is_notice_title
from app.ingest.metadata.bylines import parse_closing_names
from app.ingest.metadata.furniture import is_counted_rule
from app.ingest.metadata.labels import Found, parse_people
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_HEADER = frozenset({Role.DATE, Role.EDITION, Role.LABELS, Role.IMPRINT})
_MASTHEAD = frozenset({Role.IMPRINT, Role.DATE, Role.EDITION})
_ENDS = frozenset({Role.NOTE, Role.BYLINE, Role.IMPRINT, Role.LABELS, Role.RULE, Role.FURNITURE})
"""After these, a short line above text begins the next item."""
NAMES_OF_SEVERAL = (
    r"(?:简讯|短讯|要闻|新闻集锦|新闻摘要|一束|集锦|快讯|点滴|拾零|短波|短新闻|文摘|来信|来稿|"
    r"笔谈|大家谈|众议|[二三四五六七八九十两几][则篇]|一组|动态|简报|信箱|一句话新闻|集萃|荟萃|"
    r"摘登|选登|选刊|新闻联播|导读)"
)
SEVERAL = lazy_pattern(rf"{NAMES_OF_SEVERAL}[】」》]?(?:[（(].{{1,8}}[)）])?$")
NEWS = lazy_pattern(
    r"^(?:本报|新华社|中新社|中央社|人民网|据|央视)?[^，。：,:]{0,16}(?:\d{1,2}|[一二三四五六七八九十]{1,3})日[^，。：]{0,6}[电讯]|^本报[讯訊]|^【.{2,12}[讯电]】|^[（(〔【][^）)〕】]{0,20}(?:记者|記者|通讯员)"
)
_BELOW_TITLE = frozenset(
    {Role.BYLINE, Role.NAMES, Role.DATE, Role.LABELS, Role.IMPRINT, Role.EDITION, Role.NUMBER}
)
"""What stands between a title and its text."""
_ATTACHED = lazy_pattern(r"附(?:件|录|[:：])")
_NAMED_WITHIN = 400
"""Lines above in which a document is named to which another one is attached."""
_LONGEST_TITLE, _TITLE_LINES = 64.0, 3
_MARK, _SHORTEST_TITLE = lazy_pattern(r"[■◆●★][^\s—-]|【[^【】]+】$"), 7.0
_LEAST_TEXT, _FAR = 24.0, 8
_SALUTED = lazy_pattern(r"(?:尊敬的|亲爱的)?(?:编辑|編輯|总编|主编|记者)(?:部)?.{0,4}[：:]$")
"""How letters to a newspaper begin."""
_DATELINE = 40
"""Characters that a dateline takes at most."""
_SAME_MAKE = 2
"""So many titles above datelines, or with bylines, make a list of items."""


@dataclass(slots=True)
class Item:
    """The lines of one text, and what its header says of it."""

    lines: list[Told]
    header: Found = field(default_factory=dict)
    header_lines: list[Told] = field(default_factory=list)
    several: bool = False
    """Whether other items stand under its title; it may have no text of its own."""
    outlined: bool = False
    """Whether the source tells its headings."""
    title: int | None = None
    """Where among its lines the heading stands that is its title, if the source tells."""


def items(lines: Sequence[Told], verse: bool) -> list[Item]:
    """Return the items of a source, in its order."""
    found: list[Item] = []
    for record in _records(lines):
        if verse:
            found.append(record)
        else:
            found += _divided(record)
    return found


def _records(lines: Sequence[Told]) -> list[Item]:
    """Return the stretches that archive headers begin; the whole, where there is none."""
    headers = [
        (start - (start > 0 and lines[start - 1].text.isdecimal()), cluster, end)
        for start, cluster, end in _headers(lines)
    ]
    if not headers:
        return [Item(list(lines))]
    first = headers[0][0]
    found = [Item(list(lines[:first]))] if first else []
    ends = [start for start, _, _ in headers[1:]] + [len(lines)]
    for (start, cluster, end), following in zip(headers, ends, strict=True):
        numbered = lines[start].text.isdecimal()
        header, above = _header(lines[start + numbered : cluster], lines[cluster:end])
        above = [*lines[start : start + numbered], *above]
        found.append(Item(list(lines[end:following]), header, [*above, *lines[cluster:end]]))
    return found


def _headers(lines: Sequence[Told]) -> list[tuple[int, int, int]]:
    """Return of each archive header where it starts, where its date stands, and where it ends."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].role in _HEADER:
            end += 1
        if end > at and _is_header(lines[at:end]):
            floor = found[-1][2] if found else 0
            found.append((_title_above(lines, at, floor), at, end))
        at = max(end, at + 1)
    return found


def _is_header(cluster: Sequence[Told]) -> bool:
    """Return whether lines are an archive's header: a date and an edition or column."""
    dated = any("date" in told.found for told in cluster)
    placed = any(
        told.role is Role.EDITION or told.line.folded.startswith(("专栏", "版次", "栏目")) for told in cluster
    )
    titled = any("title" in told.found for told in cluster)
    alone = {"date", "edition"} <= cluster[0].found.keys() and "newspaper" not in cluster[0].found
    return (len(cluster) >= 2 or alone) and dated and (placed or titled or alone)


def _title_above(lines: Sequence[Told], at: int, floor: int) -> int:
    """Return where the lines of title and author above an archive's date begin."""
    titled = "title" in lines[at].found
    if at <= floor or titled or not _heads(lines[at - 1]):
        return at
    if lines[at].line.block.gap or lines[at - 1].line.block.gap and at - 1 > floor:
        return at - 1
    if at - 2 >= floor and _heads(lines[at - 2]) and not lines[at - 1].line.block.gap:
        return at - 2
    return at - 1


def _heads(told: Told) -> bool:
    block = told.line.block
    return (
        told.role is not Role.RULE
        and not told.text.isdecimal()
        and block.indent == 0
        and width(told.text) <= _LONGEST_TITLE
        and told.text[-1:] not in "。；，"
    )


def _header(above: Sequence[Told], cluster: Sequence[Told]) -> tuple[Found, list[Told]]:
    """Return what title, author and the labelled lines of a header say."""
    header: Found = {}
    if above:
        header["title"] = above[0].text
    if len(above) > 1:
        header["authors"] = parse_people(above[1].text)
    for told in cluster:
        header |= {key: value for key, value in told.found.items() if key not in header}
        column = re.match(r"(?:专栏|栏目)[:：]?\s?(\S.*)$", told.text)
        if column and told.role is Role.LABELS:
            header.setdefault("column", column[1].strip("：: "))
    return header, list(above)


def _divided(record: Item) -> list[Item]:
    """Return the items within a record that title blocks below a text begin."""
    lines = record.lines
    starts = [at for at in _starts(record) if any(told.role not in METADATA for told in lines[:at])]
    issue = _issue(lines)
    if not starts:
        return [record]
    found: list[Item] = []
    starts = [_with_edition(lines, at) for at in starts]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        part = lines[start:end]
        header = (
            record.header
            if not start
            else {
                key: value for key, value in record.header.items() if key not in ("title", "authors", "url")
            }
        )
        header = header | {key: value for key, value in issue.items() if start and key not in header}
        found.append(Item(part, header, record.header_lines if not start else [], not start))
    return _rejoined(found)


def _rejoined(found: list[Item]) -> list[Item]:
    """Return the items, one that goes on on another page joined with what stands there."""
    opened = [item for item in found if TURNS.search(item.lines[-1].line.folded)]
    turned = [item for item in found if TURNED.match(item.lines[0].line.folded)]
    if len(opened) != 1 or len(turned) != 1 or found.index(opened[0]) >= found.index(turned[0]):
        return found
    head, tail = opened[0], turned[0]
    last, out = _without_jump(head.lines[-1], TURNS)
    first, back = _without_jump(tail.lines[0], TURNED)
    above = [*head.lines[:-1], *([last] if last.text else [])]
    if above and first.text and ends_open(above[-1].text):
        first = one([above.pop(), first])
    head.lines = [*above, *([first] if first.text else []), *tail.lines[1:]]
    head.header_lines = [*head.header_lines, out, back]
    return [item for item in found if item is not tail]


def _without_jump(told: Told, jump: re.Pattern[str]) -> tuple[Told, Told]:
    """Return a line without the words that say where its text goes on, and these words."""
    block = told.line.block
    found = jump.search(simplify(block.text))
    start, end = found.span() if found else (0, 0)
    parts = block.text[:start] + block.text[end:], block.text[start:end]
    rest, said = (make_text_line(replace(block, text=part.strip())) for part in parts)
    return Told(rest, told.role), Told(said, Role.FURNITURE)


def _issue(lines: Sequence[Told]) -> Found:
    """Return newspaper, day and edition where a page begins with its masthead; each text stands in them."""
    size = next((at for at, told in enumerate(lines) if told.role not in _MASTHEAD), len(lines))
    found: Found = {}
    for told in lines[:size]:
        found = {**told.found, **found}
    dated = any("date" in told.found or "edition" in told.found for told in lines[size:])
    named = "newspaper" in found and not dated
    return {key: value for key, value in found.items() if key != "authors"} if named else {}


def _with_edition(lines: Sequence[Told], at: int) -> int:
    """Return where an item begins that begins here, with the line of its edition above its title."""
    return at - 1 if at > 1 and lines[at - 1].role is Role.EDITION else at


def _starts(record: Item) -> list[int]:
    """Return where title blocks below a text begin."""
    lines = record.lines
    blocks = [at for at in range(len(lines)) if _is_block_start(lines, at)]
    bylined = [at for at in blocks if _bylined(lines, at)]
    newsy = [at for at in blocks if NEWS.match(simplify(_text_below(lines, at)[:_DATELINE]))]
    signed = _signed(lines, blocks)
    after_end = [at for at in blocks if at and lines[at - 1].role in _ENDS]
    title = str(record.header.get("title") or (lines[0].text if lines else ""))
    column = str(record.header.get("column", ""))
    several = any(SEVERAL.search(name) and width(name) <= 30 for name in (title, column))
    chosen = {at for at in bylined if _text_above(lines, at) or several}
    chosen |= {at for at in after_end if _text_above(lines, at)}
    chosen |= {at for at in newsy if _text_above(lines, at) and _turned(lines, at)}
    if len(signed) >= _SAME_MAKE:
        chosen |= {at for at in signed if _text_above(lines, at) or several}
    dated = [at for at in blocks if _dated_below(lines, at)]
    if len(dated) >= _SAME_MAKE:
        chosen |= {at for at in dated if _text_above(lines, at)}
    letters = [at for at in blocks if _SALUTED.match(_text_below(lines, at))]
    if len(letters) >= _SAME_MAKE:
        chosen |= {at for at in letters if _text_above(lines, at)}
    chosen |= _after_counted_rules(lines) | _marked(lines) | _on_other_pages(lines, blocks)
    chosen |= {at for at in range(len(lines)) if _numbered_below(lines, at) and _text_above(lines, at)}
    notices = [at for at in blocks if is_notice_title(lines[at].text)]
    if len(notices) >= _SAME_MAKE:
        chosen |= {at for at in notices if _text_above(lines, at)}
    if len(newsy) >= _SAME_MAKE:
        chosen |= {at for at in newsy if _text_above(lines, at) or several}
    if several and (chosen or not bylined):
        chosen |= {at for at in blocks if at}
    return sorted(chosen)


def _is_block_start(lines: Sequence[Told], at: int) -> bool:
    """Return whether display lines that could be a title begin here, with text below them."""
    told = lines[at]
    if told.role is not Role.DISPLAY or SUBTITLE.match(told.text) or ORGAN.search(told.text) and not at:
        return False
    if _signs(lines, at):
        return False
    above = lines[at - 1] if at else told
    if at and above.role is Role.DISPLAY and not SUBTITLE.match(above.text) and not _signs(lines, at - 1):
        return (
            at == 1 and bool(SEVERAL.search(lines[0].text)) and width(_text_below(lines, at)) >= _LEAST_TEXT
        )
    if style(told.text) in ("（一）", "（1）", "①", "■", "·", "章", "节"):
        return False
    below = _text_below(lines, at)
    saluted = bool(_SALUTED.match(below))
    return saluted or width(below) >= _LEAST_TEXT or bool(below and parse_closing_names(below))


def _signs(lines: Sequence[Told], at: int) -> bool:
    """Return whether a line below a text is set far to the right, as signatures are."""
    return at > 0 and lines[at].line.block.indent >= _FAR and lines[at - 1].role is Role.TEXT


def _below(lines: Sequence[Told], at: int) -> int:
    """Return where the lines of a title block that begins here end."""
    end = at
    while end < len(lines) and end - at < _TITLE_LINES and lines[end].role is Role.DISPLAY:
        end += 1
    while end < len(lines) and end - at < 2 * _TITLE_LINES and lines[end].role in _BELOW_TITLE:
        end += 1
    return end


def _text_below(lines: Sequence[Told], at: int) -> str:
    end = _below(lines, at)
    return lines[end].text if end < len(lines) and lines[end].role is Role.TEXT else ""


def _bylined(lines: Sequence[Told], at: int) -> bool:
    """Return whether a byline, or a line of labels with an author, stands in a title block."""
    block = lines[at : _below(lines, at)]
    return any("authors" in told.found for told in block[1:])


def _signed(lines: Sequence[Told], blocks: Sequence[int]) -> list[int]:
    """Return the title blocks whose text ends with its author in brackets: …回乡创业。（林舟）."""
    ends = (*blocks[1:], len(lines))
    return [at for at, end in zip(blocks, ends, strict=False) if parse_closing_names(lines[end - 1].text)]


def _dated_below(lines: Sequence[Told], at: int) -> bool:
    """Return whether a date in brackets stands in a title block, as in collected works."""
    block = lines[at + 1 : _below(lines, at)]
    return any(told.role is Role.DATE and told.text[:1] in "（(〔[" for told in block)


def _numbered_below(lines: Sequence[Told], at: int) -> bool:
    """Return whether the title of an official document stands here, with its number, as in gazettes.

    One that the text above names, or gives the number of, belongs to it: it is attached, or passed on.
    """
    if at and lines[at - 1].role is Role.DISPLAY:
        return False
    end = at
    while end < len(lines) and end - at < _TITLE_LINES and lines[end].role is Role.DISPLAY:
        end += 1
    title = remove_whitespace("".join(told.text for told in lines[at:end]))
    numbered = end < len(lines) and lines[end].role is Role.NUMBER
    if not numbered or not DOCUMENT.match(title) or _ATTACHED.match(title):
        return False
    # A list of contents stands above the first number.
    first = next((n for n, told in enumerate(lines[:at]) if told.role is Role.NUMBER), 0)
    above = "\n".join(remove_whitespace(told.text) for told in lines[max(first, at - _NAMED_WITHIN) : at])
    number = remove_whitespace(lines[end].text)
    return title[max(0, title.find("关于")) :] not in above and number not in above


def _on_other_pages(lines: Sequence[Told], blocks: Sequence[int]) -> set[int]:
    """Return where texts begin below one that goes on on another page, and where that goes on."""
    turns = [at for at, told in enumerate(lines) if TURNS.search(told.line.folded)]
    found = {at for at in blocks if at - 1 in turns}
    if len(turns) == 1 and found:
        found |= {at for at in range(min(found), len(lines)) if TURNED.match(lines[at].line.folded)}
    return found


def _after_counted_rules(lines: Sequence[Told]) -> set[int]:
    """Return where texts begin that rules with their numbers part: === 1 ===.

    Rules with the numbers of pages cut texts in mid-sentence.
    """
    rules = [at for at, told in enumerate(lines[:-1]) if is_counted_rule(told.line.folded)]
    pages = any(lines[at - 1].role is Role.TEXT and ends_open(lines[at - 1].text) for at in rules if at)
    return {at + 1 for at in rules} if len(rules) >= _SAME_MAKE and not pages else set()


def _marked(lines: Sequence[Told]) -> set[int]:
    """Return the titles that share a mark, where a source begins with one: ●…, 【…】.

    Names of parts (【背景】, 【做法】) are shorter.
    """
    first = next((told for told in lines if told.role not in METADATA), None)
    mark = _MARK.match(first.text) if first else None
    if mark is None:
        return set()
    marked = [
        at
        for at, told in enumerate(lines)
        if told.role is Role.DISPLAY and told.text[0] == mark[0][0] and _MARK.match(told.text)
    ]
    found = [at for at in marked if width(_text_below(lines, at)) >= _LEAST_TEXT]
    long = all(width(lines[at].text) >= _SHORTEST_TITLE for at in found)
    return set(found) if long and len(found) >= _SAME_MAKE else set()


def _turned(lines: Sequence[Told], at: int) -> bool:
    """Return whether the text above goes on on another page, or came from one: it has no title to share."""
    return bool(TURNS.search(lines[at - 1].line.folded) or TURNED.match(lines[0].line.folded))


def _text_above(lines: Sequence[Told], at: int) -> bool:
    return any(told.role in (Role.TEXT, Role.BLOCK) for told in lines[max(0, at - 40) : at])
