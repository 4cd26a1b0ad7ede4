"""The forms of company checks."""

from marketplace.verification.forms.company import AnswerForm, CheckForm
from marketplace.verification.forms.operator import DecisionForm

__all__ = ["AnswerForm", "CheckForm", "DecisionForm"]
