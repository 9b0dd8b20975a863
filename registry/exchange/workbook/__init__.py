"""A filing as an Excel workbook: laid out for people to fill in, and read back cell by cell.

Column A of every sheet is hidden and holds names that stay the same in every language, so rows,
columns and sheets may move. The reader needs nothing else of what the writer put there.
"""

from registry.exchange.workbook.laying import write
from registry.exchange.workbook.reading import read

__all__ = ["read", "write"]
