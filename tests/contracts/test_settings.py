"""What a département decides about contracts is a setting, checked before anyone is served."""

import pytest

from app.contracts.policy import policy
from app.contracts.rules import Policy
from config import Settings


def test_the_usual_settings_are_six_months_within_twenty_four(app):
    assert policy() == Policy()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"contract_type": "ppae"}, "CONTRACT_TYPE"),
        ({"cap_mode": "lunar"}, "CAP_MODE"),
        ({"contract_months": 0}, "CONTRACT_MONTHS"),
        ({"contract_months": 30}, "CONTRACT_MONTHS"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(given, words):
    faults = Settings(demo=True, **given).faults()
    assert len(faults) == 1
    assert words in faults[0]


def test_settings_are_read_from_the_environment():
    read = Settings.from_environment(
        {"RICOCHET_CAP_MODE": "covered", "RICOCHET_ALSACE_MOSELLE": "oui"}
    )
    assert (read.cap_mode, read.alsace_moselle, read.faults()[1:]) == ("covered", True, [])
