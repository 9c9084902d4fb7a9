from app.ingest.columns.line_starts import paragraph_start_log_odds


def test_points_counted_at_the_start_of_lines_begin_paragraphs() -> None:
    lines = ["下列行为不受处罚：", "（一）修路；", "（二）种树；", "（三）观鸟。"]
    assert min(paragraph_start_log_odds(lines)[1:]) >= 3


def test_points_counted_inside_lines_do_not() -> None:
    lines = [
        "要做好三件事：（1）修路；（2）种",
        "树；（3）观鸟。还要看到，",
        "（1）修路最难；（2）种树不易。",
    ]
    assert paragraph_start_log_odds(lines)[2] < 0


def test_speakers_begin_paragraphs() -> None:
    lines = ["记者：路修好了吗？", "王山：修好了。", "记者：树呢？", "王山：也种了。"]
    assert min(paragraph_start_log_odds(lines)) > 3


def test_sentences_built_alike_begin_paragraphs() -> None:
    lines = ["修好码头，有利于两岸往来。", "修好码头，有利于集市买卖。", "镇里为此添了路灯。"]
    first, second, other = paragraph_start_log_odds(lines)
    assert first == second > other
