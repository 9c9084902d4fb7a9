"""Running heads say newspaper, day and edition of all articles of a page, if they say it in one way."""

import pytest

from app.article import Article
from app.ingest.parse import parse_page

COLUMN = """深入推进普惠金融发展
林 舟
　　普惠金融是指立足机会平等要求和商
业可持续原则，以可负担的成本为有金融服
务需求的社会各阶层和群体提供适当、有效
的金融服务。近年来，云溪市大力发展普惠
金融，小微企业贷款余额连续三年保持两位
数增长，农户贷款的覆盖面明显扩大，群众
办理金融业务更加方便。
　　也要看到，普惠金融的发展仍然存在一
些短板。农村地区的金融基础设施比较薄弱，
信用信息分散在不同部门，金融机构获取信
息的成本较高，服务的积极性还需要提高。"""


def article(head: str) -> Article:
    page = parse_page("a", f"{head}\n\n{COLUMN}\n")
    assert page.layout == "columns"
    return page.articles[0]


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("云溪日报 2024年01月01日 星期一 第05版 理论", ("云溪日报", "2024-01-01", "5")),
        ("云溪日报\n2024年1月1日 星期一\n第05版：理论", ("云溪日报", "2024-01-01", "5")),
        ("2024年1月1日 星期一 农历十一月二十", (None, "2024-01-01", None)),
        ("05版 理论\n责编：何静", (None, None, "5")),
        ("责编：何静", (None, None, None)),
        ("云溪日报 2024年1月1日 第5版\n青溪晚报 2024年1月1日 第6版", (None, "2024-01-01", None)),
    ],
)
def test_articles_have_what_the_running_heads_of_their_page_say(
    head: str, values: tuple[str | None, str | None, str | None]
) -> None:
    found = article(head)
    assert found.title == "深入推进普惠金融发展"
    assert (found.newspaper, found.date, found.edition) == values
    assert dict(found.origins) == {
        name: "printed" for name, value in zip(("newspaper", "date", "edition"), values, strict=True) if value
    }
