"""Claims held against each other: the questions that they answer, and alarms over dates, sums and hedges."""

from rawi.weigh.days import Days, days_of_edtf, possible_days
from rawi.weigh.origins import depend
from rawi.weigh.times import sure_days
from rawi.weigh.values import asserts
from rawi.weigh.weighing import Weighing, weigh
from rawi.weigh.wording import counted, date_words, documents_words, number_words, value_words

__all__ = [
    "Days",
    "Weighing",
    "asserts",
    "counted",
    "date_words",
    "days_of_edtf",
    "depend",
    "documents_words",
    "number_words",
    "possible_days",
    "sure_days",
    "value_words",
    "weigh",
]
