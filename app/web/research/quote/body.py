"""Read the text that is posted, within bounds; it is kept nowhere."""

from urllib.parse import parse_qs

from pydantic import ValidationError
from starlette.requests import Request

from app.answers.quotes import QuoteRequest
from app.errors import InputError, LimitError

MOST_CHARACTERS = 200_000
"""Characters of a draft: a book in two or three pieces."""
_MOST_BYTES = 12 * MOST_CHARACTERS + 1000
"""A form writes a character as up to twelve bytes."""
_FIELDS = 10


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form; InputError where it cannot be read, LimitError where it is too long."""
    body = await _read(request)
    try:
        fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS, errors="replace"
        )
    except ValueError:
        raise InputError("form-unreadable") from None
    found = {name: values[-1] for name, values in fields.items()}
    found["text"] = _within_bounds(found.get("text", "").replace("\r\n", "\n"))
    return found


async def read_json(request: Request) -> str:
    """Return the text of a posted ``{"text": …}``; InputError and LimitError as for a form."""
    body = await _read(request)
    try:
        return _within_bounds(QuoteRequest.model_validate_json(body).text)
    except ValidationError:
        # Its message has what was posted in it.
        raise InputError("json-text-missing") from None


def _within_bounds(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise LimitError("text-too-long", length=len(text), longest=MOST_CHARACTERS)
    # Half a character can neither be compared nor answered.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def _read(request: Request) -> bytes:
    """Return the body of a request; LimitError as soon as it is longer than any draft may be."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > _MOST_BYTES:
        raise LimitError("body-too-long", longest=MOST_CHARACTERS)
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > _MOST_BYTES:
            raise LimitError("body-too-long", longest=MOST_CHARACTERS)
        pieces.append(piece)
    return b"".join(pieces)
