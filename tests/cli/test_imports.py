"""What each command imports: waiting for what it does not use is what makes a program slow to start."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.main import COMMANDS, module_of
from tests.builders import build_library

ROOT = Path(__file__).parents[2]
HEAVY = {
    "numpy",
    "sqlalchemy",
    "sqlalchemy.dialects.postgresql",
    "pydantic",
    "fastapi",
    "rich",
    "lxml",
    "whoosh",
    "jieba",
    "rjieba",
    "pypinyin",
    "mcp",
    "uvicorn",
}


def imported(code: str) -> set[str]:
    """Return the modules that are there after ``code`` has run in a process of its own."""
    told = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


def test_help_imports_no_command_and_nothing_heavy() -> None:
    modules = imported(
        "import sys; sys.argv = ['judou', '--help']\nfrom app.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert not modules & HEAVY
    assert not modules & set(map(module_of, COMMANDS))


ADDRESSES = {"app.web", "app.web.core", "app.web.core.urls"}
"""What permalinks are made by; it imports nothing."""


@pytest.mark.parametrize("name", ["count", "check", "kwic", "trends", "formulations"])
def test_counting_imports_only_the_library(name: str) -> None:
    modules = imported(f"from app.cli.main import command; command({name!r})")
    assert modules >= {"numpy", "sqlalchemy", module_of(name)}
    assert not modules & (HEAVY - {"numpy", "sqlalchemy"})
    others = {each for each in modules if each.startswith(("app.ingest", "app.web", "app.build"))}
    assert others <= (ADDRESSES if name in ("kwic", "trends", "formulations") else set())


def test_a_reader_without_assistants_does_not_import_their_protocol() -> None:
    code = (
        "from pathlib import Path\nfrom app.config import Settings\nfrom app.main import create_app\n"
        "create_app(Settings(index=Path('none')))"
    )
    assert not imported(code) & {"mcp", "app.mcp.server"}


def test_a_reader_waits_for_the_handlers_of_no_page() -> None:
    code = (
        "from pathlib import Path\nfrom app.config import Settings\nfrom app.main import create_app\n"
        "create_app(Settings(index=Path('none')))"
    )
    modules = imported(code)
    assert not modules & {"fastapi", "app.web.api.routes", "app.web.service.api_application"}
    assert not modules & {"app.answers.articles", "whoosh"}
    assert not {each for each in modules if each.startswith("app.web.") and each.endswith("handlers")}


def test_a_reader_that_is_warm_has_the_modules_of_every_page() -> None:
    code = (
        "from app.config import Settings\nfrom app.deferred import import_deferred\n"
        "from app.main import create_app\n"
        "create_app(Settings())\nimport_deferred()"
    )
    assert {"app.web.search.handlers", "app.search.engines.local.desk", "whoosh"} <= imported(code)


RUN = """import sys; sys.argv = ['judou', *{arguments}]
from app.cli.main import main
try: main()
except SystemExit: pass"""


def test_a_build_that_finds_nothing_changed_loads_nothing_heavy(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    arguments = ["build", str(settings.seeds), "--index", str(settings.index)]
    assert not imported(RUN.format(arguments=arguments)) & {*HEAVY, "app.build.build"}


def test_counting_loads_no_model_no_words_and_no_desk(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    arguments = ["count", "改革", "创新", "--index", str(settings.index), "--form", "folded"]
    modules = imported(RUN.format(arguments=arguments[:5]))
    assert "app.search.engines.local.opened" in modules
    assert not modules & {"pydantic", "whoosh", "app.search.engines.local.desk"}
    assert "pydantic" in imported(RUN.format(arguments=arguments))
