import json
import logging
import sys

from app.web.core.logs import ACCESS, Journal


def record(name: str, message: str, trace: bool = False) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, "", 0, message, (), sys.exc_info() if trace else None)


def test_a_request_is_written_as_it_is() -> None:
    assert Journal().format(record(ACCESS, '{"path": "/"}')) == '{"path": "/"}'


def test_everything_else_is_a_line_too() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        written = Journal().format(record("uvicorn.error", "Invalid\nrequest", trace=True))
    assert "\n" not in written
    line = json.loads(written)
    assert (line["level"], line["from"], line["message"]) == ("warning", "uvicorn.error", "Invalid\nrequest")
    assert "ValueError: two" in line["trace"]
