"""What readers ask, follow and bring: questions, mail, Atom, and lists of suppliers."""
