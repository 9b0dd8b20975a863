"""Documents and tables from plain data: bytes out, no database, no request.

The heavy libraries (reportlab, pandas, openpyxl) are imported inside the functions that use them,
so that a web process starts small.
"""
