"""Pictures of people: any common format in, stripped and re-encoded as WebP in three sizes."""

from marketplace.core.images.convert import SIZES, Picture, convert, media_name, reencode

__all__ = ["SIZES", "Picture", "convert", "media_name", "reencode"]
