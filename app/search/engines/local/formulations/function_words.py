"""The words of Chinese that join others: a closed class, at which no formulation begins or ends."""

_PARTICLES = """
的 地 得 了 着 过 之 所 等 等等 们
"""
_CONJUNCTIONS = """
和 与 及 以及 或 或者 并 并且 而 而且 且 但 但是 然而 因 因为 因此 因而 由于 所以 从而 如 如果
若 只要 只有 虽然 尽管 即使 无论 不论 不管 不仅 不但 不只 既 又 还 还是 则 否则 以便 同时 此外
另外 其中 例如 比如 譬如
"""
_PREPOSITIONS = """
在 于 对 对于 关于 至于 从 自 自从 由 向 往 朝 以 为 为了 为着 把 将 被 让 使 使得 给 按 按照
根据 依照 依据 依 据 通过 经 经过 随 随着 同 跟 比 除 除了 除外 有关 围绕 针对 鉴于 基于 借助
凭借 沿着 当 作为 有利于 有助于
"""
_PRONOUNS = """
我 我们 我国 你 你们 您 他 他们 她 她们 它 它们 自己 自身 其 其他 其它 其余 该 本 各 各种 各类
各项 每 每个 这 那 此 这些 那些 这个 那个 这种 那种 这样 那样 这里 那里 某 某些 有的 有些 什么
怎么 如何 如此 为何 哪些 任何 一切 另
"""
_AUXILIARIES = """
是 就是 正是 乃 能 能够 可 可以 可能 会 要 应 应当 应该 必须 需 需要 须 不 未 没 没有 也 都 就
才 再 更 更加 更为 最 很 非常 十分 较 较为 比较 越 越来越 已 已经 正 正在 将要 曾 曾经 仍 仍然
便 即 均 皆 只 仅 仅仅 不断 日益 进而 更多
"""
# Copula, auxiliary verbs, adverbs of degree, range and time.
_REPORTING = """
指出 强调 提出 认为 表示
"""
# Verbs that report what is said.
_POINTING = """
一 一个 一些 一种 一项 一批 一系列 一定 两 两个 几 几个 多 多个 许多 诸多 众多 不同 相关 上述
下列 以下 以上
"""
# Numerals and determiners that point at something.

FUNCTION_WORDS = frozenset(
    "".join(
        (_PARTICLES, _CONJUNCTIONS, _PREPOSITIONS, _PRONOUNS, _AUXILIARIES, _REPORTING, _POINTING)
    ).split()
)

LINKS = "的和与及或等在对以为是将也都而并从向于"
"""Characters that stand between phrases as punctuation does, seen from what is beside them."""

_MANNER = """
加快 深入 积极 充分 更好 大力 明确 准确 显着 深度 着力 持续 有效 不断 努力 切实 逐步 稳步 认真
严格 及时 主动 扎实 坚决 加强 加大 推动 统筹
"""
MANNER = frozenset(_MANNER.split())
"""Words that say how something is done: with one verb alone they are no formulation."""
