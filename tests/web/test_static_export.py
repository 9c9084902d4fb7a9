"""A site of files holds the same articles under the same addresses, and no link leads nowhere."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from app.build.build import build
from app.cli.main import app as cli
from app.config import Settings
from app.errors import IndexWriteError, InputError
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.web.static_export import write_site
from tests.builders import markdown, settings_in, write_seed
from tests.web.html import parse
from tests.web.sample_library import built_library


def quiet(_stage: str, _done: int, _total: int) -> None:
    pass


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "new"
    write_site(replace(settings, base_url="https://judou.example"), folder, quiet)
    return folder


def file_of(site: Path, address: str) -> Path:
    path = site / unquote(urlsplit(address.removeprefix("https://judou.example")).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def test_every_article_page_and_paragraph_has_its_address(site: Path, snapshot: Snapshot) -> None:
    for article in snapshot.article_ids():
        assert file_of(site, f"/articles/{article}").is_file()
        assert json.loads((site / f"articles/{article}.json").read_text(encoding="utf-8"))["id"] == article
    for page in snapshot.pages():
        assert file_of(site, f"/pages/{page.id}").is_file()
    for block in [block for view in snapshot.every_article() for block in view.blocks]:
        lead = parse(file_of(site, f"/p/{block.id}").read_text(encoding="utf-8"))
        assert lead.one("h1").text
        assert f"/articles/{block.article}#{block.id}" in [
            each.attributes.get("href") for each in lead.all("a")
        ]


def test_a_link_of_before_leads_on_and_says_what_changed(tmp_path: Path) -> None:
    settings = built_library(tmp_path)
    page = settings.seeds / "known.md"
    with Library(settings).snapshot() as snapshot:
        blocks = [block for view in snapshot.every_article() for block in view.blocks]
        old = next(block for block in blocks if "取得积极进展" in block.text)
    page.write_text(page.read_text("utf-8").replace("取得积极进展", "取得显著成效"), encoding="utf-8")
    build(settings, jobs=1)
    write_site(settings, tmp_path / "site", quiet)
    lead = parse(file_of(tmp_path / "site", f"/p/{old.id}").read_text(encoding="utf-8"))
    assert "文字有改动" in lead.one("div", class_="notice").text
    assert "取得显著成效" in lead.one("blockquote").text
    assert not lead.all("meta", **{"http-equiv": "refresh"})
    assert any(
        file_of(tmp_path / "site", link.attributes["href"]).is_file()
        for link in lead.all("a")
        if "#" in link.attributes["href"]
    )


@pytest.fixture(scope="module")
def portable(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without a base URL, which may be put anywhere."""
    folder = tmp_path_factory.mktemp("portable") / "new"
    write_site(settings, folder, quiet)
    return folder


def test_without_a_base_url_every_link_leads_from_file_to_file(portable: Path) -> None:
    seen = 0
    for path in portable.rglob("*.html"):
        for element in parse(path.read_text(encoding="utf-8")).elements:
            for name in ("href", "src", "action"):
                link = element.attributes.get(name, "#")
                if link.startswith(("#", "https://paper.example/")):
                    continue
                there = (path.parent / unquote(urlsplit(link).path)).resolve()
                assert there.is_relative_to(portable.resolve()), (path, link)
                assert there.is_file(), (path, link)
                seen += 1
    assert seen > 100
    assert not (portable / "feed.atom").exists()
    assert not list(portable.rglob("qr.svg"))


def test_what_has_no_address_is_cited_as_printed(portable: Path, snapshot: Snapshot) -> None:
    article = next(each for each in snapshot.article_ids())
    folder = portable / "articles" / article
    for name in ("gbt7714-online", "plain", "markdown", "ris", "bibtex", "csl-json"):
        text = (folder / "cite" / name).read_text(encoding="utf-8")
        for part in ("/OL]", "()", "<>", "urldate", "accessed", "UR  - ", "Y2  - "):
            assert part not in text, (name, part)
    page = parse((folder / "index.html").read_text(encoding="utf-8"))
    assert not page.all("link", rel="canonical")
    assert json.loads(page.one("script", type="application/ld+json").text)["headline"]


def test_a_base_url_may_have_a_path(settings: Settings, tmp_path: Path) -> None:
    url = "https://judou.example/papers/2024/"
    result = CliRunner().invoke(
        cli,
        ["export", "--html", str(tmp_path / "site"), "--index", str(settings.index), "--base-url", url],
    )
    assert result.exit_code == 0
    home = parse((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    assert home.one("link", rel="stylesheet").attributes["href"].startswith("/papers/2024/static/")
    assert home.one("link", rel="canonical").attributes["href"] == url
    with pytest.raises(InputError, match="no address of a site"):
        write_site(replace(settings, base_url="judou.example"), tmp_path / "other", quiet)


def test_what_is_gone_says_what_it_was(tmp_path: Path) -> None:
    settings = built_library(tmp_path)
    with Library(settings).snapshot() as snapshot:
        view = next(view for view in snapshot.every_article() if view.article.page.startswith("坏"))
    (settings.seeds / "坏 <b>&amp;.md").unlink()
    build(settings, jobs=1)
    write_site(settings, tmp_path / "site", quiet)
    for address in (f"p/{view.blocks[0].id}", f"articles/{view.article.id}", f"pages/{view.article.page}"):
        page = parse((tmp_path / "site" / address / "index.html").read_text(encoding="utf-8"))
        assert "不在文库中" in page.one("h1").text
    lost = parse((tmp_path / f"site/p/{view.blocks[0].id}/index.html").read_text(encoding="utf-8"))
    assert view.article.label in lost.one("dl", class_="known").text


def test_no_link_leads_nowhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        for element in parse(path.read_text(encoding="utf-8")).elements:
            for name in ("href", "src", "action"):
                link = element.attributes.get(name, "#")
                assert link, (path, element)
                outside = link.startswith(("#", "https://paper.example/"))
                assert outside or file_of(site, link).is_file(), (path, link)


def test_nothing_asks_for_a_server(site: Path) -> None:
    page = parse((site / "index.html").read_text(encoding="utf-8"))
    assert not page.all("form")
    assert not [each for each in page.all("a") if "preferences" in each.attributes["href"]]
    assert (site / "feed.atom").is_file()
    assert (site / "sitemap.xml").is_file()


def test_the_command_writes_it(settings: Settings, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["export", "--html", str(tmp_path / "site"), "--index", str(settings.index)]
    )
    assert result.exit_code == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_folder_that_holds_something_is_left_alone(site: Path, settings: Settings) -> None:
    with pytest.raises(InputError, match="not empty"):
        write_site(settings, site, quiet)


def test_names_that_cannot_stand_side_by_side_are_told_and_the_rest_is_written(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    long = "长" * 84  # With .md 255 bytes, the most a name may have; its page would need 256.
    names = ("x.md", "x/index.html.md", "a.md", "a.txt/b.md", "index.html.md", f"{long}.md")
    for number, name in enumerate(names):
        write_seed(settings, name, markdown(f"题{number}", number))
    build(settings)
    report = write_site(settings, tmp_path / "site", quiet)
    told = "\n".join(map(str, report.left_out))
    assert len(report.left_out) == 4
    for path in ("pages/x/index.html", "source/a.txt/b.txt", "pages/index.html/", f"source/{long}.txt"):
        assert path in told
    assert report.files == len([path for path in (tmp_path / "site").rglob("*") if path.is_file()])
    result = CliRunner().invoke(
        cli, ["export", "--html", str(tmp_path / "again"), "--index", str(settings.index)]
    )
    assert result.exit_code == 1


def test_a_place_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="not a folder"):
        write_site(settings, tmp_path / "file", quiet)
    with pytest.raises(IndexWriteError, match="cannot be written"):
        write_site(settings, Path("/proc/nothing"), quiet)
