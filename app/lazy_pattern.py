"""Regular expressions that are compiled when they are first used: a page needs few of hundreds."""

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a pattern; its methods are those of the pattern once one of them has been asked for.

    What it is written as is known before: other patterns are made of it.
    """

    def __init__(self, text: str, flags: int) -> None:
        self._wanted, self.pattern = (text, flags), text

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._wanted)
        # From now on they are found as any attribute, in the time that one of the pattern itself takes.
        self.__dict__.update((each, getattr(compiled, each)) for each in _PUBLIC)
        return getattr(compiled, name)


_PUBLIC = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used; a mistake in it is told only then."""
    return cast(re.Pattern[str], _LazyPattern(text, flags))
