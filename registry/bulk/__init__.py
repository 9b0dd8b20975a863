"""Scoring many filings: files into chunks of lines, chunks over processes, results in order."""
