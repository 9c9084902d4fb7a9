"""Newspapers by the codes that their e-papers use in addresses and file names, and by their names.

Only what cannot be mistaken: codes that several papers share (hnrb, sxrb) are left out, and a name that
merely ends in 报 or 日报 may be a report of something (情况通报, 工作日报).
"""

CODES = {
    "rmrb": "人民日报",
    "renmrb": "人民日报",
    "rmrbhwb": "人民日报海外版",
    "gmrb": "光明日报",
    "jjrb": "经济日报",
    "jfjb": "解放军报",
    "zgqnb": "中国青年报",
    "zgjyb": "中国教育报",
    "xxsb": "学习时报",
    "fzrb": "法治日报",
    "kjrb": "科技日报",
    "grrb": "工人日报",
    "nmrb": "农民日报",
    "jcrb": "检察日报",
    "rmfyb": "人民法院报",
    "zgjjsb": "中国经济时报",
    "jjckb": "经济参考报",
    "zgwhb": "中国文化报",
    "zgkxb": "中国科学报",
    "zgfnb": "中国妇女报",
    "rmzxb": "人民政协报",
}
_OTHERS = (
    "中国纪检监察报 中国社会科学报 中国经济导报 中国改革报 中国环境报 中国税务报 中国财经报 中国证券报 "
    "上海证券报 证券时报 证券日报 金融时报 国际金融报 国际商报 法制日报 民主与法制时报 文艺报 "
    "文汇报 新民晚报 大公报 环球时报 参考消息 新华每日电讯 健康报 中国体育报 中国国防报 中国民族报 "
    "中国交通报 中国水利报 中国电力报 中国能源报 中国旅游报 中国新闻出版广电报 中华读书报 中国自然资源报 "
    "中国气象报 中国应急管理报 中国组织人事报 人民公安报 北京日报 北京青年报 天津日报 河北日报 "
    "山西日报 内蒙古日报 辽宁日报 吉林日报 黑龙江日报 解放日报 新华日报 浙江日报 安徽日报 福建日报 "
    "江西日报 大众日报 河南日报 湖北日报 湖南日报 南方日报 羊城晚报 广州日报 深圳特区报 广西日报 "
    "海南日报 重庆日报 四川日报 贵州日报 云南日报 西藏日报 陕西日报 甘肃日报 青海日报 宁夏日报 "
    "新疆日报 兵团日报 "
)
NAMES = frozenset((*CODES.values(), *_OTHERS.split()))
