"""Formulations of the five pages, and the same whatever history a library has; no change is a compaction."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.exact.arrays import StringArray
from app.search.engines.local.formulations import candidates, mine
from app.search.engines.local.formulations.candidates import Found
from app.search.engines.local.formulations.fingerprints import fingerprints
from app.search.engines.local.formulations.mine import distinct
from app.search.engines.local.formulations.updates import carry
from tests.builders import index_article
from tests.search.libraries import desk, generation, opened, scanned_counts, seeds_library

WORDS = st.sampled_from(
    [
        "普惠包容",
        "新质生产力",
        "对外开放",
        "制度型开放",
        "推动",
        "稳步扩大",
        "的",
        "和",
        "，",
        "。",
        "“",
        "”",
        "中国",
        "《决定方案》",
        "對外開放",
        "《",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=12).map("".join)


def pages(texts: dict[int, str]) -> list[IndexArticle]:
    return [
        replace(index_article(f"a{n}", None, text), page=f"p{n:02}", page_order=f"p{n:02}")
        for n, text in sorted(texts.items())
    ]


@pytest.mark.parametrize("share", [0, 2], ids=["brought up to date", "mined where much has changed"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.integers(0, 8), TEXT, min_size=4),
    st.lists(st.dictionaries(st.integers(0, 8), TEXT | st.just(""), max_size=3), max_size=4),
)
def test_any_history_gives_the_same_list(
    monkeypatch: pytest.MonkeyPatch,
    share: int,
    first: dict[int, str],
    changes: list[dict[int, str]],
) -> None:
    monkeypatch.setattr(carry, "_SHARE", share)
    library = dict(first)
    with TemporaryDirectory() as name:
        engine = LocalEngine(Path(name))
        handle = generation(engine, pages(library))
        for change in changes:
            library = {n: text for n, text in (library | change).items() if text}
            handle = generation(engine, pages(library), handle, {f"p{n:02}" for n in change})
        fresh = generation(engine, pages(library))
        grown, whole = (desk(opened(engine, each)).formulations() for each in (handle, fresh))
        assert grown == whole
        for each in whole:
            counts = scanned_counts(pages(library), each.text)
            assert (each.occurrences, each.paragraphs, each.articles) == (
                counts.occurrences, counts.paragraphs, counts.articles
            )  # fmt: skip


@pytest.mark.parametrize("together", [1, 5, 100_000])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text("甲乙a𠀀é", min_size=1, max_size=4), min_size=1, max_size=4), max_size=8))
def test_strings_and_their_parts_are_told_apart_whatever_is_held_together(
    monkeypatch: pytest.MonkeyPatch, together: int, strings: list[list[str]]
) -> None:
    monkeypatch.setattr(mine, "_TOGETHER", together)
    monkeypatch.setattr(candidates, "_TOGETHER", together)
    texts, masks, parts = ["".join(words) for words in strings], [], []
    for text, words in zip(texts, strings, strict=True):
        ends = [len("".join(words[:n])) for n in range(len(words))]
        masks.append(sum(1 << at for at in ends))
        parts += [part for at in ends[1:] for part in (text[:at], text[at:])]
    none = np.zeros(len(texts))
    found = Found(StringArray.of(texts), none, none, np.array(masks, np.uint32))
    every, which = distinct(found)
    assert list(every) == sorted({*texts, *parts})
    assert [every[n] for n in which] == [*texts, *parts]
    for numbers, named in zip(found.numbers(), (texts, parts), strict=True):
        assert numbers.ravel().tolist() == fingerprints(named).tolist()


def test_titles_are_units_and_their_parts_are_none() -> None:
    text = "签署《全面与进步跨太平洋伙伴关系协定》。"
    with TemporaryDirectory() as name:
        engine = LocalEngine(Path(name))
        handle = generation(engine, pages({n: text + "甲乙丙"[n % 3] for n in range(4)}))
        found = desk(opened(engine, handle)).formulations()
    assert [(each.text, each.title) for each in found] == [("全面与进步跨太平洋伙伴关系协定", True)]


def test_the_five_pages_have_formulations_as_printed(tmp_path: Path) -> None:
    library = seeds_library()
    engine = LocalEngine(tmp_path)
    index = opened(engine, generation(engine, library))
    found = {each.text: each for each in desk(index).formulations()}
    assert "产业链供应链" in found
    for text in ("新质生产力", "共建“一带一路”"):
        assert found[text].occurrences == scanned_counts(library, text).occurrences
