import os
import subprocess
import sys
from pathlib import Path

import pytest
from jieba import finalseg

from app.words import jieba_tokenizer
from app.words.words import Cutter, _cutter, is_word, whole_words, words, words_inside


def test_words_hold_the_long_word_and_the_words_in_it() -> None:
    found = words("中華人民共和國，2024！")
    assert {"中华人民共和国", "人民", "共和国", "2024"} <= set(found)
    assert "," not in found


def test_words_come_in_the_order_of_the_text_each_behind_those_in_it() -> None:
    text = "中華人民共和國，GDP增长4.5%；c++与人民代表大会，——人民"
    inside = [(*words_inside(word), word) for word in whole_words(text)]
    assert words(text) == [part for parts in inside for part in parts]


def test_whole_words_hold_each_character_once() -> None:
    assert whole_words("中華人民共和國，GDP增长4.5%") == ["中华人民共和国", "gdp", "增长", "4.5%"]


def test_a_user_dictionary_adds_words(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("# ours\n新質生產力 100000\n天马行云术\n", encoding="utf-8")
    assert "新质生产力" in words("发展新质生产力", dictionary)
    assert "天马行云术" in words("学习天马行云术", dictionary)


def test_a_word_without_a_frequency_is_preferred_to_its_parts(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("的人民\n人民的\n", encoding="utf-8")
    assert whole_words("的人民", dictionary) == ["的人民"]
    assert whole_words("的人民") == ["的", "人民"]


@pytest.mark.parametrize(
    ("line", "text", "cut"), [("杭研 0", "网易杭研", ["网易", "杭", "研"]), ("x 9", "xy", ["xy"])]
)
def test_what_rjieba_would_cut_otherwise_is_left_to_jieba(
    tmp_path: Path, line: str, text: str, cut: list[str]
) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text(line, encoding="utf-8")
    try:
        assert whole_words(text, dictionary) == cut
        assert isinstance(_cutter(dictionary).tokenizer, jieba_tokenizer.Tokenizer)
    finally:
        finalseg.Force_Split_Words.clear()


def test_generations_with_the_same_words_share_what_cuts_them(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    for file, word in ((first, "天马行云术"), (second, "天马行云术"), (third, "地虎")):
        file.write_text(f"{word}\n", encoding="utf-8")
    assert _cutter(first) is _cutter(second)
    assert _cutter(first) is not _cutter(third)


def test_dictionaries_are_loaded_late_and_leave_no_cache(tmp_path: Path) -> None:
    script = (
        "import sys; from app.words import words; assert not {'jieba', 'rjieba'} & set(sys.modules);"
        "assert words._cutter.cache_info().currsize == 0; assert words.words('北京') == ['北京']"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.iterdir())


def test_words_that_are_taken_in_when_texts_have_them_cut_as_all_words_do() -> None:
    texts = ["着名的龘靐，GDP增长4.5%", "中出了一个叛徒c++", "人民代表大会常务委员会", "𠮷野家", "a"]
    script = (
        "from app.text import LONG; from app.words.words import load_words, words\n"
        f"texts = {texts!r}; late = [words(text) for text in texts]; load_words('字' * LONG)\n"
        "assert [words(text) for text in texts] == late; print(late)"
    )
    command = [sys.executable, "-W", "ignore", "-X", "utf8", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.stdout.strip(), done.stderr) == (repr([words(text) for text in texts]), "")


def test_a_cutter_that_has_met_many_heads_takes_in_all_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["中华人民共和国", "新质生产力", "着名的龘靐", "人民代表大会常务委员会"]
    late, soon = Cutter(()), Cutter(())
    expected = [late.cut(text) for text in texts]
    for text in ("的了是在", "的\0了\0是\0在\0"):  # NUL closes a block.
        soon.load(text)
    monkeypatch.setattr("app.words.words._MOST_HEADS", 10)
    assert [soon.cut(text) for text in texts] == expected
    assert soon._whole
    assert not soon._begun


def test_threads_that_ask_first_at_once_share_one_dictionary() -> None:
    script = (
        "import sys; from concurrent.futures import ThreadPoolExecutor as Threads\n"
        "from threading import Barrier; from app.words import words; sys.setswitchinterval(1e-6)\n"
        "ready = Barrier(8)\n"
        "def ask(n): ready.wait(); return words.words('发展新质生产力')\n"
        "with Threads(8) as threads: assert len(set(map(tuple, threads.map(ask, range(8))))) == 1\n"
        "assert words._shared_cutter.cache_info().misses == 1"
    )
    command = [sys.executable, "-W", "ignore", "-X", "utf8", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_rjieba_the_words_are_the_same() -> None:
    texts = ["发展新质生产力，GDP增长4.5%", "龘靐与26341-2010", "中出了一个叛徒"]
    script = (
        "import sys; sys.modules['rjieba'] = None; import importlib.util as u; find = u.find_spec;"
        "u.find_spec = lambda name: None if name == 'rjieba' else find(name);"
        f"from app.words.words import words; print([words(text) for text in {texts!r}])"
        ";assert 'jieba' in sys.modules"
    )
    command = [sys.executable, "-W", "ignore", "-X", "utf8", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.stdout.strip(), done.stderr) == (repr([words(text) for text in texts]), "")


def test_names_of_people_are_no_words() -> None:
    assert all(map(is_word, ["发展", "转变", "途径"]))
    assert not any(map(is_word, ["连欣", "何传启", "容发展", ""]))
