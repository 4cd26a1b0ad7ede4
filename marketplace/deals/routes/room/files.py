"""How `/files/<id>` finds the files of deals and inquiries."""

from marketplace.core.web.files import KeptFile
from marketplace.deals.queries.files import find_deal_file
from marketplace.deals.rules.files import may_open_deal_file


def find_file(code: str) -> KeptFile | None:
    """Return a deal's or an inquiry's file, with the rule that says who may open it."""
    file = find_deal_file(code)
    if file is None:
        return None
    return KeptFile(
        key=file.file,
        media_type=file.media_type,
        name=file.name,
        rule=may_open_deal_file,
        subject=file,
    )
