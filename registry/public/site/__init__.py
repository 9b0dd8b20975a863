"""The register itself: its start page, its data, its log, and what machines ask for."""
