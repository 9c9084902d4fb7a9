from app.ingest.catalogue.newspapers import CODES, NAMES


def test_codes_are_lower_case_and_stand_for_known_names() -> None:
    assert all(code.isascii() and code.islower() for code in CODES)
    assert set(CODES.values()) <= NAMES


def test_a_report_is_no_newspaper() -> None:
    assert not NAMES & {"日报", "通报", "简报", "快报", "情况通报", "工作日报"}
