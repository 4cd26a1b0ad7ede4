"""Pictures of people: any common format in, stripped and re-encoded as WebP in three sizes."""

from marketplace.core.images.convert import SIZES, Picture, convert, media_name, reencode
from marketplace.core.images.faults import PictureFault, PictureRefused, picture_sentence
from marketplace.core.images.left import leave_picture, pictures_kept_by

__all__ = [
    "SIZES",
    "Picture",
    "PictureFault",
    "PictureRefused",
    "convert",
    "leave_picture",
    "media_name",
    "picture_sentence",
    "pictures_kept_by",
    "reencode",
]
