"""Japanese syllables in the one form in which they are compared, and Chinese characters in theirs.

The same word of the trade is written in either syllabary and with or without the long mark
(ぶどう, ブドウ; スキャナ, スキャナー, which JIS Z 8301 leaves out and others
write), and with small vowels or large ones (フイルム, フィルム).
"""

import re
from collections.abc import Iterator

from marketplace.search.analysis.hanzi import simplified

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
#: Two signs that make one syllable, the long mark behind a syllable, or any one sign.
_SIGN = re.compile(
    "\u30f4[\u30a1\u30a3\u30a7\u30a9]|\u30c6\u30a3|(?<=[\u30a1-\u30fa])\u30fc+|.", re.DOTALL
)
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_ONE_FORM = {
    "ヴァ": "バ",
    "ヴィ": "ビ",
    "ヴェ": "ベ",
    "ヴォ": "ボ",
    "ヴ": "ブ",
    "ティ": "チ",
    "ァ": "ア",
    "ィ": "イ",
    "ゥ": "ウ",
    "ェ": "エ",
    "ォ": "オ",
    "ヂ": "ジ",
    "ヅ": "ズ",
}


def in_one_form(text: str) -> str:
    """Return a run with its syllables as katakana in one spelling, its characters simplified."""
    text = simplified(text)
    if not _KANA.search(text):
        return text
    return "".join(form for form, _start, _stop in forms_in(text))


def forms_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each sign's form and where it stands in the text; a long mark has no form."""
    katakana = simplified(text).translate(_TO_KATAKANA)
    for found in _SIGN.finditer(katakana):
        sign = found[0]
        is_long = sign[0] == "ー" and found.start() > 0 and katakana[found.start() - 1] != "ー"
        form = "" if is_long else _ONE_FORM.get(sign, sign)
        yield form, found.start(), found.end()
