"""Settings: one table of name, default and help, read once and passed on.

Each can be set by an environment variable ``JUDOU_<NAME>``; the command line wins over it.
An unknown ``JUDOU_`` variable or a bad value stops the start with a message that names it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SettingsError
from app.messages import Message, Value

PREFIX = "JUDOU_"
# Read by the tests and the Makefile, not by the program.
FOREIGN = {"JUDOU_REQUIRE_BROWSER"}

MAX_PLACES = 3_000_000
"""Where nearness is asked for, each place takes 0.2 microseconds."""


FILE_PATTERNS = " ".join(
    (
        "{newspaper}~{date}",  # rmrb20240102
        "{newspaper}~{date}~{edition}",  # rmrb2024010209
        "{newspaper}~{date}~{edition}~{number}",  # rmrb-2024-01-02-09-1
        "{newspaper}~{date}~第{edition}版*",  # 光明日报2024年3月12日第06版
        "{date}~{newspaper}~第{edition}版*",
        "{yyyymmdd}-{edition}-{number}",  # 20200117-09-06
        "{date}~第{edition}版*",
        "{date}",
        "*({date})",  # 外商投资法实施条例（2019-12-26）
        "nw.d{number}{newspaper}_{date}_{number}-{edition}",  # nw.D110000renmrb_20240102_1-01.htm
        "{date}/nw.*",  # 2024-01/02/nw.…
        "{date}/content_{number}",
        "{newspaper}/{date}/**",
        "{newspaper}/{month}/**",  # 人民日报/2024/01/…
        "{newspaper}/{year}/**",
        "{newspaper}/**",
    )
)
"""Names that say where and when a page was printed, and that hardly mean anything else."""


class Settings(BaseSettings):
    """Everything that can be chosen, with its default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    seeds: Annotated[Path, Field(description="Folder of the source pages; never written.")] = Path("seeds")
    index: Annotated[Path, Field(description="Folder of everything derived; may be deleted.")] = Path("index")
    database: Annotated[
        str, Field(description="SQLAlchemy URL of the store; empty: articles.db in the index folder.")
    ] = ""
    base_url: Annotated[
        str,
        Field(
            description="Public address for absolute links, e.g. https://judou.example; empty: as requested."
        ),
    ] = ""
    root_path: Annotated[str, Field(description="Path prefix behind a reverse proxy, e.g. /reader.")] = ""
    trusted_hosts: Annotated[
        str, Field(description="Host names that are answered, separated by commas; * answers all.")
    ] = "*"
    cors_origins: Annotated[
        str,
        Field(
            description="Origins whose pages may read the API, separated by commas; * is any; empty: none."
        ),
    ] = ""
    max_query_length: Annotated[int, Field(ge=200, description="Longest query in characters.")] = 2000
    max_places: Annotated[
        int, Field(ge=1000, description="Places that NEAR and -within of more than two words may compare.")
    ] = MAX_PLACES
    page_size: Annotated[int, Field(ge=1, le=200, description="Hits or articles on one page.")] = 20
    max_file_bytes: Annotated[int, Field(ge=1000, description="Largest source file that is taken.")] = (
        128_000_000
    )
    file_patterns: Annotated[
        str, Field(description="What names of files say, as patterns parted by spaces; see docs/sidecar.md.")
    ] = FILE_PATTERNS
    # Python runs one thread at a time: with more than two, switching costs a third of all pages.
    threads: Annotated[
        int, Field(ge=1, le=48, description="Pages that one worker makes at a time; others wait.")
    ] = 2
    log_queries: Annotated[bool, Field(description="Write query texts to the log.")] = False

    @property
    def database_url(self) -> str:
        """The store's SQLAlchemy URL."""
        return self.database or f"sqlite:///{(self.index / 'articles.db').absolute()}"


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables from which another process reads the same settings."""
    return {PREFIX + name.upper(): str(getattr(settings, name)) for name in Settings.model_fields}


def read_settings(**overrides: object) -> Settings:
    """The settings of this process: defaults, then environment, then ``overrides`` that are not None."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | FOREIGN
    if unknown := sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
        raise SettingsError("setting-unknown", name=unknown[0], known=", ".join(sorted(known - FOREIGN)))
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + ".".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            "setting-bad", name=name, value=first["input"], problem=_problem(first)
        ) from error


def _problem(error: Mapping[str, Any]) -> Value:
    """Return what pydantic has against a value, in its words where we have none."""
    bounds = error.get("ctx", {})
    match error["type"]:
        case "int_parsing":
            return Message("setting-no-number")
        case "bool_parsing":
            return Message("setting-no-switch")
        case "greater_than_equal":
            return Message("setting-too-small", {"smallest": bounds["ge"]})
        case "less_than_equal":
            return Message("setting-too-large", {"largest": bounds["le"]})
    return str(error["msg"])
