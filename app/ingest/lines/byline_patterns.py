"""Recognise names of people as bylines print them: □ 张甘霖 吴华勇, 徐芳, 本报记者 王建国, 文/李四."""

import re

from app.ingest.lines.glyphs import is_han
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁"
    "柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅"
    "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣"
    "贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋"
    "仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬"
    "申扶堵冉宰郦雍却璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡耿满弘匡国文寇"
    "广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯查荆游竺权逯盖益桓仉督岳帅缑亢况"
    "郄琴归海晋楚闫法汝鄢涂钦牟佘佴伯墨哈谯笪阳佟言福邸邝肖苟代覃付战揭逯郇占仝兰丛鹿原朴乃迟仵青苑冶黑"
    "亓么谌镇蹇修冼昂缐补矫门恽晓区麦游库隋敬郧盘卿"
)
_COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "令狐",
        "呼延",
        "西门",
        "轩辕",
    ]
)
# The surnames of nine Chinese in ten.
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤阎骆柳洪穆常乔赖文庞樊兰殷施翟颜倪牛温芦季俞章鲁葛"
    "伍申尤毕聂丛焦邢岳齐沿梅庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童欧甄曲游阳裴席卫查屈鲍霍翁隋甘景司柏柯易阮桂闵柴华冉房诸"
)
_NOT_IN_NAMES = frozenset("摄图讯电社报网记者")
BYLINE_MARKER = lazy_pattern(r"^[□■◻◼▢◎●○◇◆▲△☐☆★⊙◉]\s*")
_TRADE = (
    r"(?:(?:[\u4e00-\u9fff]{2,8}?)?(?:特约|首席|见习|实习)?"
    r"(?:记者|评论员|通讯员|撰稿人|观察员|编辑|作者)|作者|撰文|文(?=\s*[:：/／|｜])|执笔)"
)
# What ends a line of text ends no line of names.
_STOP = lazy_pattern(r"[，。、；：！？,.;:!?]$")
_PREFIX = lazy_pattern(rf"^(?:[Bb]y\s?(?=[\u4e00-\u9fff])|{_TRADE}\s*[:：/／|｜]?\s*)+")
# A second trade in the same line: 本报记者 甲 通讯员 乙.
_AMONG = lazy_pattern(rf"(?<=[\s、，,;；/|]){_TRADE}\s*[:：/／|｜]?\s+")
_POST = lazy_pattern(r"[（(][^（）()]{4,40}[）)]")
"""What somebody is, behind the name: 作者：林舟（云溪大学教授）."""
_FOREIGN = lazy_pattern(r"^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}$")
_SPREAD = 3
"""So many single characters, and no more, are one name: 许 冬 梅."""
COLLECTIVE = lazy_pattern(
    r"(?:本报|本刊|新华社|人民日报|[\u4e00-\u9fff]{2,6}报)?(?:特约|首席)?评论员|(?:本报|本刊|人民日报|新华社)(?:编辑部|评论部|理论部)|[\u4e00-\u9fff]{2,24}(?:理论学习中心组|课题组|编写组|调研组|写作组|撰写组)"
)
"""Who signs for a newspaper without a name."""
_REPORTED = lazy_pattern(
    r"[【（(〔\[]?本?[报報]?[记記]者\s?(?P<who>[^／/╱，。]{2,14}?)\s?[／/╱]\s?[\u4e00-\u9fff]{2,8}[报報][导導道][】）)〕\]]?"
)
"""【記者王小明／台北報導】."""
_MOST_AUTHORS = 12
# Nobody is called so: spares most lines of running text a closer look.
_NO_NAME = lazy_pattern(r"[^\s、，,;；/|·]{9}")


def is_name(token: str) -> bool:
    """Return whether a word has the shape of a Chinese name: surname and one or two characters."""
    if _FOREIGN.match(token):
        return True
    if not 2 <= len(token) <= 4 or not all(map(is_han, token)) or _NOT_IN_NAMES & set(token):
        return False
    compound = token[:2] in _COMPOUND_SURNAMES
    return (token[0] in _SURNAMES and len(token) <= 3) or (compound and 3 <= len(token) <= 4)


def split_names(text: str) -> list[str]:
    """Return the names a byline separates by spaces or commas; two single characters are one name (陈 晨)."""
    found: list[str] = []
    single = ""
    tokens = re.split(r"[\s、，,;；/|]+", text.strip())
    if len(tokens) == _SPREAD and all(len(token) == 1 for token in tokens) and is_name("".join(tokens)):
        return ["".join(tokens)]
    for token in tokens:
        if len(token) == 1 and is_han(token):
            if single:
                found.append(single + token)
            single = "" if single else token
            continue
        if single:
            found.append(single)
            single = ""
        if token:
            found.append(token)
    return [*found, single] if single else found


def parse_byline(text: str) -> tuple[str, ...] | None:
    """Return the authors of a line that is only a byline and says so (a marker or 记者 before names)."""
    marked = BYLINE_MARKER.match(text)
    rest = BYLINE_MARKER.sub("", text)
    if COLLECTIVE.fullmatch(rest):
        return (rest,)
    if reported := _REPORTED.fullmatch(rest):
        named = split_names(reported["who"])
        return tuple(named) if all(map(_could_be_name, named)) else None
    prefix = _PREFIX.match(rest)
    if prefix:
        rest = _POST.sub(" ", rest)
    names = split_names(_AMONG.sub("", _PREFIX.sub("", rest)))
    if not (marked or prefix) or not 1 <= len(names) <= _MOST_AUTHORS:
        return None
    traded = prefix is not None and prefix[0][-1] in " \u3000:：/／|｜"
    if all(map(is_name, names)) or (traded and all(map(_could_be_name, names))):
        return tuple(names)
    # ■ 链接 heads a box.
    pen_names = marked and all(map(_could_be_name, names)) and not any(map(is_word, names))
    return tuple(names) if pen_names else None


def _could_be_name(token: str) -> bool:
    return 2 <= len(token) <= 4 and all(map(is_han, token)) and not _NOT_IN_NAMES & set(token)


def parse_bare_names(text: str) -> tuple[str, ...] | None:
    """Return the names, where a line holds nothing else and nothing says that it is a byline."""
    names = [] if _STOP.search(text) or _NO_NAME.search(text) else split_names(text)
    return tuple(names) if 1 <= len(names) <= _MOST_AUTHORS and all(map(is_name, names)) else None
