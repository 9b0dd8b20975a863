"""How filings are judged: criteria, dated values, marks, good answers, and a filing of your own."""
