"""Who has looked at or changed what: for staff who answer for it, and for everybody about themselves."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.gates import gate, is_staff_member, signed_in
from accounts.requests import SignedInRequest
from core.audit import AuditEntry
from core.paging import newest_first
from portal import trail
from portal.forms import TrailForm

trail_reader = gate(
    "trail_reader",
    lambda request: is_staff_member(request) and (request.user.is_administrator or request.user.is_programme_manager),
)


@trail_reader
def trail_list(request: SignedInRequest) -> HttpResponse:
    form = TrailForm(request.GET, tables=trail.audited())
    rows = trail.read_by(request.user).select_related("actor")
    rows = form.narrow(rows, at=request.arrived_at) if form.is_valid() else rows.none()
    page = newest_first(request, rows, by="at")
    context = {"form": form, "page": page, "head": trail.STAFF_HEAD, "rows": trail.staff_rows(page.rows)}
    return render(request, "portal/trail_list.html", context)


@signed_in
def my_trail(request: SignedInRequest) -> HttpResponse:
    found = AuditEntry.objects.filter(trail.of_person(request.user, told_alone=True))
    page = newest_first(request, found, by="at")
    context = {"page": page, "head": trail.OWN_HEAD, "rows": trail.own_rows(page.rows, request.user)}
    return render(request, "portal/my_trail.html", context)
