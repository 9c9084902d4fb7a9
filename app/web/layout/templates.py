"""Jinja2, set up once: strict, escaping, one environment a language.

Templates are read at the start, so that no request needs a file for them, and compiled when they are used:
once for all languages, and kept for the next start.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Call, Getattr

from app.code_fingerprint import code_fingerprint
from app.i18n.catalogues import Language, texts
from app.web.layout.elements import PageContext

PACKAGE = Path(__file__).parents[2]
_COMPILER = ("web/layout/templates.py",)
_DIGEST = 16
"""Bytes before the code of a file, by which it is found whole."""


def resource_folder(name: str) -> Path:
    """``templates`` or ``static``: inside the package when installed, beside it in the source tree."""
    packed = PACKAGE / f"_{name}"
    return packed if packed.is_dir() else PACKAGE.parent / name


class CompiledTemplates(BytecodeCache):
    """Keeps the code of each template with what it was made of; a folder that cannot be written keeps none.

    What was compiled of another text, or by another compiler, or is damaged, is compiled anew in its place.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._known = folder, dict[str, bytes]()
        self._compiler = code_fingerprint(_COMPILER, ("jinja2", "markupsafe"), ())

    def get_source_checksum(self, source: str) -> str:
        """Return what tells the text of a template and its compiler from others."""
        return super().get_source_checksum(self._compiler + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of a template, if it is known or kept; Jinja compiles it otherwise."""
        if data := self._known.get(bucket.key) or self._read(bucket.key):
            bucket.bytecode_from_string(data)
            self._known[bucket.key] = data

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        data = self._known[bucket.key] = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            self._write(bucket.key, (hashlib.blake2b(data, digest_size=_DIGEST).digest(), data))

    def _read(self, key: str) -> bytes:
        """Return the code that a file has; empty where it has none, or is damaged."""
        try:
            found = (self._folder / key).read_bytes()
        except OSError:
            return b""
        digest, data = found[:_DIGEST], found[_DIGEST:]
        return data if hashlib.blake2b(data, digest_size=_DIGEST).digest() == digest else b""

    def _write(self, key: str, parts: Iterable[bytes]) -> None:
        """Write a file under another name and rename it, so that it is whole or absent."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as stream:
            unfinished = Path(stream.name)
            try:
                stream.writelines(parts)
                stream.close()
                unfinished.replace(self._folder / key)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise


class Templates:
    """Renders a page's context with the template that the context names."""

    def __init__(self, folder: Path, compiled: CompiledTemplates) -> None:
        sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
        self._environments = {language: _environment(sources, language, compiled) for language in Language}
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
_SAFE = (markupsafe.Markup, float, int)
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


class _Code(CodeGenerator):
    """Python code of templates for views, which have attributes and no items: Python looks them up.

    What templates call are macros and words, none of which wants their context: Python calls them.
    """

    def visit_Getattr(self, node: Getattr, frame: Any) -> None:  # noqa: N802
        """Write an attribute as Python writes it."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: Call, frame: Any, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call as Python writes it."""
        if node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, *_: Any, **__: Any) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    """An environment for views, which are always escaped."""

    code_generator_class = _Code

    @staticmethod
    def escaped(value: object) -> str:
        """Return what is printed as HTML."""
        if type(value) is str:
            return _escape_text(value)
        # What macros return is escaped, and numbers need not be.
        return str(value) if type(value) in _SAFE else markupsafe.escape(value)


def _environment(sources: dict[str, str], language: Language, compiled: CompiledTemplates) -> Environment:
    environment = _Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
        # Every template is at hand for as long as the process lives.
        cache_size=-1,
    )
    words = texts(language)
    environment.globals.update(
        _=words.gettext,
        pgettext=words.pgettext,
        ngettext=words.ngettext,
        number=words.number,
    )
    return environment
