"""What web pages have around their texts: a menu, the name of an account, who keeps the site."""

from app.ingest.flow.roles.words import Role, Told
from app.ingest.metadata import bylines
from app.ingest.metadata.furniture import is_button
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern

_TRAIL = lazy_pattern(r"(?:当前位置|您的位置|您现在的位置|你的位置|所在位置)\s?[:>]|首页\s?[>›»]")
_MENU, _LONGEST_OF_MENU = 40, 8
"""Lines of a site's menu, and characters of each, at most."""
_KEEPER = lazy_pattern(
    r"(?:主办|承办|协办|主管|技术支持|运行维护|维护)(?:单位)?\s?[:]|(?:联系电话|地址|邮编|网站地图)\s?:"
)
_CONTACT = lazy_pattern(r"(?:联系电话|地址|邮编)\s?:")
_SITE_NUMBER = lazy_pattern(r"icp备|公网安备|网站标识码|政府网站找错")
_POSTED_IN = lazy_pattern(r"发表于\s?[\u4e00-\u9fff]{2,4}$")
_REPOSTED = lazy_pattern(r"以下文章来源于\s?[^，,。]{2,20}?\s?[，,]\s?作者\s?(?P<who>[^，,。]{2,12})")
_HEAD = 15
"""Lines at the head of a text, where its stamp stands."""


def read_stamp(lines: list[Told]) -> list[Told]:
    """Return the lines; above the stamp of a public account's article stands its name."""
    for at, told in enumerate(lines[:_HEAD]):
        stamped = (
            at > 1 and lines[at - 1].role is Role.DATE and lines[at - 2].role in (Role.DISPLAY, Role.NAMES)
        )
        if stamped and _POSTED_IN.match(told.line.folded):
            source = lines[at - 2]
            if at > 2:
                lines[at - 2] = Told(source.line, Role.LABELS, {"source_note": source.text})
        if reposted := _REPOSTED.fullmatch(told.text):
            who = bylines.parse_names_alone(reposted["who"] or "")
            values: Found = {"authors": who} if who else {}
            lines[at] = Told(told.line, Role.LABELS, values)
    return lines


def without_site(lines: list[Told]) -> list[Told]:
    """Return the lines; above a site's trail (当前位置) stands its menu, and at its foot who keeps it.

    That a foot is one tells the number that the state gave the site.
    """
    trail = next((at for at, told in enumerate(lines[:_MENU]) if _TRAIL.match(told.line.folded)), 0)
    menu = any(is_button(told.line.folded) for told in lines[:trail])
    if menu and all(told.short and len(told.text) <= _LONGEST_OF_MENU for told in lines[:trail]):
        lines = [*(Told(told.line, Role.FURNITURE) for told in lines[:trail]), *lines[trail:]]
    start = len(lines)
    while start and (
        lines[start - 1].role in (Role.FURNITURE, Role.LABELS) or _KEEPER.match(lines[start - 1].line.folded)
    ):
        start -= 1
    while start < len(lines) and _CONTACT.match(lines[start].line.folded):
        # How to reach who signed the text stands above the foot as well.
        start += 1
    if not any(_SITE_NUMBER.search(told.line.folded) for told in lines[start:]):
        return lines
    return [*lines[:start], *(Told(told.line, Role.FURNITURE) for told in lines[start:])]
