import re

import pytest

from app.lazy_pattern import lazy_pattern


def test_a_lazy_pattern_does_what_a_pattern_does() -> None:
    lazy, plain = lazy_pattern(r"(?P<year>\d{4})年", re.ASCII), re.compile(r"(?P<year>\d{4})年", re.ASCII)
    text = "2023年和2024年"
    assert [found["year"] for found in lazy.finditer(text)] == ["2023", "2024"]
    assert lazy.sub("", text) == plain.sub("", text) == "和"
    assert (lazy.pattern, lazy.flags, lazy.groups) == (plain.pattern, plain.flags, plain.groups)
    assert not lazy.fullmatch(text)


def test_a_mistake_is_told_when_the_pattern_is_used() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("")
