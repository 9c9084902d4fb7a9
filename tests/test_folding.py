import random
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain, starmap
from pathlib import Path
from unicodedata import decomposition, normalize

import jieba
import opencc
import pytest

from app.folded_forms import FORMS
from app.folding import original_table, table
from app.text import fold, simplify
from app.variants import BY_PHRASE, VARIANTS

APART = {"像", "哩"}
"""Characters that stay what they are, though OpenCC sets them for 象 and 里 in some words."""
SCRIPTS = ("t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s", "t2tw", "t2hk", "tw2t", "hk2t")
PLANES = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
IDEOGRAPHS = [chr(point) for first, last in PLANES for point in range(first, last)]

LETTERS = (
    (0x21, 0x3400), (0xA640, 0xAC00), (0xF900, 0x10000), (0x10400, 0x10D70),
    (0x118A0, 0x118E0), (0x16E40, 0x16E80), (0x1D400, 0x1D800), (0x1E900, 0x1E944), (0x2F800, 0x2FA20),
)  # fmt: skip
"""Where Unicode knows forms or case."""
SET_APART = ("<wide>", "<narrow>", "<vertical>", "<small>", "<font>")
"""Forms that a font or an old encoding sets apart, not a meaning: ① and ² stay what they are."""


def dictionary_words() -> list[str]:
    """Return the words that jieba has seen three times and more."""
    with jieba.Tokenizer().get_dict_file() as file:
        rows = [line.split() for line in file.read().decode("utf-8").splitlines()]
    return [row[0] for row in rows if int(row[1]) >= 3]


def misfolded(words: list[str], script: str) -> Iterator[tuple[str, str]]:
    """Yield the words whose form in a script does not fold to their own, and that form."""
    converted = opencc.OpenCC(script).convert("\n".join(words)).split("\n")
    folded, own = (fold("\0".join(some)).split("\0") for some in (converted, words))
    for word, form, one, other in zip(words, converted, folded, own, strict=True):
        if one != other:
            yield word, form


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("share", [20_000, pytest.param(None, marks=pytest.mark.soak)])
def test_words_fold_to_one_in_every_script(script: str, share: int | None) -> None:
    words = dictionary_words()
    chosen = random.Random(11).sample(words, share) if share else words
    assert {form for word, form in misfolded(chosen, script) if not APART & set(form)} == set()


def test_the_words_that_stay_apart_are_few_and_told() -> None:
    words = [word for word in dictionary_words() if set("象里像哩") & set(word)]
    apart = sorted({form for script in ("s2t", "s2hk") for _, form in misfolded(words, script)})
    assert len(apart) == 10
    told = (Path(__file__).parents[1] / "docs" / "folding.md").read_text(encoding="utf-8")
    assert all(form in told for form in apart)


def test_the_lists_hold_all_that_opencc_says_character_by_character() -> None:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for script in SCRIPTS:
        converted = opencc.OpenCC(script).convert("\n".join(IDEOGRAPHS)).split("\n")
        for char, other in zip(IDEOGRAPHS, converted, strict=True):
            if len(other) == 1:
                groups[fold(char)].add(fold(other))
    assert {char: others for char, others in groups.items() if others != {char}} == {}


def without_form_and_case(char: str) -> str:
    """Return one character without its compatibility form and case; itself where that would be longer."""
    form = decomposition(char)
    if form and (form.startswith(SET_APART) or " " not in form or "⼀" <= char <= "⿕"):
        plain = normalize("NFKC", char)
        char = plain if len(plain) == 1 else char
    return next((lower for lower in (char.casefold(), char.lower()) if len(lower) == 1), char)


def test_forms_are_those_that_unicode_and_opencc_give() -> None:
    converted = opencc.OpenCC("t2s").convert("\n".join(IDEOGRAPHS)).split("\n")
    given = {char: other for char, other in zip(IDEOGRAPHS, converted, strict=True) if len(other) == 1}
    for char in map(chr, chain.from_iterable(starmap(range, LETTERS))):
        given[char] = given.get(plain := without_form_and_case(char), plain)
    written = {char: group[0] for group in FORMS.split() for char in group[1:]}
    # What they give may have another form itself.
    assert {char: simplify(given[char]) for char in written} == written


def test_a_form_stands_in_one_group_and_no_group_begins_with_one() -> None:
    assert not set(VARIANTS) & set(VARIANTS.values())
    assert all(fold(variant) == fold(char) != variant for variant, char in VARIANTS.items())


def test_by_phrase_no_two_common_words_become_one() -> None:
    """But 后坐 and 后座; spellings of one word do, as 坐位 and 座位."""
    forms = {char for group in BY_PHRASE.split() for char in group}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in dictionary_words():
        if len(word) > 1 and forms & set(word):
            groups[fold(word)].append(word)
    assert max(len(words) for words in groups.values()) <= 3
    assert ["后坐", "后座"] in [sorted(words) for words in groups.values()]


def test_what_ids_are_made_of_never_changes() -> None:
    """Every id that was given out depends on this table."""
    pinned = sha256(repr(sorted(original_table().items())).encode()).hexdigest()
    assert pinned.startswith("1d9995513cc47825")


def test_what_was_one_character_stays_one() -> None:
    original, now = original_table(), table()
    assert {point: now.get(point, point) for point in original} == {
        point: now.get(target, target) for point, target in original.items()
    }
