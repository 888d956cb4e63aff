"""Names that nobody chose: first and last names drawn apart."""

from app.demonstration.sources import lines

FIRST = lines("first_names")
LAST = lines("last_names")
