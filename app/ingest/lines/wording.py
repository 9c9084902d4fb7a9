"""Score the words at the start and the end of a line: do paragraphs begin there.

Scores are log-odds (natural logarithm) that a new paragraph begins here, set by hand from general
knowledge of how Chinese newspaper and policy prose is built. They only decide where the layout leaves the
question open.
"""

from collections.abc import Sequence

from app.ingest.lines.glyphs import is_han
from app.lazy_pattern import lazy_pattern

_SENTENCE_END = lazy_pattern(r"(?:[。！？!?…]|(?<=[\u4e00-\u9fff])\.)[”’』」）)》】]*$|[。！？]$")
# A photographer's credit or an agency ends a caption or an article as a full stop does.
_NOTE_END = lazy_pattern(
    r"(?:(?:记者|通讯员|社发?|报)[^，。]{1,12}摄|\s摄|供图|资料图片|资料照片|新华社发|"
    r"[。！？”]\s?[（(]?据?(?:新华社|央视新闻|央视网|[\u4e00-\u9fff]{2,4}[日时晚]报|新华网|人民网))(?:[（(][^（）()]{2,10}[）)])?[）)]?$"
)
# How the caption of a picture begins.
PICTURE_CAPTION = lazy_pattern(r"(?:[（(]?图[①-⑳一二三四五六七八九十\d]|图为|[上下左右题]图)")
# How news begins: a day, an agency, a number just published.
_NEWS = lazy_pattern(
    r"今天|昨天|昨晚|日前|近日|获悉|记者从|截至|显示|\d+月\d+日|据[^，。]{2,12}(?:消息|介绍|统计)"
)
_NEWS_WITHIN = 40
# The names of columns and campaigns which stand above titles.
KICKER_NAME = lazy_pattern(
    r"^(?:深入)?(?:学习贯彻|学习宣传贯彻|贯彻落实|学思践悟|学习领会|认真学习)[^，。]{6,}|"
    r"^[^，。：]{0,6}(?:新思想|新时代)[^，。：]{0,6}(?:新征程|新篇章|新伟业)$|"
    r"^[^，。：]{2,6}(?:观察|手笔|茶座|调研行|笔谈|纵横|时评|论坛|视点|方位|新语|前沿|随笔|札记|专栏|聚焦|时论|之声|"
    r"漫谈|专论|述评|论苑|沙龙|讲堂|之道|之窗|新论|纵论|访谈|对话|谈)$|"
    r"^(?:读者|群众|来函)?(?:来信|来稿|信箱)$|^(?:快评|短评|时评|锐评|微评|社论|述评|评论|随笔|杂谈|观点|声音|建言|专访|调查|特稿|综述|来信|视点|聚焦)$|"
    r"^[\u4e00-\u9fff]{2,6}新(?:征程|时代|篇章|作为|局面)\s?[\u4e00-\u9fff]{2,6}新(?:征程|时代|篇章|作为|伟业|辉煌)$|"
    r"^【(?!.*(?:公告|声明|启事|通知|通告|公示|更正|讣告|摘要|提要|关键词|关键字|导语|引言|前言|结语|编者按|注释|文献)】)"
    r"[\u4e00-\u9fff]{2,8}】$|"
    r"(?:系列谈|系列评论|系列报道|之[一二三四五六七八九十])$"
)
LONGEST_KICKER = 32
_CLOSERS = "”’』」）)》】〕]"
_NUMERAL = "一二三四五六七八九十"

# Openings which count off or turn to the next point.
_ENUMERATION = lazy_pattern(
    rf"第[{_NUMERAL}][，,、是]|[{_NUMERAL}]+是|其[{_NUMERAL}][，、是]|[{_NUMERAL}]+[、．]|"
    rf"[（(](?:[{_NUMERAL}]+|\d{{1,2}})[）)]|[①-⑳]|\d{{1,2}}[．、](?!\d)|[●◆■▲★○◎□◇△]"
)
# Labels that stand at the head of a part: 【摘要】, 註1：.
_LABEL = lazy_pattern(
    r"[【〔](?:摘\s?要|关键[词字]|提\s?要|引\s?言|编者按|關鍵[詞字]|編者按)[】〕]|"
    r"(?:抄送|抄报|主送|附件\s?\d{0,2})\s?[：:]|"
    rf"[註注]\s?[\d①-⑳{_NUMERAL}]{{0,3}}\s?[：:]"
)
_STRONG_OPENING = lazy_pattern(
    r"首先|此外|另外|同时[，,]|与此同时|总之|总的来[看说]|综上|综合来看|最后[，,]|再次[，,]|其次[，,]|"
    r"一方面|另一方面|当前[，,]|目前[，,]|近年来|近日[，,]|日前[，,]|为此[，,]|对此[，,]|"
    r"会议(?:指出|强调|认为|要求|还|听取|审议|决定)|(?:习近平|总书记|李强|主席|总理)[^。，]{0,10}(?:指出|强调)|"
    r"据(?:了解|悉|介绍|统计)|记者|数据显示|统计显示|从[^。，]{1,12}(?:看|来看|来说|说|讲)[，,]|"
    r"在[^。，]{2,24}(?:方面|领域|过程中|基础上|背景下|之际|现场|会上)[，,]|"
    r"(?:今|去|明|前)年|(?:19|20)\d\d年|\d{1,2}月\d{1,2}日|(?:今|昨)天|"
    r"党的(?:十八|十九|二十)大|改革开放|新时代|新征程上|面对|围绕|随着|作为|自\d{4}年|截至"
)
# Openings which go on with the sentence before them.
_CONTINUATION = lazy_pattern(
    r"这(?!些年|一年|两天|几天|几年)|其(?!一|二|三|四|五|实)[^中次他]|其中|它|他|她|该|此(?!外|次)|因此|因而|所以|由此(?!可)|从而|但|然而|"
    r"而(?!且)|而且|并|且|也|还|又如|例如|比如|如|即|正是|只有|不仅|否则|甚至|尤其|特别|可见|"
    r"同时也|既|以及|于是|不过|可以说|换言之|换句话说|具体|更|再(?!次)|虽然|尽管|如果|一旦|无论|不管"
)
# A line that begins so cannot begin a paragraph: it is the inside of a clause.
INSIDE_CLAUSE = lazy_pattern(
    r"[，。、；：！？”’》〉」』）〕】%％·]|的|地(?![区方球理缘])|得(?!到|益|出)|了(?!解)|着(?![力眼重手])|们|与此(?!同时)"
)

# How news begins: 本报北京3月12日电, 新华社…讯.
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATELINE = lazy_pattern(
    rf"[【（(〔［[]?(?:[^，。：]{{0,16}}{_DAY}月|(?:本报|[\u4e00-\u9fff]{{2,3}}社)[^，。：月]{{0,12}}){_DAY}日[^，。：]{{0,4}}[电讯]|[【（(〔［[]?本报讯"
)
_NOTICE = lazy_pattern(
    r"(?:(?:[计]划)?停[水电气]|招标|中标|拍卖|遗失|招聘|招生|招租|招商|征稿|征文|征订|寻人|寻物|招领|认领|更正|道歉|致歉|注销|清算|减资|债权转让|"
    r"催收|竞拍|出让|挂牌|严正|律师|迁址|搬迁|开庭|送达|休刊|结婚|交通管制|听证|变更|作废|鸣谢)(?:的)?(?:通知|公告|声明|启事|通告|公示|告示)|"
    r"讣\s?告|启\s?事|声\s?明|通\s?告|公\s?告|更\s?正|敬\s?告"
)
_GUIDE = lazy_pattern(
    r"[【\[■●▲◆□※*\s]*(?:今日|本期|本报|内容|新闻|版面|精彩|要闻|今日要闻)?\s?(?:导\s?读|导\s?览|要\s?目)\s?[】\]：:]?"
)
_PAGE = r"第?\s?[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?版"
_PAGE_NAMED = lazy_pattern(
    rf"^[【\[（(▶►→]?{_PAGE}(?:[】\]）)：:·/\s]|$)|(?:[见載载刊（(【\[—…·.\s/▶►→]|(?<=[\u4e00-\u9fff”》])(?=\d)){_PAGE}[）)】\]]?$"
)
_ENTRY_LINES, _LONGEST_ENTRY = 4, 40
"""Lines of an entry of a guide to other pages, and characters of each."""
SALUTATION = lazy_pattern(
    r"(?:同志|老师|先生|女士|小姐|朋友|代表|委员|编辑部?|领导|单位|部门|机构|政府|[^，。]们)[：:]$|^(?:尊敬|敬爱|亲爱)的.{1,20}[：:]$"
)
"""Whom a letter or an official document speaks to; never a title or heading."""
_OTHER_PAGE = r"[第a-z]{0,2}[\d一二三四五六七八九十]{1,3}版"
TURNS = lazy_pattern(rf"[(【]?下?转{_OTHER_PAGE}[)】]?$")
TURNED = lazy_pattern(rf"[(【]?(?:上?接|紧接){_OTHER_PAGE}[)】]?")
"""（下转第四版）, （上接第一版）, in folded text."""
LONE_DATELINE = lazy_pattern(r"^【.{2,12}[讯电]】|(?:社|报|网)[^,，。]{0,16}日[^,，。]{0,4}[电讯]$")
"""A dateline on a line of its own: what is told comes below it."""
# How numbered headings begin; a number alone is the end of a title: …的解释（一）.
NUMBERED_HEADING = lazy_pattern(
    rf"(?:[{_NUMERAL}]+、|[（(](?:[{_NUMERAL}]+|\d{{1,2}})[）)]|第[{_NUMERAL}]+[章节]|\d{{1,2}}[．.、](?!\d))(?=.)"
)

_LABEL_SCORE, _ENUMERATION_SCORE, _STRONG_SCORE, _CONTINUATION_SCORE, _INSIDE_SCORE = (
    6.0,
    2.2,
    1.3,
    -1.3,
    -5.0,
)
_QUOTE_SCORE, _NEUTRAL_SCORE = 0.3, 0.0


def opening_log_odds(text: str) -> float:
    """Return the log-odds, from the words a line begins with, that it begins a paragraph."""
    if INSIDE_CLAUSE.match(text):
        return _INSIDE_SCORE
    if _LABEL.match(text):
        return _LABEL_SCORE
    if _ENUMERATION.match(text) or PICTURE_CAPTION.match(text) or DATELINE.match(text):
        return _ENUMERATION_SCORE
    if _STRONG_OPENING.match(text):
        return _STRONG_SCORE
    if _CONTINUATION.match(text):
        return _CONTINUATION_SCORE
    return _QUOTE_SCORE if text[:1] in "“‘" else _NEUTRAL_SCORE


def guide_size(texts: Sequence[str], start: int) -> int:
    """Return how many lines a guide to other pages takes that begins here; 0 for none.

    Below its head (导读) stand titles, each with its page: 老街翻新 / ——见第2版.
    """
    if not _GUIDE.fullmatch(texts[start]):
        return 0
    size, at = 0, start + 1
    while at < len(texts) and at - start - size <= _ENTRY_LINES and len(texts[at]) <= _LONGEST_ENTRY:
        size = at + 1 - start if _PAGE_NAMED.search(texts[at]) else size
        at += 1
    return size


def starts_like_news(text: str) -> bool:
    """Return whether a text begins as news does."""
    return bool(_NEWS.search(text[:_NEWS_WITHIN]))


def is_kicker(text: str) -> bool:
    """Return whether a text names a column or a campaign, as stands above titles."""
    return len(text) <= LONGEST_KICKER and bool(KICKER_NAME.search(text))


def is_notice_title(text: str) -> bool:
    """Return whether a text is the title of a notice or an advertisement, which stands below any text."""
    return bool(_NOTICE.fullmatch(text))


def ends_sentence(text: str) -> bool:
    """Return whether a text ends where a sentence may end."""
    return bool(_SENTENCE_END.search(text[-8:]))


def ending_kind(text: str) -> str:
    """Return the kind of a line's last character: stop, ask, quote, colon, semicolon, comma or open."""
    if _NOTE_END.search(text[-24:]):
        return "stop"
    tail = text[-8:].rstrip(_CLOSERS)
    last, closed = tail[-1:], len(tail) < len(text[-8:])
    if last in ("。", "…", "．") or (last == "." and is_han(tail[-2:-1] or " ")):
        return "stop"
    if last in ("！", "？", "!", "?"):
        return "ask"
    if closed:
        return "quote"
    kinds = {
        "：": "colon",
        ":": "colon",
        "；": "semicolon",
        ";": "semicolon",
        "，": "comma",
        "、": "comma",
        ",": "comma",
    }
    return kinds.get(last, "open")
