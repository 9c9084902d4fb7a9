from pathlib import Path

from app.config import Settings
from app.library.library import open_snapshot
from bench.corpus import built
from bench.disk import disk_parts
from bench.year import grown, segments

PAGES = 24


def texts(settings: Settings) -> list[str]:
    with open_snapshot(settings) as snapshot:
        return [block.text for article in snapshot.every_article() for block in article.blocks]


def test_after_a_year_a_library_has_the_texts_of_one_that_was_built_at_once(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for n in range(PAGES):
        (seeds / f"{n:02}.md").write_text(
            f"# 第{n}号办法\n\n为了保护第{n}条河流，制定本办法。\n", encoding="utf-8"
        )
    year = grown(seeds, tmp_path / "year")
    at_once = built(seeds, tmp_path / "at-once")
    assert texts(year) == texts(at_once.settings)
    assert segments(year) > segments(at_once.settings) == 1


def test_the_parts_of_an_index_are_all_of_it(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "1.md").write_text("# 第一号办法\n\n为了保护河流，制定本办法。\n", encoding="utf-8")
    corpus = built(seeds, tmp_path / "index")
    total = sum(size for _, size in disk_parts(corpus.settings.index))
    files = sum(path.stat().st_size for path in corpus.settings.index.rglob("*") if path.is_file())
    assert 0.9 * files < total <= files
