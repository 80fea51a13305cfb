"""One organisation as staff see it: everything of every app that hangs on it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core import audit
from core.paging import newest_first
from core.uktime import uk_short_date
from employers.gates import partners_team
from employers.models import Contact, Domain, LikelyPair, Milestone, Organisation, Site
from employers.organisation_forms import NoteForm
from employers.tables import stage
from events.models import Booking
from portal.organisation_views import TRAINEES, trainee_row, trainees_of

# The latest of each: more than these nobody reads on one page.
MOST_NOTES = 30
MOST_CONTACTS = 100
BOOKINGS_A_PAGE = 10

CONTACTS = ["Name", "Email address", "Phone number", "Job", "State"]
BOOKINGS = ["Event", "When", "Booked by", "Seats", "State", "Came"]
STATES: dict[str, str] = {
    Contact.Status.MEMBER: "green",
    Contact.Status.ASKED: "yellow",
    Contact.Status.INVITED: "blue",
    Contact.Status.KNOWN: "grey",
}


@partners_team
def organisation_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    milestones = Milestone.objects.select_related("programme").order_by("step", "on", "pk")
    rows = _with_places(Organisation.objects.prefetch_related(Prefetch("milestones", milestones)))
    organisation = get_object_or_404(rows, uuid=uuid)
    contacts = organisation.contacts.live().order_by("-manages", "-joined_at", "name", "pk")[:MOST_CONTACTS]
    bookings = newest_first(request, _bookings(organisation), by="joined_at", size=BOOKINGS_A_PAGE)
    trainees = list(trainees_of(organisation))
    audit.looked_at_many(request.user, [*contacts, *bookings.rows, *trainees], why="Page of their organisation")
    context = {
        "organisation": organisation,
        "stage": stage(organisation),
        "pairs": _pairs(organisation),
        "facts": _facts(organisation),
        "sites": [_site(organisation, site) for site in organisation.site_rows],
        "domains": [_domain(organisation, domain) for domain in organisation.domain_rows],
        "contacts_head": CONTACTS,
        "contacts": [_contact(contact) for contact in contacts],
        "milestones": [_milestone(milestone) for milestone in organisation.milestones.all()],
        "bookings_head": BOOKINGS,
        "bookings": bookings,
        "bookings_rows": [_booking(booking) for booking in bookings.rows],
        "trainees_head": TRAINEES,
        "trainees": [trainee_row(trainee) for trainee in trainees],
        "notes": organisation.notes.select_related("author").newest_first()[:MOST_NOTES],
        "note_form": _note_form(organisation),
    }
    return render(request, "portal/organisation_detail.html", context)


def _with_places(rows: Any) -> Any:
    """Sites and domains in the same query: this page has much to ask for."""
    sites = Site.objects.filter(organisation=OuterRef("pk")).order_by("pk")
    domains = Domain.objects.filter(organisation=OuterRef("pk")).order_by("pk")
    return rows.annotate(
        site_rows=ArraySubquery(
            sites.values(row=JSONObject(pk="pk", town="town", postcode="postcode", region="region"))
        ),
        domain_rows=ArraySubquery(domains.values(row=JSONObject(pk="pk", name="name"))),
    )


def _bookings(organisation: Organisation) -> Any:
    came = Count("attendees", filter=Q(attendees__arrived_at__isnull=False))
    return Booking.objects.filter(organisation=organisation).select_related("event").annotate(came=came)


def _pairs(organisation: Organisation) -> list[dict[str, str]]:
    """Those it may be the same as."""
    pairs = LikelyPair.objects.undecided().of(organisation).select_related("one", "other").order_by("pk")
    others = [(pair.other if pair.one_id == organisation.pk else pair.one, pair.shared) for pair in pairs]
    return [
        {
            "name": other.name,
            "shared": shared,
            "url": reverse("employers:organisation_merge", args=[organisation.uuid, other.uuid]),
        }
        for other, shared in others
    ]


def _facts(organisation: Organisation) -> list[dict[str, Any]]:
    return [
        {"key": "Kind", "value": organisation.get_kind_display()},
        {"key": "Sector", "value": organisation.get_sector_display()},
        {"key": "Size", "value": organisation.get_size_display()},
        {"key": "Website", "value": organisation.website},
        *([{"key": "Also called", "value": organisation.other_names}] if organisation.other_names else []),
        *(
            [{"key": "Where we found it", "value": [organisation.source, uk_short_date(organisation.found_on)]}]
            if organisation.found_on
            else []
        ),
        {"key": "Added", "value": uk_short_date(organisation.added_at)},
    ]


def _site(organisation: Organisation, site: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": site["town"],
        "value": [site["postcode"], site["region"]],
        "url": reverse("employers:site_remove", args=[organisation.uuid, site["pk"]]),
        "action": "Remove",
        "change": f"the site in {site['town']}",
    }


def _domain(organisation: Organisation, domain: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": "Mail domain",
        "value": domain["name"],
        "url": reverse("employers:domain_remove", args=[organisation.uuid, domain["pk"]]),
        "action": "Remove",
        "change": domain["name"],
    }


def _contact(contact: Contact) -> list[Any]:
    state = "Manages the page" if contact.manages else contact.get_status_display()
    return [
        contact.name,
        contact.email,
        contact.phone,
        contact.job_title,
        {"tag": state, "colour": STATES.get(contact.status, "grey")},
    ]


def _milestone(milestone: Milestone) -> dict[str, Any]:
    title = milestone.get_step_display()
    return {
        "title": f"{title}, {milestone.programme}" if milestone.programme else title,
        "on": milestone.on,
        "text": milestone.what,
    }


def _booking(booking: Any) -> list[Any]:
    return [
        booking.event.title,
        uk_short_date(booking.event.starts_at),
        booking.name,
        {"text": booking.seats, "number": True},
        booking.standing,
        {"text": booking.came, "number": True} if booking.came else "",
    ]


def _note_form(organisation: Organisation) -> NoteForm:
    form = NoteForm()
    form.action = reverse("employers:note_add", args=[organisation.uuid])
    return form
