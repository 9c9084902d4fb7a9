"""Wordings for generated texts in source order: none is taken from a real text."""

from random import Random

SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕",
    "明华强静敏磊洋艳勇军杰娟涛超秀霞平刚桂英建国文辉玲红新春梅波宁云海山川河舟帆晓雨",
)
PLACES = ["云溪", "青石", "南湾", "石坪", "柳河", "白塔", "东岭", "沙洲", "梅岭", "双桥"]
UNITS = ["县", "市", "区"]
THEMES = ["渡口", "书屋", "茶山", "水渠", "老街", "戏台", "果园", "梯田", "粮仓", "渔港", "古井", "作坊"]
OPENINGS = ["走进", "翻修", "守护", "点亮", "重访", "激活", "唤醒", "记录"]
HALVES = ["少跑腿", "多办事", "水更清", "岸更绿", "路通了", "人来了", "灯亮了", "书多了", "门开着", "心近了"]
SENTENCES = [
    "{place}的{theme}修好以后，每天都有上百人来看，附近的小店也多了起来。",
    "去年冬天，{n}户人家一起出工，只用了{m}天就把塌了的石阶重新砌好。",
    "村里人说，最难的不是花钱，是大家肯不肯坐下来商量。",
    "管理处把账目贴在墙上，谁都可以来查，三年里没有一笔糊涂账。",
    "“先把事情做起来，再慢慢改。”老支书{name}这样说。",
    "从春天到秋天，志愿者轮流值守，记下了{n}条意见，其中{m}条已经办完。",
    "{place}今年把节省下来的经费全部用于维修，孩子们有了遮雨的走廊。",
    "如今{theme}成了附近最热闹的地方，傍晚时候，老人下棋，孩子写作业。",
    "技术员{name}每周来两次，教大家看图纸、认材料，也听大家的难处。",
    "工程分三期进行，第一期已经完成，第二期将在雨季之前动工。",
]
PLAIN_HEADINGS = [
    "把门打开，把人请来",
    "先算清账，再动手",
    "慢工细活见真章",
    "钱从哪里来",
    "让老手艺有饭吃",
    "一张图管到底",
    "邻里之间好商量",
    "边走边看，边看边改",
]
POSTS = ["书记", "县长", "校长", "馆长", "主任"]
PAPERS = ["云溪日报", "南湾晚报", "青石时报", "柳河周报"]
COLUMNS = ["乡村行", "大家谈", "民生一线", "新风采", "今日谈", "百姓身边"]
TRADITIONAL = [
    (
        "縣府修繕老街 十月開放參觀",
        "縣府表示，老街修繕工程已經完成九成，預計十月開放，屆時將安排導覽與市集，歡迎民眾參觀。",
    ),
    ("漁港整建完工 船隻陸續返港", "漁會指出，整建後碼頭可同時停靠八十艘漁船，並增設製冰設備，減少漁獲損耗。"),
    (
        "鄉立圖書館延長開放 學生受惠",
        "館長說，延長開放後夜間使用人數增加三成，多為準備考試的學生，館方將再增座位。",
    ),
]
VERSE = [
    "渡船在雾里走得很慢，",
    "桨声把清晨一点点划开。",
    "岸边的人还没有醒来，",
    "柳树先听见了水响。",
    "我把昨夜的话折成小船，",
    "放进你走过的那条河。",
    "石阶上落满了桂花，",
    "每一步都带着香气。",
    "老屋的门虚掩着，",
    "像一个没有说完的故事。",
]


class Words:
    """Random wordings of one text; the same number gives the same words."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.place = rng.choice(PLACES) + rng.choice(UNITS)
        self.theme = rng.choice(THEMES)

    def name(self) -> str:
        """Return a name of two or three characters."""
        given = "".join(self.rng.sample(GIVEN, self.rng.choice([1, 2, 2])))
        return self.rng.choice(SURNAMES) + given

    def names(self, most: int = 3) -> tuple[str, ...]:
        """Return one to ``most`` different names."""
        return tuple(dict.fromkeys(self.name() for _ in range(self.rng.randint(1, most))))

    def sentence(self) -> str:
        """Return one sentence."""
        wording = self.rng.choice(SENTENCES)
        return wording.format(
            place=self.place,
            theme=self.theme,
            n=self.rng.randint(12, 400),
            m=self.rng.randint(3, 90),
            name=self.name(),
        )

    def paragraph(self) -> str:
        """Return two to four sentences."""
        return "".join(self.sentence() for _ in range(self.rng.randint(2, 4)))

    def title(self) -> str:
        """Return a title on one line."""
        return self.rng.choice(
            [
                f"{self.rng.choice(OPENINGS)}{self.place}的{self.theme}",
                f"{self.theme}重修，听听{self.place}人怎么说",
                f"{self.place}{self.theme}今年新修{self.rng.randint(2, 9)}处",
                f"一座{self.theme}，几代人的心事",
                f"谁来照看这座{self.theme}？",
            ]
        )

    def two_halves(self) -> str:
        """Return a title of two halves parted by a space."""
        first, second = self.rng.sample(HALVES, 2)
        return f"{first} {second}"

    def kicker(self) -> str:
        """Return a statement longer than a title, as stands above one."""
        return (
            f"{self.place}{self.rng.choice(['全面推进', '扎实开展', '持续做好'])}{self.theme}修缮和管护工作"
        )

    def date(self) -> tuple[str, int, int, int]:
        """Return a day as ISO and as numbers."""
        year, month, day = self.rng.randint(1950, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28)
        return f"{year:04}-{month:02}-{day:02}", year, month, day
