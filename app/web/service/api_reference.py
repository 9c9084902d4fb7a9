"""The page ``/api``: what the OpenAPI description says, for people."""

from typing import Any

from app.web.core.urls import Links
from app.web.service.views import ApiParameter, ApiRoute, ApiView

Schema = dict[str, Any]


def api_reference(document: Schema, links: Links) -> ApiView:
    """Return the addresses of an OpenAPI document with their parameters and what these can be."""
    components = document["components"]["schemas"]
    routes = tuple(
        ApiRoute(
            path=path,
            summary=operation["description"],
            parameters=tuple(
                _parameter(each, components) for each in operation["parameters"] if each["in"] == "query"
            ),
            example=links.root + _example(path, operation["parameters"]),
        )
        for path, operations in document["paths"].items()
        for operation in operations.values()
    )
    return ApiView(links.plain("api/openapi.json"), routes)


def _parameter(parameter: Schema, components: Schema) -> ApiParameter:
    schema = parameter["schema"]
    one = schema.get("items", schema)
    one = components[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
    return ApiParameter(
        name=parameter["name"],
        description=parameter["description"],
        allowed=tuple(word for word in one.get("enum", ()) if word),
        bounds=f"{one['minimum']:,}–{one['maximum']:,}" if "maximum" in one else "",
    )


def _example(path: str, parameters: list[Schema]) -> str:
    """Return the address with a value for each parameter that there must be."""
    examples = {each["name"]: each["schema"]["examples"][0] for each in parameters if each["required"]}
    shown = "&".join(
        f"{name}={value[0] if isinstance(value, list) else value}" for name, value in examples.items()
    )
    return f"{path}?{shown}" if shown else path
