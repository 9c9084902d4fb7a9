"""Characters that are one character in another form, and that OpenCC's simplification leaves apart.

Each group begins with the form that the others fold to. Groups say why: a form of Taiwan or Hong Kong, a
simplified character that shares its traditional form with a commoner one, a form that OpenCC sets by phrase
only, a form that China abolished. The first three repeat OpenCC's tables (a test compares them), so that a
start does not read ten of them.

像 and 象, 哩 and 里 stay apart: 好像 and 现象 are two words in every script.
"""

TAIWAN = "着著 么幺 檐簷 痹痺 睾睪 潨潀"
HONG_KONG = "卫衞 叙敍 只衹 台枱 妆粧 粽糭"
SHARED = """
    余馀 咨谘 尽侭 巨钜 径迳 托讬 旋镟 昵暱 曲麹 沈渖 线缐 钟锺 面麺 腭颚 鲇鲶 穞稆 緪縆
    买𧹒 仑𪨧 划㓰 啮𫜩 喂𫗭 庐𪪏 开𫔭 弥㳽 当𪠽 彩䌽 恶𫫇 愿𫖸 战𢧐 捣𢭏 摆䙓 炼𫔀 糇𫗯 糊𫗫
    腼䩄 苹𬞟 谏𫍝 谫𫍿 账𧹔 镢䦆 闲𫔮 雕𫛲 鞲𫖕 骢𩨂
"""
"""Two simplified characters of one traditional one: 钟 and 锺 of 鍾."""
BY_PHRASE = """
    复覆 具俱 坐座 借藉 了瞭 背揹 夫伕 炼链 熏薰 苏甦 浚濬 戚鏚 澄澂 仿彷 檗蘗 宁甯 拿拏 枪鎗 焰燄 吣唚 斫斲
"""
"""答覆 is 答复 but 覆盖 stays 覆盖; 項鍊 is 项链 but 鍛鍊 is 锻炼. Few words that jieba knows become alike
(后坐 and 后座, see docs/folding.md), whereas apart 坐标 would miss 座標."""
TWO_WORDS = frozenset("着著 了瞭 复覆 具俱 坐座 炼链 借藉 么幺".replace(" ", ""))
"""Groups of which each character is also a word, or part of words, that the other is not: 链 and 炼. Where a
query has one of them, it is told how often it is printed just so."""
ABOLISHED = """
    丘坵 举擧 乎虖 乡郷 亡亾 亩畆 仙僊 伞繖 伫竚 体軆躰 俯俛 克尅 关関闗 冒冐 农辳 冤寃 冰氷
    凭凴 创剏剙 剃鬀 剿勦 劫刧刼 匆怱悤 卯夘 厂厰 厄阨 历歴 参葠蓡 发髪 吴呉 吻脗 告吿 和龢
    咒呪 咬齩 哄閧 喂餧 喧諠 回廻廽 圬杇 址阯 坑阬 堤隄 塔墖 夹裌 奁籢 奔犇 妊姙 妒妬 妙玅
    妩娬 姊姉 婿壻 宝寳 寇冦 寓庽 寨砦 寿夀 岁歳 岩嵒巗 峒峝 峭陗 帙袟 帮幇 年秊 并竝 强彊
    往徃 徇狥 德悳 忏懴 怪恠 总縂 悖誖 惭慙 愧媿 慎愼 憩憇 戛戞 户戸 扎紥 抵觝 拖拕
    捏揑 捶搥 插挿揷 携擕 效効 敕勅 敛歛 斗鬦鬪鬭 映暎 暖煖 暨曁 曹曺 期朞 札剳 朵朶 杂襍
    村邨 杯桮 果菓 柏栢 柳栁 桌槕 梅楳 棋碁 棰箠 棹櫂 楠柟枏 榨搾 槁槀 槟梹 橹艣艪 欢驩
    款欵 歌謌 毗毘 毙獘 毡氊 氛雰 污汚 法灋 泪涙 浣澣 涉渉 涩澁 清淸 溉漑 漱潄 潜濳 灾烖
    炫衒 炮砲礮 炯烱 烨爗 焊釬銲 照炤 燕鷰 犁犂 狍麅 猿猨 獐麞 珍珎 球毬 琅瑯 琴琹 瑰瓌 瓮罋
    瓶缾 略畧 疏疎 痱疿 瘤癅 皋皐臯 盍盇 睹覩 矿鑛 研硏 砖甎 砧碪 碗盌椀 碱鹻 秋龝 秕粃 稚穉
    稿稾 窑窰 窗牎牕窻窓 笺牋 答荅 管筦 篛箬 粗麤麁 粳稉 糯稬 系繋 繁緐 纤纎 纸帋 绁絏 绪緖
    罚罸 罥羂 罪辠 羁覊 翅翄 翻飜繙 耀燿 耽躭 联聨聫 肠膓 胁脇 胳肐 胸胷 脉衇 腿骽 膀髈 膳饍
    膻羴 艳豓 苘檾 药薬 莅涖 莺鸎 蒂蔕 蕊蕋蘂 熏薫 藤籐 蛔蚘蜖 蛙鼃 蜂蠭 蜷踡 蝶蜨 蟹蠏 衔啣
    袜韈韤 裉褃 裙裠 裤袴 裴裵 裸躶 褒襃 讹譌 谷糓 豆荳 貌貎 质貭 赃賍 赞賛 趁趂 跺跥 轜輀
    辄輙 辣辢 迤迆 迥逈 逖逷 遁遯 遍徧 邻隣 郎郞 酬酧醻 野埜 釜釡 钻鑚 铁銕鐡 锁鎻鏁 锄耡鉏
    锏鐗 锹鍫 镯鋜 闹閙 阔濶 阴隂 附坿 雁鴈 霸覇 青靑 面靣 鞋鞵 鞍鞌 韧靭 韭韮 顾頋 颓穨
    馈餽 驱敺駈 驳駮 驼駞 验騐 髯髥 鬃騣 鬓鬂 鲠骾 鳅鰌 鳖鼈龞 鳝鱓 鴂鴃 鹅鵞 麟麐 麻蔴 鼓鼔
"""
"""Forms that the list of variant forms of 1955 abolished, and forms of the like that are printed in Japan."""

VARIANTS = {
    variant: group[0]
    for groups in (TAIWAN, HONG_KONG, SHARED, BY_PHRASE, ABOLISHED)
    for group in groups.split()
    for variant in group[1:]
}
"""Variant → the form that it, and what it is simplified to, folds to."""
