"""``python -m tests.quality``: how well pages are reconstructed.

--table            figures of generated pages by family, as tab-separated values, weakest first
--count N          so many generated pages (default: as in the soak run for --table)
--show NAME        one generated page (00041-column_repeat) with what was missed
--dump DIR         write generated pages and their truth for other programs
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.article import Article
from app.ingest.parse import parse_page
from tests.quality.floor import SETS, update
from tests.quality.generate import generated_page, generated_pages
from tests.quality.measure import LARGE, generated, known, score_one
from tests.quality.score import Score

COLUMNS = [
    "assignment",
    "title",
    "authors",
    "affiliation",
    "heading",
    "paragraph",
    "boundary",
    "caption",
    "kept",
]


def table(scores: dict[str, Score]) -> str:
    """Families by paragraph figure, weakest first, one a line."""
    rows = {name: score.figures() for name, score in scores.items()}
    weakest = sorted(rows, key=lambda name: rows[name].get("paragraph", 0))
    head = "\t".join(["family", *COLUMNS])
    return "\n".join([head, *("\t".join([name, *_cells(rows[name])]) for name in weakest)])


def _cells(figures: dict[str, float]) -> list[str]:
    return [f"{figures.get(column, 1):.3f}" for column in COLUMNS]


def show(name: str) -> str:
    """One page: its text, its figures below 1, what was missed (-) and said instead (+)."""
    number, family = name.split("-", 1)
    page = generated_page(int(number), family)
    guess = parse_page(page.name, page.text).articles
    figures = {key: round(value, 3) for key, value in score_one(page).figures().items() if value < 1}
    truth_lines, guess_lines = list(_said(page.articles)), list(_said(guess))
    missed = [f"- {line}" for line in truth_lines if line not in guess_lines]
    instead = [f"+ {line}" for line in guess_lines if line not in truth_lines]
    return "\n".join([page.text, json.dumps(figures), *missed, *instead])


def _said(articles: Sequence[Article]) -> Iterator[str]:
    for article in articles:
        yield f"{article.kind} {article.title} | {article.kicker} | {article.authors} | {article.affiliation}"
        yield from (f"{block.type} {block.text}" for block in article.blocks)


def form(article: Article) -> dict[str, object]:
    """An article in the shape of ``judou parse``."""
    return {
        "kind": article.kind.value,
        "title": article.title,
        "kicker": article.kicker,
        "authors": article.authors,
        "affiliation": article.affiliation,
        "source_note": article.source_note,
        **{f"{kind}s": article.texts(kind) for kind in {block.type for block in article.blocks}},
    }


def dump(folder: Path, count: int) -> None:
    """Write pages as text with their truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in generated_pages(count):
        (folder / f"{page.name}.txt").write_text(page.text, encoding="utf-8")
        truth = {"id": page.name, "articles": [form(article) for article in page.articles]}
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{page.name}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--table", action="store_true", help="figures by family")
    parser.add_argument("--count", type=int, default=LARGE, help="number of generated pages")
    parser.add_argument("--show", metavar="NAME", help="one generated page")
    parser.add_argument("--update", action="store_true", help="pin the figures reached")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--dump", metavar="DIR", type=Path, help="write generated pages and truth")
    chosen = parser.parse_args()
    if chosen.show:
        print(show(chosen.show))
    elif chosen.update:
        print(update(SETS, chosen.allow_regression))
    elif chosen.dump:
        dump(chosen.dump, chosen.count)
    elif chosen.table:
        print(table(generated(chosen.count)))
    else:
        print(json.dumps(known(), indent=1))


if __name__ == "__main__":
    main()
