"""Names of authors in lines of their own, in datelines and at the end of a text.

（记者林舟、赵明）, 〔記者林舟／雲溪報導〕, 中央社記者林舟雲溪3日電, 记者林舟报道, （林舟 赵明）。
"""

import re

from app.ingest.lines import byline_patterns as names
from app.ingest.lines.glyphs import remove_whitespace
from app.lazy_pattern import lazy_pattern
from app.text import simplify
from app.words.words import is_word

_TRADES = (
    r"(?:记者|通讯员|编译|特派员|实习生|评论员|撰稿人?|撰文|作者|特约|"
    r"见习|首席|实习|本报|本刊|本社|新华社|中新社|中央社|人民网|编辑)"
)
_DATELINE = lazy_pattern(
    r"[(〔【\[〈]([^()〔〕【】\[\]〈〉。]{0,16}?(?:记者|通讯员|编译|特派员)[^()〔〕【】\[\]〈〉。]{1,60})[)〕】\]〉]"
)
_REPORTS = lazy_pattern(
    r"(?:^|\s|[电讯】])(?:本报|新华社|中新社)?(?:特约|首席|见习)?记者\s?([^,。:;()]{2,14}?)\s?(?:/\s?[\u4e00-\u9fff]{2,8})?报[道导](?:[:,]|\s|$)"
)
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_AGENCY_PLACE = lazy_pattern(
    r"^([\u4e00-\u9fff]{2,3}?)((?:(?![一二三四五六七八九十])[\u4e00-\u9fff]){2,3})"
    rf"{_DAY}.{{0,4}}(?:电|讯)$"
)
_NAMED_PLACE = lazy_pattern(r"^([\u4e00-\u9fff]{2,3}?)([\u4e00-\u9fff]{2,3})报[道导]$")
"""A reporter and the place glued to the name, as in Taiwan: 記者林舟雲溪報導."""
_CLOSING = lazy_pattern(r"[(【]([^()【】。]{2,60})[)】]$")
_PICTURES = lazy_pattern(r"摄|图|制图|供图|绘")
_SEPARATORS = lazy_pattern(r"[\s、,;/|和与]+")
_POSTED = lazy_pattern(
    r"[(]?[\u4e00-\u9fff]{0,16}?(?:长|书记|主席|主任|教授|总理|代表|院士|研究员|委员|总编辑|经理|讲师|医生|老师|律师|博士|馆员|居民|村民|读者|"
    r"市民|干部|学生|职工|工程师|作家|诗人|师|员|者|人|民)\s+(?P<name>[\u4e00-\u9fff]{1,4}(?:\s[\u4e00-\u9fff]{1,2})?)[)]?"
)
"""A name after a post: 县长 赵明."""
_PLACED = lazy_pattern(r"(?P<name>[\u4e00-\u9fff]{2,4})\s?[(](?P<place>[\u4e00-\u9fff、·\s]{3,30})[)]")
"""A name before what its bearer is: 周文远（云溪大学教授）."""
_FROM = lazy_pattern(
    r"[\u4e00-\u9fff]{2,14}(?:省|市|县|区|乡|镇|村|州|旗|街道|社区|大学|学院|中学|小学|学校|医院|公司|厂|局|馆|部队|矿)\s+"
    r"(?P<name>[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,2})"
)
"""A name after where its bearer lives or works: 海港区 林舟."""
_AGENCY_NAMES = lazy_pattern(r"^[^,。()]{2,20}日\s?[电讯]\s?[(]([^()]{2,40})[)]")
"""Names in brackets behind an agency's dateline: 人民网云溪3月12日电（林舟、何静）."""
_DYNASTY = lazy_pattern(
    r"(?P<open>[(〔【\[])?\s?(?:先秦|战国|西汉|东汉|汉|三国|魏|蜀|吴|西晋|东晋|晋|南北朝|南朝|北朝|隋|唐|五代|南唐|北宋|南宋|宋|辽|金|元|明|清|近代|现代|当代)"
    r"(?:代|朝)?\s?(?(open)[)〕】\]]|[·.:、\s])\s?(?:作者:?)?(?P<name>[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,2})"
)
"""A poet below the name of his dynasty: 〔唐〕李某, 宋·李某."""
_MARKED = lazy_pattern(r"\s?(?:[①-⑳*†]|\[\d\]|〔\d〕|\d)+$")
"""The mark of a footnote behind a name."""
_MARKED_EACH = lazy_pattern(r"(?<=[\u4e00-\u9fff])(?:[①-⑳*†]|\d(?:,\d)*\*?)(?=[\s,、;])")
"""Marks that tell where each of several authors works: 林舟1，何静2."""
_AMONG = lazy_pattern(r"(?<=[\u4e00-\u9fff]\s)(?:记者|通讯员|实习生|特约记者|见习记者)\s(?=[\u4e00-\u9fff])")
_PAPER = lazy_pattern(r"^《[^《》]{2,12}》\s?(?=(?:特约|首席|见习|实习)?(?:记者|通讯员|评论员))")
_BOTH = lazy_pattern(r"(?<=[\u4e00-\u9fff])\s?(?:文/图|图/文)$")
"""What says that the same people wrote and photographed."""
_DATELINE_REACH = 90
_MOST = 12
_AGENCY_LINE = lazy_pattern(
    rf"(?:中央社|中新社|新华社|本报)记者\s?([\u4e00-\u9fff]{{2,3}}?[\u4e00-\u9fff]{{2,3}}{_DAY}.{{0,4}}[电讯])"
)
"""中央社記者林舟雲溪十七日電."""
_ROLES = lazy_pattern(r"(?:图|摄|摄影|供图|文|撰文|文图|图文|文摄影|绘|编辑)(?:[、/](?:图|摄|摄影|文))*")
_LATIN_NAME = r"[A-Z][a-z]+(?:[ -][A-Z]\.?)?(?:[ -][A-Z][a-z]+){1,2}"
_LATIN = lazy_pattern(rf"(?:(?:By|BY) )?{_LATIN_NAME}(?:\s*(?:[,;、，；&]|and)\s*{_LATIN_NAME})*")
_NO_NAME = lazy_pattern(r"[了着的很不是把被让就都也吗呢啊更]")
"""What headlines have and names have not: 路通了 水更清."""


def parse_names_alone(text: str) -> tuple[str, ...]:
    """Return the names where a line holds nothing else, or a post beside one name, without being marked."""
    if len(text) > 60:
        return ()
    if _LATIN.fullmatch(text):
        return tuple(re.split(r"\s*(?:[,;、，；&]|\band\b)\s*", re.sub("^By ", "", text, flags=re.I)))
    folded = _MARKED.sub("", _MARKED_EACH.sub("", simplify(text)))
    if poet := _DYNASTY.fullmatch(folded):
        return _as_printed((remove_whitespace(poet["name"]),), text)
    if from_place := _FROM.fullmatch(folded):
        name = remove_whitespace(from_place["name"])
        return _as_printed((name,), text) if names.is_name(name) else ()
    found = None if _NO_NAME.search(folded) else names.parse_bare_names(_AMONG.sub(" ", folded))
    if found is None and (one := _POSTED.fullmatch(folded) or _PLACED.fullmatch(folded)):
        name = remove_whitespace(one["name"])
        found = (name,) if names.is_name(name) else None
    return _as_printed(found, text) if found else ()


def parse_byline(text: str) -> tuple[str, ...]:
    """Return the authors where a line is nothing but a byline that says so."""
    folded = simplify(text).replace("╱", "/")
    if len(text) > 60:
        return ()
    if names.COLLECTIVE.fullmatch(remove_whitespace(folded)):
        return (remove_whitespace(text),)
    bare = _BOTH.sub("", _PAPER.sub("", folded.strip("()[]【】〔〕")))
    found = names.parse_byline(bare) or _writers(bare)
    reports = _REPORTS.fullmatch(bare)
    if reports and (people := _people(reports[1])):
        return _as_printed(people, text)
    wrapped = folded[:1] in "([【〔" and folded[-1:] in ")]】〕" and len(bare) == len(folded) - 2
    if found is None and wrapped and re.search(_TRADES, bare):
        found = _people(bare) or None
    if found is None and wrapped:
        found = names.parse_bare_names(bare)
        found = None if found and any(map(is_word, found)) else found
    return _as_printed(found, text) if found else ()


def _writers(bare: str) -> tuple[str, ...] | None:
    """Return who wrote the text where a line tells that and who took pictures: 林舟 图 何静 文."""
    words = bare.replace("/", " ").split()
    roles = [bool(_ROLES.fullmatch(word)) for word in words]
    if len(words) < 4 or roles not in ([False, True] * (len(words) // 2), [True, False] * (len(words) // 2)):
        return None
    pairs = list(zip(words[::2], words[1::2], strict=True))
    said = [(role, name) for role, name in (pairs if roles[0] else [pair[::-1] for pair in pairs])]
    if not all(names.is_name(name) for _, name in said):
        return None
    return tuple(name for role, name in said if "文" in role) or None


def parse_names(text: str) -> tuple[str, ...]:
    """Return the names where a line that stands as bylines do holds nothing else."""
    return names.parse_byline(text) or parse_byline(text) or names.parse_bare_names(text) or ()


def parse_dateline_names(text: str) -> tuple[str, ...]:
    """Return the reporters whom the opening of a text names."""
    folded = simplify(text[:_DATELINE_REACH])
    bracket = _DATELINE.search(folded)
    if bracket and not _PICTURES.search(bracket[1]):
        return _as_printed(_people(bracket[1]), text)
    line, agency = _AGENCY_LINE.search(folded), _AGENCY_NAMES.search(folded)
    found = (line and _people(line[1])) or (agency and names.parse_bare_names(agency[1]))
    if found:
        return _as_printed(found, text)
    reports = _REPORTS.search(folded)
    return _as_printed(_people(reports[1]), text) if reports else ()


def parse_closing_names(text: str) -> tuple[str, ...]:
    """Return the names in the bracket that ends a text: （记者林舟）, （林舟 赵明）."""
    folded = simplify(text[-64:])
    bracket = _CLOSING.search(folded)
    if not bracket or _PICTURES.search(bracket[1]):
        return ()
    if re.search(r"记者|通讯员|撰稿|编译|^文/", bracket[1]):
        return _as_printed(_people(bracket[1].removeprefix("文/")), text)
    found = names.parse_bare_names(bracket[1])
    return _as_printed(found, text) if found and not any(map(is_word, found)) else ()


def _people(printed: str) -> tuple[str, ...]:
    """Return the names in what a bracket prints; what follows a stroke is a place."""
    who = re.sub(r"/\s?[^/]{2,10}(?:报[道导]|电|讯).*$", "", printed)
    found: list[str] = []
    for part in re.split(_TRADES, who):
        part = part.strip(" :/、,;")
        agency = _AGENCY_PLACE.match(part) or _NAMED_PLACE.match(part)
        if agency:
            length = min(3, max(2, agency.end(2) - 2))
            part = part[:length]
        found += filter(names.is_name, names.split_names(_SEPARATORS.sub(" ", part)))
    return tuple(dict.fromkeys(found))[:_MOST]


def _as_printed(found: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return folded names in the characters of the text."""
    dense = remove_whitespace(text)
    folded = simplify(dense)
    printed = []
    for name in found:
        at = folded.find(name)
        printed.append(dense[at : at + len(name)] if at >= 0 else name)
    return tuple(printed)
