"""The tables of deals: the deal, its inquiry, and what is said in its room."""

from marketplace.deals.models.deal import Deal, DealEntry, DealSeen
from marketplace.deals.models.goods import DealGoods
from marketplace.deals.models.inquiry import Inquiry, InquiryLine, InquiryNote
from marketplace.deals.models.room import (
    ColleagueNote,
    DealFile,
    DealMessage,
    DealReport,
    SavedReply,
)

__all__ = [
    "ColleagueNote",
    "Deal",
    "DealEntry",
    "DealFile",
    "DealGoods",
    "DealMessage",
    "DealReport",
    "DealSeen",
    "Inquiry",
    "InquiryLine",
    "InquiryNote",
    "SavedReply",
]
