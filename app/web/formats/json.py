"""Answers as JSON."""

from pydantic import BaseModel
from starlette.responses import Response

PROBLEM_TYPE = "application/problem+json"
"""RFC 9457."""


def json_response(answer: BaseModel, status: int = 200, media_type: str = "application/json") -> Response:
    """Return an answer as a response; it was validated when it was made and is not again."""
    return Response(answer.model_dump_json(), status, media_type=media_type)
