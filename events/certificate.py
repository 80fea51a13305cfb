"""The certificate of a series of training on paper."""

from core.certificates import Paper
from events.after_links import check_url
from events.models import Certificate


def draw_certificate(certificate: Certificate) -> bytes:
    """With the name they have now. The number and the code lead to the page that says whether it is good."""
    trainee = certificate.trainee
    series = trainee.series
    return Paper(
        programme=series.programme.name,
        name=trainee.name,
        organisation=trainee.organisation.name if trainee.organisation else "",
        completed=series.name,
        parts=[module.name for module in series.modules.all() if module.pk in trainee.modules],
        number=certificate.number,
        completed_on=certificate.completed_on,
        check_url=check_url(certificate),
    ).draw()
