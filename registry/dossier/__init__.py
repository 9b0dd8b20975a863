"""The dossier: what the register holds about an organisation's filings, in one download."""

from registry.dossier.issuing import PDF, ZIP, TooLarge, issue, issued

__all__ = ["PDF", "ZIP", "TooLarge", "issue", "issued"]
