"""Create the search engine that the settings ask for."""

from importlib.util import find_spec

from app.config import Settings
from app.errors import SettingsError
from app.gc_pause import gc_paused
from app.search.contract import SearchEngine

ENGINES = ("local", "opensearch")


def create_search_engine(settings: Settings, processes: int | None = None) -> SearchEngine:
    """Return the search engine, which builds with at most so many processes at work.

    Its libraries are imported here, when an index is first needed; no network is touched. Raises
    SettingsError for an unknown engine, or where it lacks an address or a library.
    """
    dictionary = settings.seeds / "dictionary.txt"
    if settings.engine == "local":
        with gc_paused():
            from app.search.engines.local.engine import LocalEngine

        return LocalEngine(settings.index, dictionary, processes, settings.max_places)
    if settings.engine != "opensearch":
        raise SettingsError("engine-unknown", engine=settings.engine, known=", ".join(ENGINES))
    if find_spec("opensearchpy") is None:
        raise SettingsError("opensearch-missing")
    addresses = tuple(url.strip() for url in settings.opensearch.split(",") if url.strip())
    if not addresses:
        raise SettingsError("opensearch-no-address")
    from app.search.engines.opensearch.cluster import Address
    from app.search.engines.opensearch.engine import OpenSearchEngine

    address = Address(
        addresses,
        user=settings.opensearch_user,
        password=settings.opensearch_password,
        authority=settings.opensearch_ca,
        verify=settings.opensearch_verify,
        seconds=settings.opensearch_timeout,
    )
    return OpenSearchEngine(
        address,
        settings.opensearch_prefix,
        settings.opensearch_shards,
        settings.opensearch_replicas,
        dictionary,
    )
