"""Names under which sources keep what they say of themselves, in Chinese and English, and what they mean.

Front matter, the meta tags of web pages and the properties of documents use the same words. A value that is
not plainly of its kind (a date that is none, an address without a scheme) is not taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.ingest.lines.glyphs import normalize_glyphs, remove_spaces
from app.ingest.metadata.dates import parse_date, parse_lone_date, parse_lone_month
from app.ingest.metadata.label_names import FIELDS, NOTHING
from app.ingest.metadata.labels import ADDRESS, parse_people
from app.ingest.metadata.mastheads import normalize_edition
from app.lazy_pattern import lazy_pattern
from app.text import simplify

KEYS: Mapping[str, str] = {
    **{label: field for label, field in FIELDS.items() if label not in ("更新时间", "时间", "文")},
    **dict.fromkeys(("title", "headline", "name", "题", "篇名", "文章标题", "正题", "主标题"), "title"),
    **dict.fromkeys(("subtitle", "副标题", "副题"), "subtitle"),
    **dict.fromkeys(("kicker", "eyebrow", "引题", "眉题", "肩题"), "kicker"),
    **dict.fromkeys(
        ("author", "authors", "byline", "by", "writer", "creator", "记者", "作者姓名"), "authors"
    ),
    **dict.fromkeys(("affiliation", "作者单位", "单位"), "affiliation"),
    **dict.fromkeys(
        (
            "date",
            "pubdate",
            "publishdate",
            "publisheddate",
            "datepublished",
            "published",
            "publishedat",
            "issued",
        ),
        "date",
    ),
    **dict.fromkeys(
        ("newspaper", "paper", "publication", "journal", "刊名", "报刊名", "报纸名称"), "newspaper"
    ),
    **dict.fromkeys(("source", "sourcename", "信源", "出处"), "source_note"),
    **dict.fromkeys(("edition", "page", "pagenumber", "版", "版号"), "edition"),
    **dict.fromkeys(("column", "section", "专题栏目"), "column"),
    **dict.fromkeys(
        (
            "url",
            "link",
            "sourceurl",
            "originalurl",
            "canonicalurl",
            "canonical",
            "permalink",
            "address",
            "地址",
            "来源链接",
            "原文网址",
            "原文url",
        ),
        "url",
    ),
    **dict.fromkeys(("issuer", "issuingbody", "制定机关", "制定单位", "发布部门", "机关"), "issuing_body"),
    **dict.fromkeys(("documentnumber", "发文号", "文件编号"), "document_number"),
}
"""The fields of an article by the names that sources give them, in small letters and without separators."""
SEPARATORS = lazy_pattern(r"[\s_:.-]+")
LONGEST = 300
EDITION = lazy_pattern(r"第?\s?([a-z]?\d{1,3})\s?版?(?:\s?[:(\s]\s?[^()]{1,12}\)?)?")

Value = str | Sequence[object] | Mapping[object, object] | None


def find_field(key: str) -> str | None:
    """Return the field of an article that a key means, if it means one.

    >>> find_field("Source_URL"), find_field("作者"), find_field("layout")
    ('url', 'authors', None)
    """
    return KEYS.get(SEPARATORS.sub("", simplify(key.strip())))


def read_values(pairs: Iterable[tuple[str, object]]) -> dict[str, str | tuple[str, ...]]:
    """Return what keys and values say, by field; of two that say the same thing the first counts."""
    known: dict[str, str | tuple[str, ...]] = {}
    for key, value in pairs:
        field = find_field(key)
        if field is None or field in known:
            continue
        said = _people(value) if field == "authors" else _one(field, value)
        if said:
            known[field] = said
        elif field == "source_note" and (address := _one("url", value)):
            known.setdefault("url", address)
    return known


def _people(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return (
            () if simplify(value.strip()) in NOTHING or len(value) > LONGEST else parse_people(value.strip())
        )
    if isinstance(value, Sequence):
        return tuple(dict.fromkeys(name for each in value[:50] for name in _people(each)))
    return ()


def _one(field: str, value: object) -> str | None:
    """Return one value in the form of its field; None where it is not of that kind."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return None
    text = " ".join(normalize_glyphs(value).split())
    if simplify(text) in NOTHING or len(text) > LONGEST:
        return None
    if field == "date":
        return read_date(text)
    if field == "url":
        address = ADDRESS.fullmatch(text)
        return address[0] if address else None
    if field == "edition":
        edition = EDITION.fullmatch(simplify(text))
        return normalize_edition(edition[1]) if edition else None
    if ADDRESS.match(text):
        return None
    return text if field in ("title", "subtitle", "kicker") else remove_spaces(text)


def read_date(text: str) -> str | None:
    """Return the ISO date (or month) that a value gives, with or without a time of day and its zone.

    >>> read_date("2024-06-03T08:15:00+08:00"), read_date("2024年6月"), read_date("2024")
    ('2024-06-03', '2024-06', None)
    """
    folded = simplify(text)
    stamp = re.fullmatch(
        r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})[t\s]\s?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:z|utc|[+-]\d\d:?\d\d)?",
        folded,
    )
    if stamp:
        return parse_date(stamp[1])
    month = re.fullmatch(r"((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])", folded)
    return f"{month[1]}-{int(month[2]):02}" if month else parse_lone_date(folded) or parse_lone_month(folded)
