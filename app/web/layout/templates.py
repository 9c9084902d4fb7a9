"""Jinja2, set up once: strict, escaping, one environment a language.

Templates are read at the start, so that no request needs a file for them, and compiled when they are used.
"""

import hashlib
from dataclasses import fields
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

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


class _Environment(Environment):
    """An environment for views, which have attributes and no items: Python looks them up, not Jinja."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


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
