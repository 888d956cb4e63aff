"""Reasons name the domains as the rest of the site does."""

from app.vocabulary import Domain
from matching.explaining import DOMAIN_NAMES


def test_a_reason_names_a_domain_as_the_profile_does():
    assert {d.value: d.label.lower() for d in Domain} == DOMAIN_NAMES
