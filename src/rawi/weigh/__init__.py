"""Claims held against each other: what differs, and who is ally and opponent at once."""

from rawi.weigh.days import Days, days_of_edtf, possible_days
from rawi.weigh.weighing import asserts, weigh
from rawi.weigh.wording import counted, date_words, documents_words, number_words, value_words

__all__ = [
    "Days",
    "asserts",
    "counted",
    "date_words",
    "days_of_edtf",
    "documents_words",
    "number_words",
    "possible_days",
    "value_words",
    "weigh",
]
