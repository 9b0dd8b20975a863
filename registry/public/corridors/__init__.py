"""What workers paid to be recruited, country by country: sums, ranges, charts and tables."""
