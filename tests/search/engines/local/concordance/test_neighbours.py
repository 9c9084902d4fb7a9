from app.search.concordance import Neighbour
from app.search.engines.local.concordance.reader import ConcordanceReader
from tests.builders import index_article
from tests.search.engines.local.conftest import Open
from tests.search.libraries import request


def test_a_neighbour_that_stands_mostly_in_a_longer_one_is_left_out(opened: Open) -> None:
    texts = ["稳步扩大开放。", "稳步扩大开放，", "继续扩大开放。", "开放"]
    found = ConcordanceReader(opened([index_article("a1", None, *texts)])).neighbours(request("开放"))
    # 步扩大 and 大 stand in 稳步扩大 and 扩大 alone; two thirds of 扩大 do not.
    assert found.left.named == (Neighbour("扩大", 3, 1), Neighbour("稳步扩大", 2, 1))
    assert found.right.named == (Neighbour("。", 2, 1),)
    assert (found.left.nothing, found.right.nothing) == (1, 1)


def test_the_same_beside_one_occurrence_is_no_neighbour(opened: Open) -> None:
    found = ConcordanceReader(opened([index_article("a1", None, "改革开放")])).neighbours(request("改革"))
    assert (found.left.named, found.right.named) == ((), ())


def test_all_are_counted_where_the_most_frequent_are_named(opened: Open) -> None:
    texts = ["稳步扩大开放。", "稳步扩大开放，", "继续扩大开放。"]
    lane = ConcordanceReader(opened([index_article("a1", None, *texts)]))
    every, some = lane.neighbours(request("开放")), lane.neighbours(request("开放"), 1)
    assert some.left.named == every.left.named[:1]
    assert (some.left.total, some.left.nothing) == (len(every.left.named), every.left.nothing)
