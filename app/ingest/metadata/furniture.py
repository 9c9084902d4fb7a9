"""Furniture of web pages and archives: what is around a text and neither text nor title.

All functions take folded text.
"""

from app.lazy_pattern import lazy_pattern

_BUTTONS = frozenset(
    [
        "打印",
        "关闭",
        "收藏",
        "返回",
        "纠错",
        "分享",
        "复制链接",
        "推荐",
        "我要分享",
        "举报",
        "评论",
        "大",
        "中",
        "小",
        "大中小",
        "大字号",
        "中字号",
        "小字号",
        "a",
        "手机看新闻",
        "字号",
        "字体",
        "繁体",
        "简体",
        "微信",
        "微博",
        "qq空间",
        "qq",
        "朋友圈",
        "新浪微博",
        "腾讯微博",
        "人人网",
        "豆瓣",
        "分享到",
        "打印本页",
        "关闭窗口",
        "打印本文",
        "我要纠错",
        "我要评论",
        "返回顶部",
        "返回首页",
        "返回目录",
        "返回列表",
        "点赞",
        "转发",
        "听新闻",
        "手机看",
        "默认",
        "超大",
        "特大",
        "较大",
        "字体大小",
        "放大",
        "缩小",
        "正常",
        "facebook",
        "twitter",
        "line",
        "email",
        "列印",
        "友善列印",
        "转寄",
        "投稿",
        "订阅",
        "关注",
        "用微信扫描二维码",
        "加入收藏",
        "保存",
        "查看评论",
        "放大字体",
        "缩小字体",
        "语音播报",
        "朗读",
        "上一页",
        "下一页",
        "上一版",
        "下一版",
        "上一篇",
        "下一篇",
        "目录",
        "首页",
        "顶部",
        "无障碍",
        "长者模式",
        "登录",
        "注册",
        "搜索",
        "app下载",
        "客户端",
        "电子报",
        "数字报",
        "版面导航",
        "标题导航",
        "pdf版",
        "pdf下载",
        "全文",
        "展开",
        "收起",
    ]
)
_GLUED = lazy_pattern(r"(?<=[\u4e00-\u9fff])(?=[a-z\d])|(?<=\d)(?=[\u4e00-\u9fff])")
_BETWEEN_BUTTONS = lazy_pattern(r"[\s|/·()【】\[\]:,、<>〉《》_+-]+")
_TRAIL = lazy_pattern(
    r"^(?:当前位置|您的位置|您现在的位置|你的位置|位置|所在位置)\s?[:>]|^首页\s?[>›»→/|-]|^[^。,>]{1,12}(?:\s?(?:>{1,2}|›|»)\s?[^。,>]{1,14}){1,6}$"
)
_SENTENCES = lazy_pattern(
    r"^(?:上一篇|下一篇|上一条|下一条|上一版|下一版|前一篇|后一篇)\s?[:>]|^(?:版权所有|版权声明|免责声明|特别声明|声明:|copyright|©|\(c\))|"
    r"未经(?:书面)?(?:授权|许可|本[报网站].{0,4}(?:授权|许可)).{0,20}(?:转载|使用|复制)|^.{0,12}icp备|"
    r"^(?:网站地图|返回顶部|举报电话|违法和不良信息)|"
    r"^(?:本文网址|本文链接|本文地址|原文链接|永久链接|链接地址)|^(?:更多精彩|欢迎关注|请关注)|^(?:浏览|点击|阅读|访问)(?:量|数|次数)?\s?[::]?\s?\d+\s?次?$|"
    r"^(?:\d分\s*){2,}$|^我给文章打分|"
    r"^(?:首次上稿|最后更新|更新时间?|发布)\s?[\d:/ -]+$|^(?:字号|字体)(?:大小)?\s?[:\[【(]|"
    r"^(?:【(?:纠错|打印|关闭)】\s?)?\[?(?:责任编辑|责编)|^[(\[]?更新时间戳?\s?:|"
    r"^[(\[]?原(?:标题|题)\s?[:]|^(?:正文|内容)\s?:?$|^\+\d+$|^(?:字号|字体)$|"
    r"^(?:特别|版权|免责)声明$|"
    r"^(?:skip to content|share this:?|leave a reply|related posts:?|read more)$|"
    r"转载.{0,6}注明|^欢迎转载|(?:点我)?下载\s?app$|^[\u4e00-\u9fff]{0,4}首页(?:\s\S{2,4}){2,}$|"
    r"^\d+\s?(?:条评论|人参与|人点赞|人推荐)|"
    r"^(?:如果)?[你您]?(?:喜欢|觉得)[^。]{0,12}(?:点个?|点一?下|点亮).{0,3}(?:赞|在看)[^。]{0,8}$|^点(?:个|亮)?[\"“]?在看|"
    r"^(?:点?赞|在看|转发|分享|收藏)(?:[、,/| ]+(?:点?赞|在看|转发|分享|收藏))+$|"
    r"^(?:点击)?(?:上方|下方|上面|下面)?(?:[\"“]?.{2,12}[\"”]?)?蓝字.{0,12}$|关注我们$|^设为星标|^(?:收录于|预览时标签不可点|微信扫一扫|继续滑动看下一个|"
    r"轻触阅读原文|阅读原文|以下文章来源于|喜欢此内容的人还喜欢|在手机上阅读|扫一扫在手机打开)|"
    r"^分享让更多人看到$|^阅读(?:上|下)一篇\s?:|^维基百科[,-]\s?自由的百科全书$|^跳转?到(?:导航|搜索|内容)|^本页面最后(?:修订|编辑)于|"
    r"^[\u4e00-\u9fff]{2,16}公报\s?(?:19|20)\d\d\s?年?\s?第?\s?\d{1,3}\s?[期号]$|"
    r"^(?:[\u4e00-\u9fff]{2,16}公报\s?)?(?:19|20)\d\d年第\d{1,3}[期号]\s?[(]?总第?\s?\d{1,4}\s?[期号][)]?$|^\d{20,}$|^关注该公众号$|^发表于\s?[\u4e00-\u9fff]{2,4}$|"
    r"^(?:首页)?\s?上一页(?:\s?\[?\d{1,3}\]?)*\s?(?:下一页)?\s?(?:[尾末]页)?$|^(?:上一页)?(?:\s?\[?\d{1,3}\]?)+\s?下一页\s?(?:[尾末]页)?$|"
    r"^(?:赞|顶|踩)\s?\(?\d*\)?$|^加载中|^(?:图片来源|封面图片):?网络"
)
_OPENINGS = lazy_pattern(
    r"^(?:扫一扫|扫码|扫描二维码|长按|微信扫|手机扫|(?:点击|查看|展开|阅读)(?:进入|更多|全文|原文|查看|下载)|联系我们|关于我们|"
    r"分享(?:到|至)|点我|今天是|来自:)"
)
"""What a line of furniture begins with that may as well begin a sentence: 今天是第三十九个教师节。"""
_SENTENCE = lazy_pattern(r"[,:;].*[。!?]$|。.")
_RELATED = lazy_pattern(
    r"^[■□●◆▼▽▲△▶►★☆※↓>\[【(]*\s?(?:相关阅读|相关链接|相关新闻|相关文章|相关报[道导]|相关稿件|相关专题|相关推荐|延伸阅读|推荐阅读|更多阅读|更多新闻|更多推荐|热门推荐|精彩推荐|热门文章|热点新闻|猜你喜欢|"
    r"往期(?:推荐|回顾|精彩|精选|文章|内容|好文|链接)|精选文章|"
    r"今日推荐|为你推荐|最新文章|热门排行|新闻排行|你可能(?:还|也)?(?:想看|感兴趣|喜欢).{0,6}|热门新闻|今日热点|标签|友情链接|新闻评论|网友评论|发表评论|评论区)\s?[:\]】)]*$"
)
_RELATED_INLINE = lazy_pattern(
    r"^[■□●◆>\[【(]*\s?(?:相关阅读|相关新闻|相关文章|延伸阅读|推荐阅读|更多阅读|热门推荐|相关专题|友情链接)\s?[\]】)]*\s?:\s?\S"
)
_ENDS = lazy_pattern(
    r"[(\[【-]*\s?(?:全文完|完|全文结束|本文完|未完待续|待续|end|the end|正文完)\s?[)\]】-]*"
)
_END_MARKED = lazy_pattern(r"[(\[【-].*[)\]】-]|全文完|the end|end")
_COUNTED_RULE = lazy_pattern(
    r"(?P<line>={2,}|[-*#~]{3,})\s?第?\s?\d{1,5}\s?[篇条则号]?\s?(?P=line)|【\s?第\s?[\d一二三四五六七八九十百]{1,4}\s?[篇则]\s?】"
)
"""What parts the texts of an archive: === 12 ===, 【第三篇】."""
_RULE = lazy_pattern(rf"(?:[-=*_~·.—─━#＊☆★◇◆○●]\s?){{3,}}|{_COUNTED_RULE.pattern}")
_TAGS = lazy_pattern(r"(?:#[^#\s]{1,16}#?\s?)+|标签\s?[:]\s?.{1,40}")
_PAGE = lazy_pattern(r"[-—–―•·]{1,2}\s?\d{1,4}\s?[-—–―•·]{1,2}")
"""The number of a page: — 12 —."""
_LONGEST = 80


def _is_button_row(folded: str) -> bool:
    """Return whether a line holds nothing but what one can click: 字号：大 中 小　打印　分享到：."""
    words = [word for word in _BETWEEN_BUTTONS.split(_GLUED.sub(" ", folded)) if word]
    # Between buttons stand counts: 微博 微信 分享 0 评论.
    counted = sum(word.isdecimal() for word in words)
    return (
        bool(words)
        and 2 * counted < len(words)
        and len(folded) <= _LONGEST
        and all(word in _BUTTONS or word.isdecimal() for word in words)
        and (len(words) > 1 or len(words[0]) > 2 or folded != words[0])
    )


def is_button(word: str) -> bool:
    """Return whether a word is something that one can click."""
    return word in _BUTTONS


def is_furniture(folded: str) -> bool:
    """Return whether a line belongs to the page around a text."""
    if len(folded) > _LONGEST:
        return False
    return bool(
        _is_button_row(folded)
        or _SENTENCES.search(folded)
        or (_OPENINGS.match(folded) and not _SENTENCE.search(folded))
        or _TRAIL.search(folded)
        or _TAGS.fullmatch(folded)
        or _PAGE.fullmatch(folded)
        or is_end_mark(folded)
    )


def is_related(folded: str) -> bool:
    """Return whether links to other texts follow a line, or stand in it behind their label."""
    return len(folded) <= _LONGEST and bool(_RELATED.match(folded) or _RELATED_INLINE.match(folded))


def is_end_mark(folded: str) -> bool:
    """Return whether a line only says that the text ends here."""
    return len(folded) <= 12 and bool(_ENDS.fullmatch(folded)) and bool(_END_MARKED.fullmatch(folded))


def is_rule(folded: str) -> bool:
    """Return whether a line is drawn, not written."""
    return bool(_RULE.fullmatch(folded))


def is_counted_rule(folded: str) -> bool:
    """Return whether a rule holds the number of the text below it: === 12 ===."""
    return bool(_COUNTED_RULE.fullmatch(folded))
