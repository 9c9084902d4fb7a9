"""Front matter: what a Markdown file says of itself above its text, in YAML (---) or TOML (+++)."""

import tomllib
from collections.abc import Iterator, Mapping

from app.deferred import deferred
from app.frozen import dataclass
from app.ingest.blocks import Known
from app.ingest.metadata.keys import read_values
from app.lazy_pattern import lazy_pattern

MOST_LINES, MOST_CHARACTERS = 400, 64_000
FENCES = {"---": lazy_pattern(r"(?:---|\.\.\.)\s*"), "+++": lazy_pattern(r"\+\+\+\s*")}
PAIR = lazy_pattern(r"\s*[\"']?([^\s:=：\"'][^:=：\"']{0,30}?)[\"']?\s*[:=：]\s*(.*)")
CONTINUED = lazy_pattern(r"\s*-\s|\s+\S|\s*#|[\])},]")

_read_yaml = deferred("app.ingest.documents.bounded_yaml", "read_yaml")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of front matter, and how many lines it takes with its fences."""

    known: Known
    size: int


def read_front_matter(lines: list[str]) -> FrontMatter | None:
    """Return the front matter that the lines begin with; None, where they begin with text.

    Three dashes may also be a rule: what stands between must be values, or nothing, up to a closing fence.
    """
    mark = lines[0].rstrip() if lines else ""
    closing = FENCES.get(mark)
    if closing is None:
        return None
    end = next((at for at, line in enumerate(lines[1 : MOST_LINES + 1], 1) if closing.fullmatch(line)), None)
    inner = lines[1:end]
    text = "\n".join(inner)
    if end is None or len(text) > MOST_CHARACTERS:
        return None
    pairs = _toml(text) if mark == "+++" else _read_yaml(text)
    if pairs is None:
        # Not quite YAML (标题: 一: 二) is still a list of keys and values, where every line looks like one.
        pairs = dict(_plain(inner))
        if not all(PAIR.fullmatch(line) or CONTINUED.match(line) or not line.strip() for line in inner):
            return None
        if not pairs and text.strip():
            return None
    return FrontMatter(read_values((str(key), value) for key, value in pairs.items()), end + 1)


def _toml(text: str) -> Mapping[object, object] | None:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    return {key: value if isinstance(value, list | dict) else str(value) for key, value in table.items()}


def _plain(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys and values of lines that each hold one."""
    for line in lines:
        found = PAIR.fullmatch(line)
        if found and not line[:1].isspace():
            yield found[1].strip(), found[2].strip().strip("\"'")
