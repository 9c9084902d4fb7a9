from collections import Counter
from pathlib import Path

import pytest

from bench.large_library import write_library
from bench.processes import judou

SENTENCES = [f"第{n}条{'为' * (n % 7)}了保护和改善环境，制定本法。" for n in range(300)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n in range(3):
        lines = ["# 题目", *("".join(SENTENCES[at : at + 5]) for at in range(n * 100, n * 100 + 100, 5))]
        (folder / f"{n}.md").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


def test_a_library_has_the_files_and_about_the_characters_asked_for(corpus: Path, tmp_path: Path) -> None:
    written = write_library(corpus, tmp_path / "large", 30_000, 60)
    files = sorted((tmp_path / "large").rglob("*.md"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert len(files) == 60
    assert written == sum(map(len, texts))
    assert 30_000 <= written < 40_000
    assert len({text.splitlines()[0] for text in texts}) == 60
    assert "题目" not in "".join(texts)


def test_hardly_a_paragraph_stands_twice(corpus: Path, tmp_path: Path) -> None:
    write_library(corpus, tmp_path / "large", 30_000, 60)
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "large").rglob("*.md")]
    paragraphs = Counter(line for text in texts for line in text.splitlines()[1:] if line)
    assert max(paragraphs.values()) == 1
    assert len(paragraphs) > 200


def test_a_library_is_the_same_each_time(corpus: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_library(corpus, tmp_path / name, 3_000, 5)
    one, other = (
        {file.relative_to(tmp_path / name): file.read_bytes() for file in (tmp_path / name).rglob("*.md")}
        for name in ("one", "other")
    )
    assert one == other
    assert len(one) == 5


def test_a_command_is_measured_and_its_failure_told() -> None:
    taken = judou("--version")
    assert taken.seconds > 0
    assert taken.processor > 0
    with pytest.raises(RuntimeError, match="app count ended with 2"):
        judou("count")
