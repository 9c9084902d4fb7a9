"""Who made a law and when, from the lines under its title.

（2023年5月30日云溪市人民代表大会常务委员会通过）, 国务院令第722号公布. The last day is
the law's as it is printed here; the body is named without its term and session.
"""

import re

from app.ingest.metadata.dates import DATE, parse_date
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_ACT = r"(?:审议通过|表决通过|通过|批准|公布|发布|颁布|印发|修订|修正|修改|制定|施行|实施|备案|废止|签署)"
_ENACTED = lazy_pattern(
    rf"^[(\[]?\s?(?:根据\s?)?{DATE}.{{0,1500}}{_ACT}.{{0,20}}?[)\]。;]?$|^[(].{{0,30}}{DATE}.{{0,200}}{_ACT}.{{0,30}}[)]$"
)
_ONE_BODY = (
    r"(?:中华人民共和国)?[\u4e00-\u9fff]{0,24}?(?:(?:人民代表大会|人大)(?:常务委员会|常委会)|人民代表大会|人民政府办公[厅室]|人民政府|国务院办公厅|"
    r"国务院|政务院|最高人民法院|最高人民检察院|人民检察院|人民法院|中央军事委员会|中央军委|政治协商会议|中共中央(?=[、,]|发布|印发|公布)|"
    r"[\u4e00-\u9fff]{2,20}(?:委员会|总局|局|部|委(?!员?会)|署|厅|银行|办公室|法院|检察院))"
)
_BODY = lazy_pattern(rf"(?P<body>{_ONE_BODY}(?:[、,]\s?{_ONE_BODY})*)")
_TERM = lazy_pattern(r"第?[〇零一二三四五六七八九十百\d]{1,5}届")
_IN_FORCE = lazy_pattern(r"\s?起?\s?(?:正式)?(?:施行|实施|生效|执行)")
"""Behind the day from which a law holds, which is not the day when it was made."""
_DATES = lazy_pattern(DATE)
_ORDER = lazy_pattern(
    r"(?P<number>[\u4e00-\u9fff]{2,16}令(?:\s?第\s?\d{1,5}\s?号|\s?\(?第[〇一二三四五六七八九十百]{1,6}号\)?))"
)
_ISSUED = lazy_pattern(rf"[(]?(?:本文)?由?{_BODY.pattern}(?:联合)?(?:发布|公布|颁布|印发)[)]?")
_LONGEST = 240


def is_enactment(folded: str) -> bool:
    """Return whether a line tells when and by whom a law was made."""
    return len(folded) <= _LONGEST and bool(_ENACTED.match(folded))


def parse_issued(text: str, folded: str) -> Found | None:
    """Return the body if a line says nothing but that it issued the text: 最高人民法院发布."""
    found = _ISSUED.fullmatch(folded) if len(folded) <= 40 else None
    return {"issuing_body": text[found.start("body") : found.end("body")]} if found else None


def parse_enactment(text: str) -> Found:
    """Return the last day that a line names, who acted, and the number of the order."""
    folded = simplify(text)
    dates = [
        (found.start(), found.end(), day)
        for found in _DATES.finditer(folded)
        if not _IN_FORCE.match(folded[found.end() :])
        if (day := parse_date(found[0]))
    ]
    if not dates:
        return {}
    latest = max(dates, key=lambda date: date[2])
    found: Found = {"date": latest[2]}
    bodies = [body for _, end, _ in dates if (body := _body(folded[end : end + 80], text[end : end + 80]))]
    if bodies:
        found["issuing_body"] = bodies[-1]
    if order := _ORDER.search(folded):
        found["document_number"] = re.sub(r"\s", "", text[order.start("number") : order.end("number")])
    return found


def _body(folded: str, printed: str) -> str | None:
    """Return the body named after a date, without its term: 上海市第十五届人大常委会第八次会议."""
    plain = folded.lstrip(" ,由经")
    shift = len(folded) - len(plain)
    term = _TERM.search(plain[:40])
    found = _BODY.match(_TERM.sub("", plain, count=1) if term else plain)
    if not found:
        return None
    text = printed[shift:]
    if term and term.start() < found.end("body"):
        text = text[: term.start()] + text[term.end() :]
    return text[: found.end("body")].strip()
