"""The public record as data: rows, columns that explain themselves, and files to take away."""
