import jieba

from app.text import fold
from app.words.dictionary import jieba_dictionary


def test_the_dictionary_is_jiebas_own_folded() -> None:
    with jieba.Tokenizer().get_dict_file() as file:
        every, total = jieba.Tokenizer.gen_pfdict(file)
    theirs = {word: often for word, often in every.items() if often}
    ours: dict[str, int] = {}
    for char in {fold(word[0]) for word in theirs}:
        ours |= jieba_dictionary().beginning_with(char)
    assert jieba_dictionary().total == total
    assert ours.keys() == {fold(word) for word in theirs}
    assert all(ours[fold(word)] >= often for word, often in theirs.items())
    merged = {word for word, often in theirs.items() if ours[fold(word)] != often}
    assert 0 < len(merged) < 2_500
    assert ours[fold("著名")] == theirs["著名"]


def test_each_word_is_found_by_its_first_two_characters_or_its_only_one() -> None:
    every = jieba_dictionary().beginning_with("国b")
    heads = {word[:2] for word in every}
    assert {"国", "国家", "b超"} <= heads
    assert jieba_dictionary().headed(heads) == every
    assert jieba_dictionary().headed(["国"]).keys() == {"国"}
    assert all(word.startswith("国家") for word in jieba_dictionary().headed(["国家"]))
    assert jieba_dictionary().headed(["国\ue000", "", "\0", "国\0", "\0国"]) == {}
