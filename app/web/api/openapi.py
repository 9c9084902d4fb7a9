"""The OpenAPI description: FastAPI's, with problems as they are answered here."""

from threading import Lock
from typing import Any

from fastapi import FastAPI

from app.answers.articles import ProblemDetails
from app.cite.formats import FORMATS
from app.web.formats.json import PROBLEM_TYPE

CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}}
SEARCH_FORMS = {
    "content": {
        **CSV["content"],
        FORMATS["ris"].media_type: {"schema": {"type": "string"}},
        FORMATS["csl-json"].media_type: {"schema": {"type": "array", "items": {"type": "object"}}},
    }
}
_PROBLEMS = {
    400: "A parameter does not exist or cannot be meant.",
    404: "Nothing has ever had this id.",
    413: "A parameter is larger than the limit.",
    503: "Nothing has been built yet.",
}


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return the descriptions of answers that are problems."""
    content = {PROBLEM_TYPE: {"schema": ProblemDetails.model_json_schema(mode="serialization")}}
    return {code: {"description": _PROBLEMS[code], "content": content} for code in codes}


class DescribedApp(FastAPI):
    """An application whose description tells no 422: a parameter that cannot be meant is a 400."""

    _describing = Lock()

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made by the first thread that asks; FastAPI makes one at a time."""
        with self._describing:
            if self.openapi_schema is None:
                document = super().openapi()
                for operations in document["paths"].values():
                    for operation in operations.values():
                        operation["responses"].pop("422", None)
                for name in ("HTTPValidationError", "ValidationError"):
                    document["components"]["schemas"].pop(name, None)
        assert self.openapi_schema is not None
        return self.openapi_schema
