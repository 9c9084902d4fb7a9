"""Create the search engine that the settings ask for."""

from app.config import Settings
from app.search.contract import SearchEngine


def create_search_engine(settings: Settings, processes: int | None = None) -> SearchEngine:
    """Return the search engine, which builds with at most so many processes at work.

    Its libraries are imported here, when an index is first needed.
    """
    from app.search.engines.local.engine import LocalEngine

    return LocalEngine(settings.index, settings.seeds / "dictionary.txt", processes, settings.max_places)
