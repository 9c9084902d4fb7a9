"""Every address and every parameter of the application, read from its own lists: what is new is in them."""

from collections.abc import Iterator
from enum import Enum
from itertools import chain
from re import sub
from typing import Any, Literal, get_args, get_origin

from starlette.routing import Route

from app.config import Settings
from app.main import create_app
from app.web.api.routes import router
from app.web.core.query_models import QueryModel
from app.web.routes import PAGES


def _routes() -> list[Route]:
    app = create_app(Settings())
    found = (*app.routes, *app.state.api.application.routes, *router.routes)
    return [each for each in found if isinstance(each, Route)]


def _models(of: type[QueryModel]) -> Iterator[type[QueryModel]]:
    for model in of.__subclasses__():
        yield model
        yield from _models(model)


def _choices(annotation: Any) -> Iterator[str]:
    """Yield the values that a parameter takes, where there are few."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(each.value) for each in annotation)
    elif get_origin(annotation) is Literal:
        yield from (str(each.value if isinstance(each, Enum) else each) for each in get_args(annotation))
    else:
        yield from chain.from_iterable(map(_choices, get_args(annotation)))


_FIELDS = [pair for model in _models(QueryModel) for pair in model.model_fields.items()]

_READ = (route.path for route in _routes() if "GET" in (route.methods or ()))
GET_ADDRESSES = [*dict.fromkeys(sub(r"\{[^}]*\}", "{x}", path) for path in _READ), "/{x}"]
"""Addresses that are read, ``{x}`` in the place of whatever they hold."""
POST_ADDRESSES = sorted({route.path for route in _routes() if "POST" in (route.methods or ())})
"""Addresses that take a body."""
DESK_ADDRESSES = [path for path, handler in PAGES if ".research." in getattr(handler, "__module__", "")]
"""The pages of the research desk."""
PARAMETERS = sorted({"set", "back", "lang", *(name for name, _ in _FIELDS)})
CHOICES = sorted({choice for _, field in _FIELDS for choice in _choices(field.annotation)} - {""})
"""Values that some parameter takes."""
