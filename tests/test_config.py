from dataclasses import Field, fields
from pathlib import Path

import pytest

from app.config import PREFIX, Settings, environment, read_settings
from app.errors import SettingsError
from app.i18n.catalogues import Language, texts

DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


def test_overrides_win_over_environment_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().index == Path("index")
    monkeypatch.setenv("JUDOU_INDEX", "elsewhere")
    assert read_settings().index == Path("elsewhere")
    assert read_settings(index=Path("here"), seeds=None).index == Path("here")


def test_database_defaults_to_a_file_in_the_index_folder() -> None:
    assert read_settings(index=Path("/data/i")).database_url == "sqlite:////data/i/articles.db"
    assert read_settings(database="postgresql://h/d").database_url == "postgresql://h/d"


def test_unknown_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDOU_INDX", "x")
    with pytest.raises(SettingsError, match="JUDOU_INDX"):
        read_settings()


def test_bad_value_names_setting_and_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDOU_PAGE_SIZE", "many")
    with pytest.raises(SettingsError, match="JUDOU_PAGE_SIZE='many'"):
        read_settings()


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {
        "index": Path("我的 index"),
        "root_path": "/r",
        "log_queries": True,
        "threads": 7,
        "page_size": 3,
    }
    settings = read_settings(**chosen, cors_origins="*", database="sqlite:////x/y.db", max_places=5000)
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings
    assert environment(settings).keys() == {PREFIX + each.name.upper() for each in fields(Settings)}


@pytest.mark.parametrize(
    ("name", "value", "told", "problem"),
    [
        ("page_size", "many", "should be a valid integer", "应为整数"),
        ("page_size", "0", "should be greater than or equal to 1", "不能小于 1"),
        ("page_size", "1000", "should be less than or equal to 200", "不能大于 200"),
        ("log_queries", "perhaps", "should be a valid boolean", "应为 true 或 false"),
    ],
)
def test_a_bad_value_is_told_in_both_languages(name: str, value: str, told: str, problem: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(**{name: value})
    assert str(raised.value).startswith(f"{PREFIX}{name.upper()}={value!r}: Input {told}")
    assert (
        texts(Language.CHINESE).message(raised.value.message)
        == f"{PREFIX}{name.upper()}=“{value}”：{problem}"
    )


@pytest.mark.parametrize("word", ["1", "true", "True", "on", "yes"])
def test_a_switch_is_read_in_many_words(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDOU_LOG_QUERIES", word)
    assert read_settings().log_queries is True
    monkeypatch.setenv("JUDOU_LOG_QUERIES", "false")
    assert read_settings().log_queries is False


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_documented_with_its_default(setting: Field[object]) -> None:
    default = "empty" if setting.default == "" else f"`{setting.default}`"
    row = f"| `{PREFIX}{setting.name.upper()}` | {default} | {setting.metadata['help']} |"
    assert row in DOCS.read_text(encoding="utf-8")
