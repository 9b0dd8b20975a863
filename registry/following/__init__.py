"""Being told of changes: by one letter a day at most, or by Atom, without an account.

An address is kept while it follows something that it confirmed, and deleted when that ends.
"""
