from app.search.engines.local.formulations.function_words import FUNCTION_WORDS, LINKS, MANNER
from app.text import fold


def test_words_are_written_as_texts_are_indexed() -> None:
    assert all(fold(word) == word for word in FUNCTION_WORDS | MANNER | set(LINKS))
    assert not FUNCTION_WORDS & MANNER - {"不断"}
