"""Lines that say something about a text instead of being it: 来源：…　作者：…, 第2版().

What they say becomes values by the names of an article's fields; the rest of them is listed as unused.
"""

import re
from itertools import chain

from app.ingest.lines.glyphs import remove_spaces, remove_whitespace
from app.ingest.metadata import bylines, furniture
from app.ingest.metadata.dates import DATE, TIME, WEEKDAY, parse_date, parse_lone_date
from app.ingest.metadata.label_names import FIELDS, HEADS_TEXT, NOTHING, OTHERS, WEAK
from app.ingest.metadata.mastheads import HAN_DIGITS, PAPER, normalize_edition, parse_masthead
from app.lazy_pattern import lazy_pattern
from app.text import simplify

Found = dict[str, str | tuple[str, ...]]
"""Values by the names of an article's fields."""

_NAMES = "|".join(r"\s*".join(label) for label in sorted((*FIELDS, *OTHERS), key=len, reverse=True))
"""Labels are spaced out to one width: 标    题：, 主 题 词："""
_GLUED = "来源|作者|责任编辑|责编|编辑|发布时间|发布日期|字体|字号|分享|浏览|阅读|点击|打印"
"""Labels that stand behind a value where a page joins its parts without a space: 云溪日报作者：林舟."""
_LABEL = lazy_pattern(
    rf"(?:^|(?<=[\s|(\[【>\d日]))({_NAMES})\s?[:/|]\s?|(?<=[\u4e00-\u9fff])((?:{_GLUED})(?:次数|量|数)?):\s?"
)
_BRACKETED_LABEL = lazy_pattern(rf"[【\[]\s?(?P<label>{_NAMES})\s?[】\]]\s?:?\s?(?P<value>[^】\]]{{0,60}})")
"""How some archives set their labels: 【作者】林舟."""
_LONGEST, _LONGEST_VALUE = 160, 60
_DATED = lazy_pattern(rf"[\s,|]*({DATE}){TIME}?\s*$")
_LED_BY_DATE = lazy_pattern(rf"({DATE}){TIME}?[\s,|]*(?=[^\d\s])")
_EDITION = lazy_pattern(
    r"[◇◆■□●○★☆·\s]*第?\s?([a-z]?\d{1,3})\s?版(?:面)?\s?(?:[(:]\s?[^()]{0,12}\s?\)?|\s[\u4e00-\u9fff]{2,8})?"
)
_COUNTED_EDITION = lazy_pattern(rf"[◇◆■□●○★☆·【\[(\s]*第([{HAN_DIGITS}])版[◇◆■□●○★☆·】\])\s]*")
_IMPRINT = lazy_pattern(
    rf"(?P<before>[^《》]{{0,40}}?)\s?[(]?\s?《(?P<paper>[^《》]{{2,16}})》\s?[(,]?\s?(?P<date>{DATE}){WEEKDAY}?\s?,?\s?"
    r"(?:第?\s?(?P<edition>[a-z]?\d{1,3})\s?版(?:[:\s]?[\u4e00-\u9fff]{2,8})?)?\s?[)]*"
)
_PRINTED_IN = lazy_pattern(r"原载(?:于)?|载(?:于)?|来源:?|选自|刊于")
_REPRINTED = lazy_pattern(
    rf"[—―(\s-]{{0,4}}(?:本文)?(?:原载|载|刊于|原刊|摘自|选自|转自)于?\s?(?P<date>{DATE})\s?《(?P<paper>[^《》]{{2,16}})》"
    r"\s?(?:第?(?P<edition>[a-z]?\d{1,3})版)?\s?[)]?"
)
"""——原载2023年3月5日《云溪日报》."""
_CLIPPED = lazy_pattern(
    rf"[【(\[](?P<date>{DATE})\s?[/,|]?\s?(?P<paper>{PAPER})(?:\s?[/,|]\s?(?P<edition>[a-z]?\d{{1,3}})\s?版?)?(?:\s?[/,|]\s?[^】)\]]{{1,12}})?[】)\]]"
)
"""How clippings name their source: 【2024-05-17/聯合報/A5版/社會】."""
_STAMP = lazy_pattern(
    rf"(?P<date>{DATE}){WEEKDAY}?{TIME}?\s*(?:[|/]\s?|来自\s?)?(?P<source>(?:微博\s)?[\u4e00-\u9fff]{{2,14}})?"
)
_NOTE = lazy_pattern(
    r"^[(【〔\[]\s*(?:本文)?(?:第一)?(?:作者|执笔|撰稿|课题组)(?:人)?(?:\s?[:]?\s?(?P<name>[\u4e00-\u9fff]{2,4})\s?[,、:]\s?\S{3}|[^:\s]{0,12}?(?:系|为|是|单位|分别|均|来自|供职|现任|简介))|"
    r"^[(]\s*(?:1\s?[.、]?\s?)?[^()。]{4,100}(?:大学|学院|研究|院|所|中心|学校|局|公司)[^()。]{0,40}\d{6}\s*[)]$"
)
"""The second is how journals print it: （1.云溪大学 经济学院，云溪 310000；2.…）."""
_PAPER_ALONE = lazy_pattern(
    r"《?[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报|早报|时报|商报|都市报|周报|青年报|农民报|工人报)》?"
)
_STAMPED = lazy_pattern(rf"(?P<source>[\u4e00-\u9fff]{{2,14}})\s?[|/]?\s?(?P<date>{DATE}){WEEKDAY}?{TIME}")
_FILED = lazy_pattern(
    rf"(?P<who>\S.{{1,20}}?)\s*(?P<date>{DATE})\s*,?\s*第?\s?(?P<edition>[a-z]?\d{{1,3}})\s?版(?:\s+[\u4e00-\u9fff]{{2,6}})?"
)
"""How clippings file an article: 林舟 1975-11-20 第2版 通讯."""
_FILED_TITLE = lazy_pattern(
    rf"(?P<date>{DATE})\s*,?\s*第\s?(?P<edition>[a-z]?\d{{1,3}})\s?版\s+(?P<rest>[^,。;:]{{2,44}})"
)
_LONGEST_FILED = 60
_STAMP_START = lazy_pattern(rf"(?P<date>{DATE}){WEEKDAY}?{TIME}\s*")
_WORD_END = lazy_pattern(r"\s+|(?<=[报報网網社刊])\s?[/／╱|｜]\s*")
_MOST_WORDS, _SOURCE = 5, lazy_pattern(r"[\u4e00-\u9fff]{2,14}")
_POSTED = lazy_pattern(
    rf"(?:原创:?\s?)(?:(?P<who>[\u4e00-\u9fff]{{2,4}})\s)?(?P<source>[\u4e00-\u9fff\w]{{2,16}}?)\s?(?P<date>{DATE}){TIME}?"
    r"(?:\s?(?:发表于\s?)?[\u4e00-\u9fff]{2,6})?"
)
"""The line below the title of a public account's article: 原创 林舟 云溪观察 2024-05-12 20:10 云溪."""
_BLOG = lazy_pattern(
    rf"(?:(?:发表|发布|张贴|写)[于在]:?\s?(?P<date>{DATE}){WEEKDAY}?{TIME}?(?:\s?(?:由|作者:?|by)\s?(?P<who>[^\s|,:]{{2,12}}))?|"
    rf"由\s?(?P<first>[^\s|,:]{{2,12}}?)\s?(?:发表|发布|张贴)[于在]\s?(?P<later>{DATE}){TIME}?)"
    r"(?:\s?\|.{0,60})?"
)
_LONGEST_STAMP = 60
_SITE_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[\x21-\x7e]+?(?=\s|(?:19|20)\d\d年)\s*")
_SIGNER = lazy_pattern(r"\s*签发人?\s?:.{2,12}$")
_NUMBER = lazy_pattern(
    r"[(]?(?:[\u4e00-\u9fff]{1,12}字第\s?[\d〇零一二三四五六七八九十百千]{1,12}\s?号|[\u4e00-\u9fff]{1,14}[〔\[(]\s?\d{4}\s?[〕\])]\s?第?\s?\d{1,5}\s?号|"
    r"[〔\[(]\s?\d{4}\s?[〕\])]\s?(?:第?\s?\d{1,4}|[\u4e00-\u9fff]{1,4}\d{0,6}[\u4e00-\u9fff]{1,4}\d{1,6})\s?号|"
    r"[〔\[(](?:19|20)\d\d[〕\])]\s?第?\s?\d{1,4}\s?[期号]|(?:(?:19|20)\d\d年)?第\s?\d{1,4}\s?号|[\u4e00-\u9fff]{2,20}(?:令|公告)\s?\(?第?\s?[\d〇一二三四五六七八九十百]{1,6}\s?号\)?)[)]?"
)
_POST = lazy_pattern(r"[（(][^（）()]{4,40}[）)]")
_POSTED_EACH = lazy_pattern(rf"(?:[\s、,，]*[\u4e00-\u9fff·]{{2,12}}\s?{_POST.pattern}){{2,6}}")
_POSTED_NAMES = lazy_pattern(
    r"(?P<who>[\u4e00-\u9fff·]{2,12}(?:[\s、,，]+[\u4e00-\u9fff·]{2,12}){0,4}?)\s?"
    r"(?:[（(](?P<bracketed>[^（）()]{4,40})[）)]|(?<=\s)(?P<post>[\u4e00-\u9fff（）()、\s]{4,40}))"
)
"""Names, and in a bracket or behind a space what their bearers are."""
ADDRESS = lazy_pattern(r"https?://[\x21-\x7e]+")


def is_label(folded: str) -> bool:
    """Return whether a word before a colon is a label of an archive or a web page."""
    return folded not in WEAK and (folded in FIELDS or folded in OTHERS)


def parse_labels(text: str, folded: str) -> Found | None:
    """Return what a line of labels says (perhaps nothing of use), or None if it is no such line.

    Everything in the line must be a date, a label or the short value of one: 作者：林舟 counts, a speaker's
    name before a sentence does not.
    """
    if len(folded) > _LONGEST or not any(mark in folded for mark in ":/|】]"):
        return None
    if named := _BRACKETED_LABEL.fullmatch(folded):
        name = remove_whitespace(named["label"])
        if name in WEAK and (named["value"] or name not in HEADS_TEXT):
            return None
        return _value(name, text[named.start("value") :].strip())
    opened = folded.lstrip("([【")
    shift = len(folded) - len(opened)
    labels = list(_LABEL.finditer(opened))
    if not labels or folded.rstrip()[-1:] in "。;!?":
        return None
    before = opened[: labels[0].start()].strip(" |([【>")
    stamp = _stamp(before) if before else {}
    if FIELDS.get(remove_whitespace(labels[0][1] or "")) == "title":
        # A title may hold such a word itself: 标题：深度阅读：….
        labels = [label for label in labels if label[1]]
    names = [remove_whitespace(label[1] or label[2]) for label in labels]
    alone = len(labels) == 1 and not before and names[0] in WEAK and names[0] == labels[0][1]
    if stamp is None or (alone and not _names_people(names[0], text[shift + labels[0].end() :])):
        return None
    found: Found = dict(stamp)
    for name, label, following in zip(names, labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(opened)
        value = text[shift + label.end() : shift + end].strip(" |)]】([【,")
        if len(value) > _LONGEST_VALUE or "。" in value:
            return None
        found |= {key: said for key, said in _value(name, value).items() if key not in found}
    return found


def _names_people(label: str, value: str) -> bool:
    """Return whether a label that running text has as well stands before nothing but names."""
    return FIELDS.get(label) == "authors" and bool(bylines.parse_names_alone(_DATED.sub("", value)))


def _stamp(folded: str) -> Found | None:
    """Return what stands before the first label: a date, with or without who says so."""
    stamp = _STAMP.fullmatch(folded)
    date = parse_date(stamp["date"]) if stamp else None
    return None if date is None else {"date": date}


def _value(label: str, value: str) -> Found:
    """Return what one label says."""
    field = FIELDS.get(label)
    folded = simplify(value)
    if field is None or folded in NOTHING:
        return {}
    if field == "authors":
        dated = _DATED.search(folded)
        day = parse_date(dated[1]) if dated else None
        said = parse_people_and_posts(value[: dated.start()] if dated else value)
        return said | ({"date": day} if day else {})
    if field == "date":
        date = parse_lone_date(folded)
        return {"date": date} if date else {}
    if field == "edition":
        edition = _EDITION.fullmatch(folded) or re.fullmatch(r"0*(\w{1,4})", folded)
        return {"edition": normalize_edition(edition[1])} if edition else {}
    if field == "url":
        address = ADDRESS.search(value)
        return {"url": address[0]} if address else {}
    if field == "source_note":
        said = parse_imprint(value, folded) or {}
        return said if "date" in said else _source(value, folded)
    return {field: remove_spaces(value)}


def _source(value: str, folded: str) -> Found:
    """Return a source, and the day that stands behind it: 云溪日报 2024-03-02 07:41."""
    first, *rest = value.split()
    if rest and any(furniture.is_button(simplify(word)) for word in rest):
        value, folded = first, simplify(first)
    dated = _DATED.search(folded)
    day = parse_date(dated[1]) if dated and dated.start() else None
    if dated is None or day is None:
        return {"source_note": remove_spaces(value)}
    return {"source_note": remove_spaces(value[: dated.start()]), "date": day}


def parse_people_and_posts(text: str) -> Found:
    """Return the authors whom a label names, and what they are: 林舟（云溪大学教授）, 林舟 云溪大学教授."""
    alone = bylines.parse_byline(text) or bylines.parse_names_alone(text)
    if alone and not _POST.search(text):
        return {"authors": alone}
    several = _POSTED_EACH.fullmatch(text.strip())
    names = [bylines.parse_names_alone(part.strip("、，, ")) for part in _POST.split(text)[:-1]]
    if several and all(names):
        return {"authors": tuple(chain(*names)), "affiliation": remove_spaces(text)}
    posted = _POSTED_NAMES.fullmatch(text.strip())
    who = (bylines.parse_byline(posted["who"]) or bylines.parse_names_alone(posted["who"])) if posted else ()
    if posted is None or not who:
        return {"authors": parse_people(text)}
    return {"authors": who, "affiliation": remove_spaces(posted["bracketed"] or posted["post"])}


def parse_people(text: str) -> tuple[str, ...]:
    """Return the authors that a label or an archive's header names; what is no name stays one author."""
    said = (
        bylines.parse_byline(text) or bylines.parse_names_alone(text) or bylines.parse_byline(f"作者：{text}")
    )
    if said:
        return said
    parts = [part for part in re.split(r"[;；,，、\s]+", text.strip()) if part]
    return (
        tuple(parts) if parts and all(2 <= len(part) <= 20 for part in parts) else (remove_whitespace(text),)
    )


def parse_edition(folded: str) -> Found | None:
    """Return the edition if a line says nothing else: 第2版(), 第4版(文教), 第05版：要闻."""
    if len(folded) > 24:
        return None
    if counted := _COUNTED_EDITION.fullmatch(folded):
        return {"edition": normalize_edition(counted[1])}
    found = _EDITION.fullmatch(folded)
    return {"edition": normalize_edition(found[1])} if found else None


def parse_imprint(text: str, folded: str) -> Found | None:
    """Return what an end line or a masthead says: newspaper, date, edition, and a byline before it."""
    if len(folded) > 90:
        return None
    if _PAPER_ALONE.fullmatch(folded):
        return {"newspaper": text.strip("《》")}
    if (clipped := _CLIPPED.fullmatch(folded)) and (day := parse_date(clipped["date"])):
        return _named(clipped, text) | {"date": day}
    reprinted = _REPRINTED.fullmatch(folded)
    if reprinted and (day := parse_date(reprinted["date"])):
        return _named(reprinted, text) | {"date": day}
    found = _IMPRINT.fullmatch(folded)
    if found is None:
        head = parse_masthead(text, folded)
        return {**head} if head else None
    before = text[: found.end("before")].strip(" (（")
    who = bylines.parse_byline(before) or bylines.parse_names_alone(before)
    if before and not who and not _PRINTED_IN.fullmatch(simplify(before)):
        return None
    date = parse_date(found["date"])
    values: Found = {"authors": who} if who else {}
    return values | _named(found, text) | {"date": date} if date else None


def _named(found: re.Match[str], text: str) -> Found:
    """Return the newspaper and the edition of an imprint."""
    paper: Found = {"newspaper": remove_whitespace(text[found.start("paper") : found.end("paper")])}
    return paper | ({"edition": normalize_edition(found["edition"])} if found["edition"] else {})


def parse_note(text: str, folded: str) -> Found | None:
    """Return what a note about the author says: nothing but what he is, or his name before it.

    （作者系…）, （作者单位：…）, （作者：林舟，云溪大学教授）; （作者：林舟） is a byline.
    """
    said = _NOTE.match(folded)
    if said is None:
        return None
    name = said["name"] or ""
    who = bylines.parse_names_alone(text[said.start("name") : said.end("name")]) if name else ()
    return {"authors": who} if who else {}


def parse_stamp(text: str, folded: str) -> Found | None:
    """Return what a line of date, time and perhaps the site says: 2024-06-03 08:15 云溪网."""
    if len(folded) > _LONGEST_STAMP:
        return None
    if site := _SITE_ADDRESS.match(folded):
        text, folded = text[site.end() :], folded[site.end() :]
    if posting := _parse_posting(folded, text):
        return posting
    found = _STAMP.fullmatch(folded) or _STAMPED.fullmatch(folded) or _POSTED.fullmatch(folded)
    if found is None:
        return _parse_stamped_words(text, folded)
    date = parse_date(found["date"]) if found else None
    if found is None or date is None or not found["source"]:
        return None
    said: Found = {"date": date, "source_note": text[found.start("source") : found.end("source")]}
    who = found.groupdict().get("who")
    return said | ({"authors": people} if who and (people := bylines.parse_names_alone(who)) else {})


def _parse_posting(folded: str, text: str) -> Found | None:
    """Return what a blog says below a title: 发表于2021年7月3日 由 林舟 | 分类：…."""
    posted = _BLOG.fullmatch(folded)
    date = parse_date(posted["date"] or posted["later"]) if posted else None
    if posted is None or date is None:
        return None
    name = next((key for key in ("who", "first") if posted[key]), None)
    return {"date": date} | ({"authors": (text[posted.start(name) : posted.end(name)],)} if name else {})


def _parse_stamped_words(text: str, folded: str) -> Found | None:
    """Return what stands behind a time of day: who says so, who wrote it, buttons."""
    stamped = _STAMP_START.match(folded)
    date = parse_date(stamped["date"]) if stamped else None
    words = [word for word in _WORD_END.split(text[stamped.end() :]) if word] if stamped else []
    if date is None or not 2 <= len(words) <= _MOST_WORDS:
        return None
    found: Found = {"date": date}
    for word in words:
        if who := bylines.parse_byline(word) or bylines.parse_names_alone(word):
            found["authors"] = (*found.get("authors", ()), *who)
        elif furniture.is_button(simplify(word)):
            continue
        elif "source_note" in found or not _SOURCE.fullmatch(word):
            return None
        else:
            found["source_note"] = word
    return found


def parse_dated_byline(text: str, folded: str) -> Found | None:
    """Return the authors and the day if a line says nothing else: 本报记者 陈方 1998年11月7日."""
    dated = _DATED.search(folded) if len(folded) <= 60 else None
    day = parse_date(dated[1]) if dated else None
    who = bylines.parse_byline(text[: dated.start()]) if dated and day else ()
    if who and day:
        return {"authors": who, "date": day}
    led = _LED_BY_DATE.match(folded) if len(folded) <= 60 else None
    day = parse_date(led[1]) if led else None
    who = bylines.parse_byline(text[led.end() :]) if led and day else ()
    if who and day:
        return {"authors": who, "date": day}
    filed = _FILED.fullmatch(folded) if len(folded) <= _LONGEST_FILED else None
    day = parse_date(filed["date"]) if filed else None
    who = bylines.parse_names_alone(text[: filed.end("who")].strip()) if filed and day else ()
    if not (filed and day and who):
        return None
    return {"authors": who, "date": day, "edition": normalize_edition(filed["edition"])}


def parse_filed_title(text: str, folded: str) -> Found | None:
    """Return what a line of day, edition, title and author says: 1985-07-01 第3版 云溪大桥合龙 林舟."""
    filed = _FILED_TITLE.fullmatch(folded) if len(folded) <= _LONGEST_FILED else None
    day = parse_date(filed["date"]) if filed else None
    if filed is None or day is None:
        return None
    found: Found = {"date": day, "edition": normalize_edition(filed["edition"])}
    rest = text[filed.start("rest") :].strip()
    if who := bylines.parse_byline(rest) or bylines.parse_names_alone(rest):
        return found | {"authors": who}
    title, _, last = rest.rpartition(" ")
    who = bylines.parse_names_alone(last) if title else ()
    return found | ({"title": title, "authors": who} if who else {"title": rest})


def parse_document_number(text: str, folded: str) -> Found | None:
    """Return the number of an official document if a line says nothing else: 云政办发〔2024〕12号."""
    signer = _SIGNER.search(folded)
    text, folded = (text[: signer.start()], folded[: signer.start()]) if signer else (text, folded)
    if len(folded) > 40 or folded.rstrip(")")[-1:] not in ("号", "期") or not _NUMBER.fullmatch(folded):
        return None
    text = text.strip()
    wrapped = text[0] in "（(" and text[-1] in ")）"
    return {"document_number": remove_whitespace(text[1:-1] if wrapped else text)}
