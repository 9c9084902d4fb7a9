"""Citations say what is known, mark what is not, and survive the parsers of their formats."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite import (
    FORMATS,
    Citable,
    bibtex,
    csl_json,
    gbt7714,
    gbt7714_online,
    markdown,
    missing,
    plain,
    ris,
)

FULL = Citable(
    key="0123456789abcdef",
    title="创造学习的思路",
    opening="学习要有思路",
    authors=("谢希德",),
    newspaper="人民日报",
    date="1998-12-25",
    edition="10",
    permalink="https://judou.example/articles/0123456789abcdef",
    accessed="2024-05-06",
)
NOTICE = replace(
    FULL,
    title="关于河流保护的通知",
    authors=(),
    newspaper=None,
    date="2024-03-12",
    edition=None,
    issuing_body="云溪省人民政府",
    document_number="云政发〔2024〕5号",
    url="https://www.yunxi.example/zc/5.html",
)
LAW = replace(NOTICE, title="云溪省河流保护条例", document_number=None, url=None)
WEB = replace(NOTICE, title="老街新事", issuing_body=None, document_number=None)
BARE = replace(FULL, title=None, authors=(), newspaper=None, date=None, edition=None)
HOSTILE = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40)


def test_gbt7714_prints_the_example_of_the_standard() -> None:
    assert gbt7714(FULL) == "谢希德.创造学习的思路[N].人民日报,1998-12-25(10)."


def test_gbt7714_online_adds_access_day_and_address() -> None:
    assert gbt7714_online(FULL) == (
        "谢希德.创造学习的思路[N/OL].人民日报,1998-12-25(10)[2024-05-06]."
        "https://judou.example/articles/0123456789abcdef."
    )


def test_an_official_document_is_cited_by_its_body_and_number() -> None:
    head = "云溪省人民政府.关于河流保护的通知:云政发〔2024〕5号"
    assert gbt7714(NOTICE) == f"{head}[Z].2024-03-12."
    assert gbt7714_online(NOTICE) == f"{head}[Z/OL].(2024-03-12)[2024-05-06].{NOTICE.url}."
    assert missing(NOTICE) == ()


def test_a_law_is_cited_as_a_law() -> None:
    assert gbt7714(LAW) == "云溪省人民政府.云溪省河流保护条例[S].2024-03-12."
    assert gbt7714_online(LAW).endswith(f"[S/OL].(2024-03-12)[2024-05-06].{LAW.permalink}.")
    unknown = replace(LAW, title="中华人民共和国河流法", issuing_body=None, date=None)
    assert gbt7714(unknown) == "[发文机关待补].中华人民共和国河流法[S].[日期待补]."
    assert missing(unknown) == ("发文机关", "日期")


def test_a_page_of_the_web_is_cited_by_its_address() -> None:
    assert gbt7714(WEB) == f"老街新事[EB/OL].(2024-03-12)[2024-05-06].{WEB.url}."
    assert gbt7714(replace(WEB, authors=("林舟",))).startswith("林舟.老街新事[EB/OL]")
    assert missing(replace(WEB, date=None)) == ("日期",)


@pytest.mark.parametrize(
    ("item", "types"),
    [
        (FULL, ("NEWS", "article", "article-newspaper")),
        (LAW, ("STAT", "misc", "legislation")),
        (NOTICE, ("GOVDOC", "misc", "report")),
        (WEB, ("ELEC", "online", "webpage")),
    ],
)
def test_reference_managers_are_told_what_it_is(item: Citable, types: tuple[str, str, str]) -> None:
    record, entry = ris(item), json.loads(csl_json(item))[0]
    assert (record[6:].partition("\r")[0], bibtex(item)[1:].partition("{")[0], entry["type"]) == types
    assert f"UR  - {item.url or item.permalink}\r\n" in record
    assert entry.get("number") == item.document_number
    assert (f"AU  - {item.issuing_body}" in record) == (item.issuing_body is not None)


@pytest.mark.parametrize(("count", "names"), [(3, "甲,乙,丙"), (4, "甲,乙,丙,等")])
def test_more_than_three_authors_are_cut(count: int, names: str) -> None:
    assert gbt7714(replace(FULL, authors=tuple("甲乙丙丁"[:count]))).startswith(f"{names}.")


def test_the_unknown_is_marked_never_invented() -> None:
    text = gbt7714(BARE)
    assert text == "[作者待补].[题名待补，首句：学习要有思路][N].[报名待补],[日期待补](版次待补)."
    assert missing(BARE) == ("作者", "题名", "报名", "日期", "版次")
    assert missing(FULL) == ()


def test_ris_is_a_news_record() -> None:
    lines = ris(FULL).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    assert {"AU  - 谢希德", "T2  - 人民日报", "DA  - 1998/12/25", "SP  - 10"} <= set(lines)


@given(HOSTILE, HOSTILE)
def test_ris_fields_cannot_be_smuggled_in(title: str, author: str) -> None:
    record = ris(replace(FULL, title=title, authors=(author,)))
    tags = [line[:2] for line in record.split("\r\n")[:-1]]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in record.split("\r\n")[:-1])
    assert tags.count("TY") == tags.count("ER") == tags.count("TI") == 1


@given(HOSTILE)
def test_bibtex_braces_balance(title: str) -> None:
    text = re.sub(r"\\[{}]", "", bibtex(replace(FULL, title=title)))
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


def test_bibtex_keeps_names_whole() -> None:
    text = bibtex(replace(FULL, authors=("谢希德", "本报 记者")))
    assert "author = {{谢希德} and {本报 记者}}," in text
    assert "year = {1998}," in text


def test_csl_json_is_a_newspaper_article() -> None:
    entry = json.loads(csl_json(FULL))[0]
    assert entry["type"] == "article-newspaper"
    assert entry["issued"] == {"date-parts": [[1998, 12, 25]]}
    assert "note" not in entry


def test_csl_json_lists_what_is_to_be_supplied() -> None:
    entry = json.loads(csl_json(BARE))[0]
    assert entry["note"] == "待补：作者、题名、报名、日期、版次"
    assert "issued" not in entry
    assert "container-title" not in entry


def test_markdown_quotes_the_paragraph_with_its_source() -> None:
    text = markdown(replace(FULL, quotation="学习*要有*思路。", n=3))
    assert text.startswith("> 学习\\*要有\\*思路。\n")
    assert "[《创造学习的思路》](<https://judou.example/articles/0123456789abcdef>)，谢希德，人民日报" in text
    assert "第10版，第3段" in text


def test_plain_is_quotation_then_citation() -> None:
    assert plain(replace(FULL, quotation="要有思路")) == f"“要有思路”\n{gbt7714_online(FULL)}\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_barest_item(name: str) -> None:
    assert "学习要有思路" in FORMATS[name].write(BARE)
