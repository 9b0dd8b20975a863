"""Believable, clearly fictional data, made through the same services as a person's.

``python -m seed`` fills an empty register; ``--accounts`` introduces the demonstration accounts;
``--scale N`` makes N published statements quickly, for benchmarks.
"""
