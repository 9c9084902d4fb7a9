from app.cli.answers import _marked


def test_what_was_found_stands_in_brackets() -> None:
    assert _marked("人人人好", ((0, 2), (1, 3))) == "【人人人】好"
    assert _marked("开放的开放", ((0, 2), (3, 5))) == "【开放】的【开放】"
    assert _marked("无", ()) == "无"
