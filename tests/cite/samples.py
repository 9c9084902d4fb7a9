"""Articles of each kind, to be cited."""

from dataclasses import replace

from app.cite.citable import Citable

FULL = Citable(
    key="0123456789abcdef",
    title="创造学习的思路",
    opening="学习要有思路",
    authors=("谢希德",),
    newspaper="人民日报",
    date="1998-12-25",
    edition="10",
    permalink="https://judou.example/articles/0123456789abcdef",
    accessed="2024-05-06",
)
NOTICE = replace(
    FULL,
    title="关于河流保护的通知",
    authors=(),
    newspaper=None,
    date="2024-03-12",
    edition=None,
    issuing_body="云溪省人民政府",
    document_number="云政发〔2024〕5号",
    url="https://www.yunxi.example/zc/5.html",
)
LAW = replace(NOTICE, title="云溪省河流保护条例", document_number=None, url=None)
WEB = replace(NOTICE, title="老街新事", issuing_body=None, document_number=None)
BARE = replace(FULL, title=None, authors=(), newspaper=None, date=None, edition=None)
