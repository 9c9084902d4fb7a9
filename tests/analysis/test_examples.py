from pathlib import Path

from app.analysis.examples import EXAMPLES, SHORTEST, example_queries
from app.library.library import Library
from tests.builders import build_library, markdown, write_seed


def test_examples_are_wording_that_the_library_repeats(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    for number in (1, 2):
        text = "发展新质生产力，培育新质生产力；以新质生产力引领未来。"
        write_seed(settings, f"e{number}.md", markdown(f"其{number}", text, 60 + number))
    with Library(build_library(tmp_path)).snapshot() as snapshot:
        examples = example_queries(snapshot)
        assert "新质生产力" in examples
        assert len(examples) <= EXAMPLES
        assert all(len(each) >= SHORTEST for each in examples)
        assert all(each.occurrences for each in snapshot.count(examples))
