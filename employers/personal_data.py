"""What we hold on the people at organisations."""

from core.privacy import (
    Fact,
    Holding,
    NotPersonal,
    Purpose,
    Retention,
    by_account,
    by_address_alone,
    either_way,
)
from employers.models import Contact, Domain, LikelyPair, Milestone, Note, Organisation, Site

RETENTION = [
    Retention("contact", "Your details as a contact of an organisation", "until you or we remove you from it"),
]

HOLDINGS = [
    NotPersonal(Organisation, plain="uuid name other_names kind sector size website source found_on added_at"),
    NotPersonal(Domain, plain="organisation name"),
    NotPersonal(Site, plain="organisation town postcode region"),
    # About the organisation: its form asks for nothing about a person.
    NotPersonal(Note, plain="organisation text at", actors="author"),
    NotPersonal(LikelyPair, plain="one other shared found_at apart_at", actors="apart_by"),
    NotPersonal(Milestone, plain="organisation programme step on what"),
    Holding(
        model=Contact,
        title="Organisations you belong to",
        whose=either_way(by_account("person"), by_address_alone("email", account="person")),
        links="person",
        facts=[
            Fact("name email job_title phone", "your name, how to reach you, and your job", Purpose.PARTNERS),
            Fact("organisation status manages", "the organisation you belong to", Purpose.PARTNERS),
            Fact("added_at joined_at left_at", "when you joined and left", Purpose.PARTNERS),
        ],
        plain="uuid",
        retention="contact",
    ),
]
