from pathlib import Path

import pytest

from app.article import Origin
from app.build.parsing.parse_alone import parse_alone
from app.errors import SidecarError, UnreadableError
from tests.builders import markdown, settings_in, write_seed


def test_a_file_is_parsed_with_what_stands_beside_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    path = write_seed(settings, "报/2024-03-12/a.md", markdown("题", 1))
    write_seed(settings, "报/_folder.toml", 'newspaper = "云溪日报"')
    write_seed(settings, "报/2024-03-12/a.toml", 'edition = "9"')
    page, faults = parse_alone(path, settings)
    (article,) = page.articles
    assert (article.newspaper, article.edition, faults) == ("云溪日报", "9", ())
    assert article.origins["newspaper"] is Origin.FOLDER_TABLE
    assert article.origins["edition"] is Origin.SIDECAR


def test_a_sidecar_that_cannot_be_meant_is_refused_by_name(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    path = write_seed(settings, "a.md", markdown("题", 1))
    write_seed(settings, "a.toml", 'unknown_key = "x"')
    with pytest.raises(SidecarError, match="a.toml"):
        parse_alone(path, settings)


def test_a_file_that_is_no_page_is_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with pytest.raises(UnreadableError):
        parse_alone(write_seed(settings, "a.txt", ""), settings)
