"""Jinja2, set up once: strict, escaping, one environment a language.

Templates are read at the start, so that no request needs a file for them, and compiled when they are used.
"""

import hashlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Getattr

from app.i18n.catalogues import Language, texts
from app.web.layout.elements import PageContext

PACKAGE = Path(__file__).parents[2]


def resource_folder(name: str) -> Path:
    """``templates`` or ``static``: inside the package when installed, beside it in the source tree."""
    packed = PACKAGE / f"_{name}"
    return packed if packed.is_dir() else PACKAGE.parent / name


class Templates:
    """Renders a page's context with the template that the context names."""

    def __init__(self, folder: Path) -> None:
        sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
        self._environments = {language: _environment(sources, language) for language in Language}
        self.version = hashlib.sha256("".join(sources.values()).encode("utf-8")).hexdigest()[:12]

    def compile(self) -> None:
        """Compile every template now; a request compiles those that it needs itself."""
        for environment in self._environments.values():
            for name in environment.list_templates():
                environment.get_template(name)

    def render(self, context: PageContext) -> str:
        """Return the page's HTML."""
        template = self._environments[context.layout.language].get_template(context.template)
        return template.render({field.name: getattr(context, field.name) for field in fields(context)})


# Templates print a thousand texts a page: what markupsafe wraps each in only tells its own functions of it.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


class _Code(CodeGenerator):
    """Python code of templates for views, which have attributes and no items: Python looks them up."""

    def visit_Getattr(self, node: Getattr, frame: Any) -> None:  # noqa: N802
        """Write an attribute as Python writes it."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, *_: Any, **__: Any) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    """An environment for views, which are always escaped."""

    code_generator_class = _Code

    @staticmethod
    def escaped(value: object) -> str:
        """Return what is printed as HTML."""
        return _escape_text(value) if type(value) is str else markupsafe.escape(value)


def _environment(sources: dict[str, str], language: Language) -> Environment:
    environment = _Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    words = texts(language)
    environment.globals.update(
        _=words.gettext,
        pgettext=words.pgettext,
        ngettext=words.ngettext,
        number=words.number,
    )
    return environment
