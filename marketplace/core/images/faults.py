"""Why a picture is not taken, as a code that can be kept and said again in any language."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext as _

from marketplace.core.errors import Refused


class PictureFault(StrEnum):
    """What is wrong with a picture, or with its place in a zip of pictures.

    `heavy`: a file over 15 MB. `large`: too many pixels. `unreadable`: no picture that we read.
    `damaged`: its bytes end too early or contradict each other. `small` and `stretched`: its sides.
    `twice`: two of the zip have its name. `packed`: it cannot be taken out of the zip.
    """

    HEAVY = "heavy"
    LARGE = "large"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    SMALL = "small"
    STRETCHED = "stretched"
    TWICE = "twice"
    PACKED = "packed"


class PictureRefused(Refused):
    """A picture is not taken: `fault` and `facts` may be kept and said again later."""

    def __init__(self, fault: PictureFault, **facts: str | int) -> None:
        """`facts` are those that `picture_sentence` names."""
        super().__init__(picture_sentence(fault, facts))
        self.fault = fault
        self.facts = facts


def picture_sentence(fault: PictureFault, facts: Mapping[str, str | int]) -> str:
    """Return what is wrong and what to do, in the present language.

    `small` needs `width`, `height` and `least` (pixels), `stretched` needs `times`, `twice` and
    `packed` the `name` of the file.
    """
    sentences = {
        PictureFault.HEAVY: _(
            "This picture is larger than 15 MB. Save it smaller and choose it again."
        ),
        PictureFault.LARGE: _(
            "This picture has too many pixels. Save it with at most 60 megapixels."
        ),
        PictureFault.UNREADABLE: _(
            "We could not read this picture. Save it as JPEG, PNG or WebP and choose it again."
        ),
        PictureFault.DAMAGED: _("This picture is damaged. Save it again and choose the new file."),
        PictureFault.SMALL: _(
            "This picture has %(width)s × %(height)s pixels. Each side needs %(least)s."
        ),
        PictureFault.STRETCHED: _(
            "This picture is too long and narrow: its longer side may be at most %(times)s "
            "times its shorter one."
        ),
        PictureFault.TWICE: _("Two pictures of the zip file are called “%(name)s”. Rename one."),
        PictureFault.PACKED: _("The picture “%(name)s” cannot be taken out of the zip."),
    }
    sentence: str = sentences[fault]
    return sentence % facts if "%(" in sentence else sentence
