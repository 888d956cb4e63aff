"""The lines of the report, in its order: I1 to I15 after who is accompanied."""

from app.indicators.lines.attesting import I15
from app.indicators.lines.caseload import CASELOAD
from app.indicators.lines.contracting import I1, I10, I11, I13
from app.indicators.lines.following import I7
from app.indicators.lines.gathering import I2, I3, I6
from app.indicators.lines.leaving import I5, I8, I9
from app.indicators.lines.offering import I12, I14
from app.indicators.lines.starting import I4
from app.indicators.rows import Indicator

RULES = "2026-11"
REGISTRY: tuple[Indicator, ...] = (
    CASELOAD, I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I13, I14, I15,
)  # fmt: skip
BY_KEY = {indicator.key: indicator for indicator in REGISTRY}
