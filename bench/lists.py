"""Growth: what the staff's pages cost behind a thousand applications, and behind a million."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from bench import Row
from bench.growth import FIRST, NAMES, PLAIN, measured, multiply
from cohorts.actions import make_manager
from returners import actions
from returners.models import Application
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

FEW, MANY = 1_000, 100_000
GOAL = 1.5
A_STATUS = "(ARRAY['waiting','waiting','waiting','declined','expired','confirmed','offered'])[1 + mod(n, 7)]"


def grow(application: Application, first: int, last: int) -> None:
    """So many more people, each with an application, its decision, and a place or turn."""
    number = f"{FIRST} + n"
    place, decision = application.place, application.decisions.latest()
    person = application.person
    email = "'crowd-' || n || '@example.org'"
    multiply(person, first, last, id=number, uuid="gen_random_uuid()", email=email, name=NAMES)
    multiply(
        application,
        first,
        last,
        id=number,
        uuid="gen_random_uuid()",
        reference="'R' || lpad(n::text, 9, '0')",
        person_id=number,
        full_name=NAMES,
        submitted_at="t.submitted_at - n * interval '7 seconds'",
        status="CASE WHEN mod(n, 1000) = 0 THEN 'in review' WHEN mod(n, 10) = 0 THEN 'withdrawn' ELSE 'decided' END",
        closed_at="CASE WHEN mod(n, 10) = 0 AND mod(n, 1000) > 0 THEN t.submitted_at END",
    )
    multiply(decision, first, last, id=number, application_id=number)
    over = f"{A_STATUS} IN ('declined', 'expired')"
    multiply(
        place,
        first,
        last,
        id=number,
        application_id=number,
        position="t.position + n",
        status=A_STATUS,
        closed_at=f"CASE WHEN {over} THEN t.joined_at END",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(client: Client, application: Application) -> dict[str, partial]:
    """The lists, filters and searches, and the pages over them, by what a coordinator would call them."""
    listed, cohort = reverse("returners:application_list"), application.cohort
    late = f"?older={application.submitted_at.timestamp() - 3000:.6f}_{FIRST}"  # type: ignore[union-attr]
    cohort_url = reverse("returners:cohort_detail", args=[application.programme.slug, cohort.slug])
    addresses = {
        "list of applications": listed,
        "its page 15": listed + late,
        "filtered by status": f"{listed}?status=in+review",
        "filtered by place": f"{listed}?place=offered",
        "filtered by a place nobody has": f"{listed}?place=cancelled",
        "a cohort": cohort_url,
        "the inbox": reverse("reporting:inbox"),
    }
    search = reverse("reporting:search")
    texts = ["Maya Abc", "Anna", "crowd-77@example.org", "R000000077", "nobody at all"]
    searches = {f"search for {text!r}": partial(client.post, search, {"text": text}, follow=True) for text in texts}
    return {name: partial(client.get, url) for name, url in addresses.items()} | searches


@override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"])
def measure() -> tuple[dict[str, float], dict[str, float]]:
    """The milliseconds of each page, behind few applications and behind many."""
    cohort = CohortFactory(pool__capacity=10 * MANY)
    manager = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    application = actions.submit(ApplicationFactory(cohort=cohort), at=timezone.now())
    client = sign_in(Client(), manager)
    grow(application, 1, FEW)
    few = measured(pages(client, application))
    grow(application, FEW + 1, MANY)
    return few, measured(pages(client, application))


def rows() -> Iterator[Row]:
    few, many = measure()
    for name, milliseconds in many.items():
        ratio = milliseconds / few[name]
        value = f"{ratio:.2f}x ({milliseconds:.0f} ms)"
        yield Row(f"{MANY:,} applications: {name}", value, f"<= {GOAL}x", f"{FEW:,}: {few[name]:.0f} ms", ratio <= GOAL)
