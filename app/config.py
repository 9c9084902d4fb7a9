"""Settings: one table of name, default and help, read once and passed on.

Each can be set by an environment variable ``JUDOU_<NAME>``; the command line wins over it.
An unknown ``JUDOU_`` variable or a bad value stops the start with a message that names it.
"""

import os
from dataclasses import field, fields
from pathlib import Path
from typing import Any, TypeVar

from app.errors import SettingsError
from app.frozen import dataclass
from app.messages import Message

PREFIX = "JUDOU_"
# Read by the tests and the Makefile, not by the program.
FOREIGN = {
    "JUDOU_REQUIRE_BROWSER",
    "JUDOU_REQUIRE_CLUSTER",
    "JUDOU_REQUIRE_NGINX",
    "JUDOU_REQUIRE_POSTGRES",
    "JUDOU_TEST_OPENSEARCH",
}

HOST, PORT = "127.0.0.1", 8000
"""Where the reader listens unless told otherwise."""

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


T = TypeVar("T")
SWITCH = {
    **dict.fromkeys(("0", "off", "f", "false", "n", "no"), False),
    **dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True),
}
"""What a setting that is on or off can be given as."""


def _setting(
    default: T, description: str, least: int | None = None, most: int | None = None, secret: bool = False
) -> T:
    """Return a field of the settings with its default, its help and its bounds; secret ones are not shown."""
    kept = {"help": description, "least": least, "most": most}
    return field(default=default, metadata=kept, repr=not secret)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything that can be chosen, with its default."""

    seeds: Path = _setting(Path("seeds"), "Folder of the source pages; never written.")
    index: Path = _setting(Path("index"), "Folder of everything derived; may be deleted.")
    database: str = _setting(
        "", "SQLAlchemy URL of the store; empty: articles.db in the index folder.", secret=True
    )
    engine: str = _setting("local", "Search engine: local or opensearch; see docs/scaling.md.")
    opensearch: str = _setting("", "Addresses of OpenSearch nodes, separated by commas.", secret=True)
    opensearch_user: str = _setting("", "User name for OpenSearch.", secret=True)
    opensearch_password: str = _setting("", "Password for OpenSearch.", secret=True)
    opensearch_ca: str = _setting("", "File of the certificates that OpenSearch's are signed by.")
    opensearch_verify: bool = _setting(True, "Accept only certificates of OpenSearch that can be verified.")
    opensearch_prefix: str = _setting(
        "judou", "What the names of this library's indexes on OpenSearch begin with."
    )
    opensearch_shards: int = _setting(3, "Shards of a new index on OpenSearch.", least=1, most=1024)
    opensearch_replicas: int = _setting(1, "Further copies of each shard on OpenSearch.", least=0, most=20)
    opensearch_timeout: int = _setting(10, "Seconds until OpenSearch counts as unavailable.", least=1)
    base_url: str = _setting(
        "", "Public address for absolute links, e.g. https://judou.example; empty: as requested."
    )
    root_path: str = _setting("", "Path prefix behind a reverse proxy, e.g. /reader.")
    trusted_hosts: str = _setting("*", "Host names that are answered, separated by commas; * answers all.")
    cors_origins: str = _setting(
        "", "Origins whose pages may read the API, separated by commas; * is any; empty: none."
    )
    max_query_length: int = _setting(2000, "Longest query in characters.", least=200)
    max_places: int = _setting(
        MAX_PLACES, "Places that NEAR and -within of more than two words may compare.", least=1000
    )
    page_size: int = _setting(20, "Hits or articles on one page.", least=1, most=200)
    max_file_bytes: int = _setting(128_000_000, "Largest source file that is taken.", least=1000)
    file_patterns: str = _setting(
        FILE_PATTERNS, "What names of files say, as patterns parted by spaces; see docs/sidecar.md."
    )
    # Python runs one thread at a time: with more than two, switching costs a third of all pages.
    threads: int = _setting(2, "Pages that one worker makes at a time; others wait.", least=1, most=48)
    mcp: bool = _setting(False, "Answer assistants at /mcp; needs judou[mcp], see docs/running.md.")
    log_queries: bool = _setting(False, "Write query texts to the log.")

    @property
    def database_url(self) -> str:
        """The store's SQLAlchemy URL."""
        return self.database or f"sqlite:///{(self.index / 'articles.db').absolute()}"

    @property
    def origin(self) -> str:
        """Scheme and host of absolute links that no request tells: the public ones, else this machine's."""
        return self.base_url.rstrip("/") or f"http://{HOST}:{PORT}"


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables from which another process reads the same settings."""
    return {PREFIX + each.name.upper(): str(getattr(settings, each.name)) for each in fields(settings)}


def read_settings(**overrides: object) -> Settings:
    """Return the settings of this process: defaults, environment, then ``overrides`` that are not None."""
    known = {PREFIX + each.name.upper(): each for each in fields(Settings)}
    given = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
    if unknown := sorted(given.keys() - known.keys() - FOREIGN):
        raise SettingsError("setting-unknown", name=unknown[0], known=", ".join(sorted(known)))
    chosen: dict[str, Any] = {PREFIX + name.upper(): value for name, value in overrides.items()}
    given |= {name: value for name, value in chosen.items() if value is not None}
    return Settings(
        **{each.name: _read(name, each, given[name]) for name, each in known.items() if name in given}
    )


def _read(name: str, setting: Any, value: Any) -> Any:
    """Return the value of a setting, which may be given as text; raise SettingsError where it is none."""
    kind = type(setting.default)
    try:
        read = SWITCH[str(value).lower()] if kind is bool else kind(value)
    except (KeyError, ValueError) as error:
        problem = Message("setting-no-switch" if kind is bool else "setting-no-number")
        raise SettingsError("setting-bad", name=name, value=value, problem=problem) from error
    least, most = setting.metadata["least"], setting.metadata["most"]
    if least is not None and read < least:
        problem = Message("setting-too-small", {"smallest": least})
        raise SettingsError("setting-bad", name=name, value=value, problem=problem)
    if most is not None and read > most:
        problem = Message("setting-too-large", {"largest": most})
        raise SettingsError("setting-bad", name=name, value=value, problem=problem)
    return read
