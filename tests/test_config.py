from pathlib import Path

import pytest
from pydantic import ValidationError

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
    assert environment(settings).keys() == {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("page_size", "many", "应为整数"),
        ("page_size", "0", "不能小于 1"),
        ("page_size", "1000", "不能大于 200"),
        ("log_queries", "perhaps", "应为 true 或 false"),
    ],
)
def test_a_bad_value_is_told_in_pydantics_words_and_in_chinese(name: str, value: str, problem: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(**{name: value})
    with pytest.raises(ValidationError) as told:
        Settings.model_validate({name: value})
    assert str(raised.value) == f"{PREFIX}{name.upper()}={value!r}: {told.value.errors()[0]['msg']}"
    assert (
        texts(Language.CHINESE).message(raised.value.message)
        == f"{PREFIX}{name.upper()}=“{value}”：{problem}"
    )


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    default = "empty" if field.default == "" else f"`{field.default}`"
    row = f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |"
    assert row in DOCS.read_text(encoding="utf-8")
