"""Dictionaries that mean harm: nothing is found less, and what they cost is bounded.

``python -m tests.reliability.test_dictionaries FILE`` loads one, in a process of its own.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.build.build import build
from app.library.library import open_snapshot
from app.library.queries import parse_query
from app.words.user_dictionary import MOST_BYTES
from app.words.words import words
from tests.builders import build_library, write_seed
from tests.reliability.harm import state

ROOT = Path(__file__).parents[2]
SECONDS, BYTES = 40, 1_000_000_000
HAN = [chr(code) for code in range(0x4E00, 0x9FA5)]
OPERATORS = ["AND", "OR", "NOT", "NEAR/5", "-within", '"', "(", ")", "*", "?", "标题:", "…", "，", "\u202e"]


def made(number: int, length: int, further: str = "") -> str:
    """A dictionary of so many words without sense, each of so many characters."""
    rng = random.Random(1)
    return "\n".join("".join(rng.choices(HAN, k=length)) + further for _ in range(number))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(OPERATORS),
        "\n".join(f"{word} 0" for word in [*OPERATORS, "开放", "的", "年"]),
        "\n".join(f"{word} 999999999" for word in ["开", "放", "年", "，", "2", "a"]),
        made(2_000, 64),
        "开放\n" * 100_000,
        "\ufeff\r\n\r\n#\u2028\x0b\x1c",
    ],
    ids=["operators", "never words", "always words", "long", "again and again", "empty"],
)
def test_whatever_a_dictionary_says_is_found(tmp_path: Path, text: str) -> None:
    settings = build_library(tmp_path)
    whole = state(settings)[1]
    write_seed(settings, "dictionary.txt", text)
    build(settings)
    assert state(settings)[1] == whole
    with open_snapshot(settings) as snapshot:
        for query in ("开放 OR 乡村", "NOT 开放", "开放 NEAR/5 大门", "制度 -within 制度型"):
            request = parse_query(query, limit=5, facet_limit=0).request
            snapshot.search_related(request)
            snapshot.search(request)


COSTLY: dict[str, Callable[[], str]] = {
    "200,000 words without frequencies": lambda: made(200_000, 4),
    "as many as are taken": lambda: made((MOST_BYTES - 100) // 13, 4),
    "the longest words": lambda: made((MOST_BYTES - 100) // 193, 64),
    "the longest words, cut by jieba itself": lambda: "杭研 0\n" + made((MOST_BYTES - 100) // 193, 64),
    "words that are never to be guessed": lambda: made(200_000, 4, " 0"),
}


@pytest.mark.soak
@pytest.mark.parametrize("kind", COSTLY)
def test_a_large_dictionary_costs_little(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_text(COSTLY[kind](), encoding="utf-8")
    assert file.stat().st_size <= MOST_BYTES
    command = [sys.executable, "-m", "tests.reliability.test_dictionaries", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, taken = json.loads(done.stdout)
    assert seconds < SECONDS
    assert taken < BYTES


if __name__ == "__main__":
    began = time.process_time()
    words("北京的制度型开放", Path(sys.argv[1]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(json.dumps([time.process_time() - began, peak]))
