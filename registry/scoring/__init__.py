"""Judge a filing's answers by the criteria in force for its reporting period.

Pure functions over plain data: no web, no database, no clock.
"""

from registry.scoring.advice import Advice, advise
from registry.scoring.answers import AnswerError
from registry.scoring.assess import assess
from registry.scoring.catalogue import Catalogue, load_catalogue, load_sources
from registry.scoring.fields import FIELDS, on_page
from registry.scoring.model import Criterion, Finding, Gate, Level, Outcome, Result
from registry.scoring.parameters import ParameterError, load_parameters, value_at
from registry.scoring.record import Assessment
from registry.scoring.strict_yaml import CatalogueError

__all__ = [
    "FIELDS",
    "Advice",
    "AnswerError",
    "Assessment",
    "Catalogue",
    "CatalogueError",
    "Criterion",
    "Finding",
    "Gate",
    "Level",
    "Outcome",
    "ParameterError",
    "Result",
    "advise",
    "assess",
    "load_catalogue",
    "load_parameters",
    "load_sources",
    "on_page",
    "value_at",
]
