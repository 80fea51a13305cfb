"""What a browser sends of forms with many boxes."""


def day(name, year, **more):
    return {f"{name}_{part}": text for part, text in {"day": "1", "month": "3", "year": str(year), **more}.items()}


# Far from every date of the factories, so that each is another one.
CALENDAR = {
    **day("closes_at", 2091, time="17:00"),
    **day("last_joining_at", 2092, time="24:00"),
    **day("decisions_by", 2091),
    **day("starts_on", 2093),
    **day("mentoring_starts_on", 2094),
    **day("ends_on", 2095),
    **day("follow_on_ends_on", 2096),
    "offer_days": "9",
    "review_days": "6",
}

NEW_COHORT = {
    **CALENDAR,
    **day("opens_at", 2090, time="9am"),
    **day("reference_date", 2092),
    "name": "Spring cohort 2091",
    "admission": "first come",
    "places_by": "cohort",
    "capacity": "40",
    "waiting_limit": "100",
}

NEW_EVENT = {
    **day("starts_at", 2091, time="10am"),
    **day("ends_at", 2091, time="1pm"),
    "kind": "insight",
    "title": "Employer Insight Event Leeds",
    "summary": "Hear from employers and returners.",
    "who_for": "Employers",
    "about": "Talks, and time for questions.",
    "held": "in person",
    "venue": "new",
    "venue_name": "Platform",
    "venue_street": "New Station Street",
    "venue_town": "Leeds",
    "venue_postcode": "LS1 4JB",
    "venue_access": "A lift to every floor.",
    "in_person_seats": "40",
    "party_limit": "5",
    "offer_hours": "48",
}

# A party of two.
BOOKING = {
    "request_key": "3b0c1f0e-6a58-4c1b-9c11-2f4a3f0c7a55",
    "people": "2",
    "name": "Ada Booker",
    "email": "ada@example.org",
    "organisation_name": "Acme",
    "phone": "07700 900123",
    "name_1": "",
    "access_1": "",
    "diet_1": "",
    "name_2": "Bo Example",
    "access_2": "A step-free way",
    "diet_2": "No nuts",
    "consent": "on",
}
# Without a choice of sessions: those that are chosen already are the page's.
SERIES_BOOKING = {
    "request_key": "3f6c1f0e-6c5b-4d8a-9b0a-2f1d7f0f9f10",
    "name": "Ada King",
    "email": "ada.king@example.org",
    "organisation_name": "Cummins",
    "people": "1",
}

# To the survey of those who take part.
ANSWERS = dict.fromkeys(["ready", "offer", "break", "life", "job", "cv", "interview", "skills"], "3")
