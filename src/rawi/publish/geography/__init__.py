"""Where places are: borders and provinces of Natural Earth, towns of GeoNames. `tools/geography.py` makes the data."""

from rawi.publish.geography.atlas import Box, Shape, countries_within, country, provinces_of, world
from rawi.publish.geography.gazetteer import Province, Town, code_of, name_of, provinces_called, towns_called

__all__ = [
    "Box",
    "Province",
    "Shape",
    "Town",
    "code_of",
    "countries_within",
    "country",
    "name_of",
    "provinces_called",
    "provinces_of",
    "towns_called",
    "world",
]
