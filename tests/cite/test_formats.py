"""Citations say what is known, mark what is not, and survive the parsers of their formats."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.citable import Citable
from app.cite.formats import FORMATS
from app.cite.gbt7714 import gbt7714_online
from app.cite.prose import chat, markdown, plain
from app.cite.references import bibtex, csl_json, ris
from tests.cite.samples import BARE, FULL, LAW, NOTICE, WEB

HOSTILE = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("item", "types"),
    [
        (FULL, ("NEWS", "article", "article-newspaper")),
        (LAW, ("STAT", "legislation", "legislation")),
        (NOTICE, ("GOVDOC", "misc", "regulation")),
        (WEB, ("ELEC", "online", "webpage")),
    ],
)
def test_reference_managers_are_told_what_it_is(item: Citable, types: tuple[str, str, str]) -> None:
    record, entry = ris(item), json.loads(csl_json(item))[0]
    assert (record[6:].partition("\r")[0], bibtex(item)[1:].partition("{")[0], entry["type"]) == types
    assert f"UR  - {item.url or item.permalink}\r\n" in record
    assert entry.get("number") == item.document_number
    assert (f"AU  - {item.issuing_body}" in record) == (item.issuing_body is not None)


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


def test_bibtex_says_that_it_is_a_newspapers() -> None:
    # pandoc (biblatex reader) and biblatex-gb7714 take @article for a journal's without it.
    assert "  entrysubtype = {newspaper},\n" in bibtex(FULL)
    assert all("entrysubtype" not in bibtex(item) for item in (LAW, NOTICE, WEB))


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


def test_a_quotation_inside_a_quotation_has_single_marks() -> None:
    said = replace(FULL, quotation="他说：“要读‘书’。”")
    assert plain(said).startswith("“他说：‘要读“书”。’”\n")
    assert chat(said).startswith("“他说：‘要读“书”。’”\n")


def test_a_message_is_quotation_source_and_link_and_says_nothing_unknown() -> None:
    said = replace(FULL, title="《河流》与我们", quotation="要有思路")
    assert chat(said) == f"“要有思路”\n——谢希德《〈河流〉与我们》（人民日报，1998-12-25）\n{FULL.permalink}\n"
    assert chat(replace(BARE, quotation="要有思路")) == f"“要有思路”\n{FULL.permalink}\n"
    assert chat(BARE) == f"学习要有思路……\n{FULL.permalink}\n"
    for item in (FULL, NOTICE, LAW, WEB, BARE):
        assert "待补" not in chat(item)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_barest_item(name: str) -> None:
    assert "学习要有思路" in FORMATS[name].write(BARE)
