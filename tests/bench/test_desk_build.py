from pathlib import Path

from bench.corpus import built
from bench.desk_build import desk_build


def test_the_parts_of_the_desk_are_made_once_more_and_told(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in "一二三":
        text = f"# 第{number}号办法\n\n为了保护河流，根据《宪法》，制定本办法。\n"
        (seeds / f"{number}.md").write_text(text, encoding="utf-8")
    corpus = built(seeds, tmp_path / "index")
    found = desk_build(corpus.settings.index)
    assert 0 < found.megabytes < corpus.megabytes
    assert found.processor > 0
    assert found.memory > 0
