"""The project's own promises about its shape: the import ladder, owners of libraries, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
MAP = ROOT / "docs" / "architecture.md"

# Each file imports only from files above it. docs/architecture.md says what each is for.
LADDER = [
    "garbage",
    "errors",
    "config",
    "text",
    "article",
    "ingest.common_han",
    "ingest.decode",
    "ingest.glyphs",
    "ingest.sidecar",
    "ingest.overprint",
    "ingest.lines",
    "ingest.plain",
    "ingest.measure",
    "ingest.cues",
    "ingest.names",
    "ingest.blanks",
    "ingest.openings",
    "ingest.roles",
    "ingest.emissions",
    "ingest.paths",
    "ingest.columns",
    "ingest.marks",
    "ingest.elements",
    "ingest.sheets",
    "ingest.affinity",
    "ingest.headlines",
    "ingest.seams",
    "ingest.bodies",
    "ingest.items",
    "ingest.doubts",
    "ingest.titling",
    "ingest.bylines",
    "ingest.articles",
    "ingest.stitch",
    "ingest.assembly",
    "ingest.account",
    "ingest.form",
    "ingest.page",
    "store.rows",
    "store.tables",
    "store.database",
    "store.reader",
    "store.writer",
    "store.store",
    "permalinks.sketch",
    "permalinks.mint",
    "permalinks.likeness",
    "permalinks.carry",
    "permalinks.edition",
    "permalinks.resolve",
    "search.tokens",
    "search.query",
    "search.contract",
    "search.arrays",
    "search.suffixes",
    "search.phrases",
    "search.places",
    "search.catalogue",
    "search.marking",
    "search.matching",
    "search.ranking",
    "search.facets",
    "search.exact",
    "search.related",
    "search.suggest",
    "search.nearest",
    "search.highlight",
    "search.parts",
    "search.whoosh_part",
    "search.whoosh_engine",
    "search.engines",
    "seeds",
    "parsing",
    "fingerprint",
    "generation",
    "check",
    "indexing",
    "build",
    "reading",
    "archive",
    "cite",
    "recurring",
    "shapes",
    "web",
    "main",
    "serving",
    "console",
    "cli",
    "__main__",
]

# The one file (or folder) that may import a third-party library.
OWNERS = {
    "jieba": "text",
    "opencc": "text",
    "charset_normalizer": "ingest.decode",
    "sqlalchemy": "store",
    "rapidfuzz": "permalinks",
    "pydivsufsort": "search.suffixes",
    "pypinyin": "search.nearest",
    "whoosh": "search.whoosh_part",
    "rich": "console",
    "typer": "cli",
    "uvicorn": "serving",
    "pydantic_settings": "config",
    "jinja2": "web",
    "babel": "web",
    "segno": "web",
}

MAX_LINES_APP, MAX_LINES_TESTS, MAX_FUNCTION = 400, 450, 50


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(APP).with_suffix("").parts)


def sources() -> list[Path]:
    return sorted(p for p in APP.rglob("*.py") if p.name != "__init__.py")


def rung(module: str) -> int:
    """The row of a module: its own, or that of the folder it is in."""
    for name in (module, *(".".join(module.split(".")[:i]) for i in range(module.count("."), 0, -1))):
        if name in LADDER:
            return LADDER.index(name)
    raise AssertionError(f"app/{module.replace('.', '/')}.py has no row in the ladder")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_module(name: str) -> bool:
    return (ROOT / (name.replace(".", "/") + ".py")).is_file()


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_imports_only_from_rows_above(path: Path) -> None:
    own = module_name(path)
    for name in imports(path):
        if name.startswith("app.") and is_module(name):
            other = name.removeprefix("app.")
            same_row = rung(other) == rung(own) and own.split(".")[0] == other.split(".")[0]
            assert rung(other) < rung(own) or same_row, f"{own} imports {other}"


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_each_library_has_one_owner(path: Path) -> None:
    own = module_name(path)
    for name in imports(path):
        owner = OWNERS.get(name.split(".")[0])
        assert owner is None or own == owner or own.startswith(owner + "."), f"{own} imports {name}"


@pytest.mark.parametrize("path", sources() + sorted((ROOT / "tests").rglob("*.py")), ids=lambda p: p.stem)
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    limit = MAX_LINES_APP if path.is_relative_to(APP) else MAX_LINES_TESTS
    assert text.count("\n") <= limit, f"{path.name} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_every_file_stands_on_the_map(path: Path) -> None:
    file = path.relative_to(APP).as_posix()
    assert file == "__main__.py" or f"`{file}`" in MAP.read_text(encoding="utf-8"), (
        f"{file} is not on the map"
    )


def test_no_junk_drawers() -> None:
    junk = {"utils", "helpers", "common", "misc", "models", "types"}
    assert not [p for p in sources() if p.stem in junk]


def test_templates_hold_no_script_or_style_code() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<style" not in text, path.name
        assert " style=" not in text, path.name
        assert "onclick=" not in text, path.name
