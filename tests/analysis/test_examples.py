from pathlib import Path

from app.analysis.examples import SHORTEST, WORDINGS, common_wordings
from app.library.library import Library
from tests.builders import build_library, markdown, write_seed


def test_wordings_are_what_the_library_repeats(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    for number in (1, 2):
        text = "发展新质生产力，培育新质生产力；以新质生产力引领未来。"
        write_seed(settings, f"e{number}.md", markdown(f"其{number}", text, 60 + number))
    with Library(build_library(tmp_path)).snapshot() as snapshot:
        wordings = common_wordings(snapshot)
        phrases = [each.phrase for each in wordings]
        assert "新质生产力" in phrases
        assert len(phrases) <= WORDINGS
        assert all(len(each) >= SHORTEST for each in phrases)
        assert [each.occurrences for each in wordings] == [
            each.occurrences for each in snapshot.count(phrases)
        ]
