"""The acts of the catalogue: the only writers of goods."""

from marketplace.catalog.operations.certificates import (
    CertificateFacts,
    add_certificate,
    change_certificate,
    remove_certificate,
)
from marketplace.catalog.operations.hs import choose_hs, settle_hs
from marketplace.catalog.operations.images import (
    add_image,
    move_image,
    remove_image,
    write_alt,
)
from marketplace.catalog.operations.listings import (
    change_seller_code,
    copy_listing,
    delete_draft,
    purge_draft,
    start_listing,
    undo_delete,
)
from marketplace.catalog.operations.options import OptionFacts, change_options
from marketplace.catalog.operations.prices import PriceFacts, change_prices
from marketplace.catalog.operations.showing import (
    archive_listing,
    hide_listing,
    put_back,
    show_listing,
    take_down,
)
from marketplace.catalog.operations.submission import (
    REVIEW_KIND,
    decide_version,
    lock_subject,
    submit,
    withdraw_submission,
)
from marketplace.catalog.operations.trade import (
    CartonFacts,
    SampleFacts,
    TermsFacts,
    change_carton,
    change_sample,
    change_terms,
)
from marketplace.catalog.operations.versions import (
    FactsOfGoods,
    TextFacts,
    change_facts,
    confirm_text,
    open_version,
    remove_text,
    write_text,
)

__all__ = [
    "REVIEW_KIND",
    "CartonFacts",
    "CertificateFacts",
    "FactsOfGoods",
    "OptionFacts",
    "PriceFacts",
    "SampleFacts",
    "TermsFacts",
    "TextFacts",
    "add_certificate",
    "add_image",
    "archive_listing",
    "change_carton",
    "change_certificate",
    "change_facts",
    "change_options",
    "change_prices",
    "change_sample",
    "change_seller_code",
    "change_terms",
    "choose_hs",
    "confirm_text",
    "copy_listing",
    "decide_version",
    "delete_draft",
    "hide_listing",
    "lock_subject",
    "move_image",
    "open_version",
    "purge_draft",
    "put_back",
    "remove_certificate",
    "remove_image",
    "remove_text",
    "settle_hs",
    "show_listing",
    "start_listing",
    "submit",
    "take_down",
    "undo_delete",
    "withdraw_submission",
    "write_alt",
    "write_text",
]
