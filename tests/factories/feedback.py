"""What people were asked about events, and what they said."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Feedback, FeedbackInvite
from tests.factories.events import EventFactory


class FeedbackInviteFactory(DjangoModelFactory[FeedbackInvite]):
    """An address that was asked about an event that is over."""

    class Meta:
        model = FeedbackInvite

    event = factory.SubFactory(EventFactory, past=True)
    email = factory.Sequence("asked{}@example.org".format)
    made_at = factory.LazyFunction(timezone.now)


class FeedbackFactory(DjangoModelFactory[Feedback]):
    class Meta:
        model = Feedback

    invite = factory.SubFactory(FeedbackInviteFactory)
    given_at = factory.LazyFunction(timezone.now)
    overall = 5
