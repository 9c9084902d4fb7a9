"""Bodies and posts in the note on an author: 作者系国家发展改革委利用外资和境外投资司司长.

A note is parted at 、， and ；. Each piece is a body, a body and a post after it, or a further post. A post
is told by the words that posts end in, a body by those that bodies end in, and a body inside a larger one by
the end of a name that is complete before it. Everything found is a part of the print. What is of no such
form is left as it is.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from app.frozen import dataclass
from app.lazy_pattern import lazy_pattern

_HAN = "\u3400-\u9fff"
_LEAD = lazy_pattern(
    r"^(?:(?:本文|本版|第[一二三四五]|通讯|通信)?(?:作者|笔者)\s*(?:所在|工作|及)?(?:[单單]位|[简簡]介)?"
    r"(?:均|都|分别|现|依次|单位)?|(?:所在|工作|供稿)?[单單]位)"
    r"(?:系|为|為|是|来自|供职于|[:：】\]〕]|(?<=位)\s)\s*(?:系|为|是)?\s*"
)
_NUMBER = lazy_pattern(r"^[（(]?\d{1,2}(?:[.．)）]\s*|$)")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹"
    "黎易常武乔贺赖龚庄肖严温季洪章鲁葛俞柳岳欧阳"
)
_NAMED = lazy_pattern(
    rf"^[{_SURNAMES}][{_HAN}]{{1,2}}(?:(?<![关学文体联])系(?![统列数])|为|[:：])(?=.{{5,}})"
)
"""An author's name before what is said of him or her."""
_PERSON = lazy_pattern(rf"[{_SURNAMES}][{_HAN}]{{1,2}}")
_BETWEEN = lazy_pattern(r"[、，,；;](?![^（(]*[）)])|\s+")
"""What parts the pieces of a note; not inside brackets."""

_HEADS = (
    "主任委员 主任科员 主任编辑 主任记者 主任医师 主任 主编 主席 主持人 司长 局长 部长 处长 科长 所长 "
    "院长 校长 园长 会长 理事长 秘书长 委员长 总书记 书记 委员 常委 理事 监事 会员 成员 代表 干部 教授 "
    "研究员 研究人员 科研人员 工作人员 讲师 教师 教员 教研员 导师 博士后 博士生 硕士生 研究生 本科生 "
    "大学生 学生 学员 博士 硕士 院士 工程师 经济师 会计师 统计师 农艺师 设计师 修复师 律师 医师 医生 "
    "法官 检察官 检察长 庭长 编辑 编审 记者 总编辑 总编 社长 台长 馆长 馆员 省长 市长 县长 区长 州长 "
    "旗长 镇长 乡长 村长 盟长 厅长 署长 行长 关长 港长 站长 团长 队长 组长 班长 厂长 矿长 场长 总裁 "
    "董事长 董事 总经理 经理 总监 总会计师 总工程师 专家 顾问 学者 评论员 参事 文史研究馆员 巡视员 "
    "调研员 督学 督察 负责人 发言人 带头人 联络员 传承人 分析师 策展人 译者 作家 画家 政委 司令员 军长 "
    "师长 教导员 指导员 参赞 大使 总领事 创始人 合伙人 农民 职工 工人 员工 警官 秘书 首席经济学家 "
    "经济学家 教育家 科学家"
)
_MODIFIERS = (
    "副 正 原 前 前任 现任 时任 名誉 荣誉 常务 执行 代 代理 助理 特约 特聘 特邀 兼职 专职 客座 讲席 "
    "讲座 首席 高级 中级 资深 青年 终身 长聘 专任 在读 在职 退休 离休 访问 党委 党组 党支部 党总支 "
    "党工委 支部 总 第一 一级 二级 三级 四级 硕士 博士 博士生 硕士生 博士研究生 硕士研究生 学科 学术 "
    "项目 课题组 主要 有关 相关 专业 专职 培训 女 老"
)
_SUFFIXES = (
    "大学 学院 研究院 科学院 工程院 设计院 国务院 法院 检察院 医院 剧院 书院 画院 院 研究所 事务所 "
    "派出所 所 中心 委 委员会 部 司 局 处 科 室 办公厅 办公室 办 厅 署 协会 学会 研究会 联合会 基金会 "
    "促进会 理事会 商会 工会 总会 分会 妇联 文联 作协 社科联 工商联 残联 集团 公司 银行 支行 分行 报社 "
    "杂志社 出版社 通讯社 合作社 社 编辑部 图书馆 博物馆 纪念馆 档案馆 文化馆 美术馆 馆 站 电视台 电台 "
    "台 工厂 厂 矿 学校 中学 小学 幼儿园 党校 校 系 教研室 基地 实验室 政府 政协 人大 县委 市委 省委 "
    "区委 党委 纪委 工委 总工会 工作组 组 队 支队 大队 团 支部 联盟 智库 论坛 研究组 课题组 村 镇 乡 "
    "县 市 区 省 州 旗 街道 社区 农场 林场 园区 保护区 开发区 管委会 监委 法院 报 日报 杂志 网 组织"
)
_MINISTRIES = (
    "外交部 国防部 教育部 科学技术部 科技部 工业和信息化部 工信部 国家安全部 公安部 民政部 司法部 "
    "财政部 人力资源和社会保障部 人社部 自然资源部 生态环境部 住房和城乡建设部 住建部 交通运输部 "
    "水利部 农业农村部 商务部 文化和旅游部 退役军人事务部 应急管理部 宣传部 中宣部 组织部 统战部 "
    "对外联络部 中联部 中央军委"
)
_COMPLETE = (
    rf"(?:{'|'.join(_MINISTRIES.split())}|大学(?![生城堂])|(?:学|研究|科学|工程|国务|法|检察|医|设计)院(?![校长士])"
    r"|研究所|党校|(?:委员|常委|协|学|研究|联合|基金|促进|理事|商|工|管委)会(?![员议计长章])"
    r"|(?:发展改革|发改|国资|卫生健康|卫健|县|市|省|区|纪|监|政法|网信|财经|工|教|科|住建|农)委(?![员会托派])"
    r"|(?<![格布结全大当时变棋僵破开])局(?![部面势长限])|(?:研究|发展|促进|服务|指导|管理)中心(?![城区校组镇])|人民政府|总工会"
    r"|厅(?![长堂])|(?:出版|杂志|通讯|报)社|集团(?![军化])|公司(?![治法])|银行(?![间业家]))"
    r"(?:[（(][^（）()]*[）)])?"
)
"""The end of a name that is complete, whatever follows it."""
_OF_PLACES = lazy_pattern(r"(?:[副代]|前任?|原|时任)*[省市县区州镇乡村]长")
"""Posts that a secretary of a committee has besides, and not in it."""
LONGEST = 400
"""Characters of a note; what is longer is no note on an author."""
LEAST = 3
"""Characters of the name of a body, and of one inside it."""


def _any_of(words: str) -> str:
    return "|".join(sorted(set(words.split()), key=len, reverse=True))


_POST = lazy_pattern(
    rf"(?:{_any_of(_MODIFIERS)})*(?:{_any_of(_HEADS)})"
    rf"(?:兼?(?:{_any_of(_MODIFIERS)})*(?:{_any_of(_HEADS)}))*(?:[（(][^（）()]*[）)])?"
)
_BODY = lazy_pattern(rf"[^。！？!?:：《》“”]*(?:{_any_of(_SUFFIXES)})(?<!干部)(?:[（(][^（）()]*[）)])?")
_INNER = lazy_pattern(_COMPLETE)
_GOES_ON = lazy_pattern("|".join(suffix for suffix in _SUFFIXES.split() if len(suffix) > 1))
"""What makes one name of what stands before it: 中国科学院大学."""


@dataclass(frozen=True, slots=True)
class Institution:
    """A body that an author belongs to, as printed, and the author's posts in it."""

    body: str
    part_of: tuple[str, ...] = ()
    """The bodies that it is part of, the largest first, each as far as its name is printed."""
    posts: tuple[str, ...] = ()


def parse_institutions(note: str) -> tuple[Institution, ...]:
    """Return the bodies of a note on an author with the posts in each; empty if it is of no known form."""
    found: list[Institution] = []
    if len(note) > LONGEST:
        return ()
    for piece in _pieces(without_lead(note)):
        body, post = _part(piece)
        if not (body or post) and _PERSON.fullmatch(piece):
            continue
        if body:
            found.append(Institution(body, tuple(_larger(body)), (post,) if post else ()))
        elif post and found and not (found[-1].body.endswith("委") and _OF_PLACES.fullmatch(post)):
            last = found[-1]
            found[-1] = Institution(last.body, last.part_of, (*last.posts, post))
        elif not post:
            return ()
    return tuple(found)


def institution_names(note: str | None) -> tuple[str, ...]:
    """Return the bodies of a note and those they are part of, each once; of no known form, what it says."""
    if not note:
        return ()
    names = chain.from_iterable((*each.part_of, each.body) for each in parse_institutions(note))
    return tuple(dict.fromkeys(names)) or (without_lead(note),)


def without_lead(note: str) -> str:
    """Return a note without the words that introduce it in print: 作者系, 作者单位：."""
    return _LEAD.sub("", note.strip("（）()【】[]〔〕 ")) or note


def _pieces(text: str) -> Iterable[str]:
    parted = (_LEAD.sub("", _NUMBER.sub("", piece)) for piece in _BETWEEN.split(text.rstrip("。.")))
    return (piece for piece in parted if piece)


def _part(piece: str) -> tuple[str, str]:
    """Return the body and the post of a piece of a note; both empty if it is neither."""
    piece = _NAMED.sub("", piece)
    if _POST.fullmatch(piece):
        return "", piece
    if is_body(piece):
        return piece, ""
    for start in range(LEAST, len(piece)):
        body, post = piece[:start], piece[start:]
        if _POST.fullmatch(post) and is_body(body):
            return body, post
    return "", ""


def is_body(text: str) -> bool:
    """Return whether a text has the form of the name of one body."""
    return len(text) >= LEAST and "作者" not in text and _BODY.fullmatch(text) is not None


def _larger(body: str) -> Iterator[str]:
    """Yield the bodies that a body is part of, the largest first: a complete name that another follows."""
    for end in _INNER.finditer(body):
        rest = body[end.end() :]
        if end.end() >= LEAST and len(rest) >= LEAST and not _GOES_ON.match(rest):
            yield body[: end.end()]
