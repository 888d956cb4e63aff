"""A mission as search engines read it: schema.org’s JobPosting, of the volunteer kind."""

from typing import Any

from flask import current_app, url_for

from app.missions.models import Mission


def absolute(endpoint: str, **values: Any) -> str:
    """Give an address with the public name of the site, whatever way the request came."""
    root = current_app.config["SETTINGS"].public_url.rstrip("/")
    return f"{root}{url_for(endpoint, **values)}"


def described(mission: Mission) -> dict[str, Any]:
    """Describe an open mission; a fact the association did not give is left out."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": mission.title,
        "description": mission.description,
        "url": absolute("missions.show", token=mission.token),
        "employmentType": "VOLUNTEER",
        "directApply": False,
        "totalJobOpenings": mission.places_left,
        "hiringOrganization": {"@type": "Organization", "name": mission.association.name},
    }
    if mission.published_at:
        said["datePosted"] = mission.published_at.date().isoformat()
    if mission.ends_on:
        said["validThrough"] = mission.ends_on.isoformat()
    return said | _place(mission)


def _place(mission: Mission) -> dict[str, Any]:
    if mission.remote:
        country = {"@type": "Country", "name": "France"}
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": country}
    if mission.commune is None:
        return {}
    address = {
        "@type": "PostalAddress",
        "addressLocality": mission.commune.name,
        "addressRegion": mission.commune.department,
        "addressCountry": "FR",
    }
    return {"jobLocation": {"@type": "Place", "address": address}}
