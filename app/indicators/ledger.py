"""What the indicators read, as known today; each source is read once, for several periods."""

from app.indicators.engaged import Engaged
from app.indicators.followed import Followed


class Ledger(Followed, Engaged):
    """The dated records of some periods, of the people followed and of what they do."""
