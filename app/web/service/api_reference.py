"""The page ``/api``: what the OpenAPI description says, for people, in their language and to be tried."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from app.i18n.catalogues import Texts
from app.web.core.urls import Links
from app.web.layout.elements import Link
from app.web.service.views import ApiParameter, ApiRoute, ApiView

Schema = dict[str, Any]


def api_reference(document: Schema, links: Links, words: Texts, known: Mapping[str, str]) -> ApiView:
    """Return the addresses of an OpenAPI document with their parameters and what these can be.

    ``known`` gives an id of this library for each address that ends with one.
    """
    components = document["components"]["schemas"]
    return ApiView(
        links.plain("api/openapi.json"),
        tuple(
            _route((method, path), operation, components, links.root, words, known.get(path, ""))
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
        ),
    )


def _route(
    named: tuple[str, str], operation: Schema, components: Schema, root: str, words: Texts, known: str
) -> ApiRoute:
    (method, path), body = named, operation.get("requestBody")
    asked = [each for each in operation.get("parameters", ()) if each["in"] == "query"]
    example = _example(path, asked, root, known) if body is None else None
    summary = operation["description"]
    return ApiRoute(
        path=path,
        summary=words.gettext(summary),
        parameters=tuple(_parameter(each, components, words, example) for each in asked),
        example=example,
        method=method.upper(),
        body=_body(body["content"]["application/json"]["schema"]) if body else "",
    )


def _body(schema: Schema) -> str:
    """Return an example of what is posted."""
    return json.dumps(schema["examples"][0], ensure_ascii=False)


def _parameter(parameter: Schema, components: Schema, words: Texts, example: Link | None) -> ApiParameter:
    schema, name = parameter["schema"], parameter["name"]
    one = schema.get("items", schema)
    one = components[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
    description = parameter["description"]
    joint = "&" if example and "?" in example.href else "?"
    return ApiParameter(
        name=name,
        description=words.gettext(description),
        allowed=tuple(
            Link(word, f"{example.href}{joint}{name}={word}" if example else "")
            for word in one.get("enum", ())
            if word
        ),
        bounds=f"{one['minimum']:,}–{one['maximum']:,}" if "maximum" in one else "",
    )


def _example(path: str, asked: list[Schema], root: str, known: str) -> Link | None:
    """Return the address with a value for each parameter that there must be; None where no id is known."""
    if "{" in path and not known:
        return None
    place = f"{path.partition('{')[0]}{known}"
    examples = {each["name"]: each["schema"]["examples"][0] for each in asked if each["required"]}
    values = {name: value[0] if isinstance(value, list) else value for name, value in examples.items()}
    shown = "&".join(f"{name}={value}" for name, value in values.items())
    address = f"{root}{quote(place)}"
    if not values:
        return Link(f"{root}{place}", address)
    return Link(f"{root}{place}?{shown}", f"{address}?{urlencode(values)}")
