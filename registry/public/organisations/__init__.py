"""An organisation over the years, its group, its peers, its badge and its deadlines."""
