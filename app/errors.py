"""Every error that Judou raises on purpose, as one tree.

JudouError
├── InputError             something a person wrote is wrong: a file, a parameter, a setting
│   ├── SettingsError      a setting is unknown or has a bad value
│   ├── SidecarError       seeds/<name>.toml has an unknown key or matches no article
│   ├── QueryError         a query does not parse (callers then search it literally)
│   └── LimitError         an input is larger than a documented limit
├── UnreadableError        a source file cannot be taken as text (it becomes a ``Skipped``)
├── NotFoundError          no page, article or paragraph has ever had this id
├── NotOfferedError        the search engine in use cannot answer this kind of question
├── IndexMissingError      nothing has been built yet
├── IndexDamagedError      a file of the index is missing, truncated or altered
├── IndexWriteError        the index cannot be written: the disk is full, the folder read-only
├── RemovalError           a build would take away much of the library
├── BuildBusyError         another build holds the index folder
├── UnavailableError       what runs on another machine does not answer; it will once it is back
│   ├── SearchUnavailableError  the search engine
│   └── StoreUnavailableError   the database
└── BusyError              more is asked at one time than can be answered; it will do a little later

Each carries a message: a code and values, from which words are made in the language of whoever reads them.
In English it is one line that names the file or parameter and says what to do.
"""

from app.messages import Message, Value


class JudouError(Exception):
    """Root of the tree; its message is fit to be shown to a person."""

    def __init__(self, code: str, /, *, where: tuple[str, ...] = (), **values: Value) -> None:
        super().__init__(code)
        self.message = Message(code, values, where)

    def __str__(self) -> str:
        return str(self.message)


class InputError(JudouError):
    """Something a person wrote is wrong."""


class SettingsError(InputError):
    """A setting is unknown or has a bad value."""


class SidecarError(InputError):
    """A sidecar file has an unknown key or names an article that is not on its page."""


class QueryError(InputError):
    """A query does not parse."""


class LimitError(InputError):
    """An input is larger than a documented limit."""


class UnreadableError(JudouError):
    """A source file cannot be taken as text."""


class NotFoundError(JudouError):
    """No page, article or paragraph has ever had this id."""


class NotOfferedError(JudouError):
    """The search engine in use cannot answer this kind of question."""


class IndexMissingError(JudouError):
    """Nothing has been built yet."""


class IndexDamagedError(JudouError):
    """A file of the index is missing, truncated or altered."""


class IndexWriteError(JudouError):
    """The index cannot be written: the disk is full, or the folder or database is read-only."""


class BuildBusyError(JudouError):
    """Another build holds the index folder."""


class UnavailableError(JudouError):
    """What runs on another machine does not answer; it will once it is back."""


class SearchUnavailableError(UnavailableError):
    """The search engine does not answer, or not with all that it has."""


class StoreUnavailableError(UnavailableError):
    """The database does not answer."""


class BusyError(JudouError):
    """More is asked at one time than can be answered; it will do a little later."""


class RemovalError(JudouError):
    """A build would take away much of the library, which may be a missing disk and not a wish."""
