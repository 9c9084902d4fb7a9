from pathlib import Path

from app.search.engines.local.engine import LocalEngine
from app.search.request import Filter
from tests.builders import index_article
from tests.search.libraries import desk, generation, opened

SAID = ["坚持普惠包容。", "推动普惠包容的开放。", "普惠包容，共赢。", "要普惠包容！普惠包容。"]


def test_formulations_are_told_with_articles_dates_and_parts_of_the_library(tmp_path: Path) -> None:
    days = ["2021-03-01", "2020-05-07", None, "2022-01-01"]
    articles = [
        index_article(f"{chr(97 + n)}1", None, text, date=day)
        for n, (text, day) in enumerate(zip(SAID, days, strict=True))
    ]
    engine = LocalEngine(tmp_path)
    index = desk(opened(engine, generation(engine, articles)))
    (found,) = index.formulations()
    assert (found.text, found.occurrences, found.paragraphs, found.articles) == ("普惠包容", 5, 4, 4)
    assert (found.first, found.last, found.undated) == ("2020-05-07", "2022-01-01", 1)
    part = index.formulations_in((Filter("year", "2022"),))
    assert (part.articles, part.occurrences.tolist(), part.spread.tolist()) == (1, [2], [1])
    assert index.formulation_profile(0, 4) == (1, 1, 1, 2)
