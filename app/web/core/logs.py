"""The log: one JSON object a line, whoever writes it."""

import json
import logging
from datetime import UTC, datetime

ACCESS = "judou.access"
"""The logger whose messages are lines already, one a request."""


class Journal(logging.Formatter):
    """Everything else, our own mistakes and the server's warnings, in the same form."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON; a traceback is a string in it."""
        if record.name == ACCESS:
            return record.getMessage()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def log_to_stderr() -> None:
    """Log requests, warnings and errors to stderr, one line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(Journal())
    logging.basicConfig(handlers=[handler])
    logging.getLogger("judou").setLevel(logging.INFO)
