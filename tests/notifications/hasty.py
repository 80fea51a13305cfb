"""The portal's Celery with its waits made short, for tests: `celery -A tests.notifications.hasty worker`."""

import datetime as dt

import django

django.setup()

from config.celery import app  # noqa: E402 the models must be there first
from notifications import delivery, watchdog  # noqa: E402

delivery.LEASE = dt.timedelta(seconds=4)
delivery.TURN = 2.0
delivery.FIRST_WAIT = dt.timedelta(seconds=1)
watchdog.LOOK_SECONDS = 1.0
watchdog.SILENCE_SECONDS = 4.0
app.conf.beat_schedule["sweep-outbox"]["schedule"] = 1
