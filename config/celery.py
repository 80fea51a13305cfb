"""The Celery application and the whole schedule.

Postgres holds what is due; Celery is the doorbell and the clock that looks. So every entry is an interval in UTC:
the meaning of a UK hour belongs to the rule that computes the due instant (see docs/decisions/).
"""

import os

from celery import Celery, signals
from django.conf import settings

from core.environment import refuse_weak_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "sweep-outbox": {"task": "notifications.tasks.sweep", "schedule": 20, "options": {"expires": 20}},
    "send-timed-letters": {
        "task": "notifications.tasks.send_timed_letters",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "close-waiting-lists": {
        "task": "returners.tasks.close_waiting_lists",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "clear-sessions": {"task": "core.tasks.clear_sessions", "schedule": 3600, "options": {"expires": 3600}},
    "tell-of-next-cohort": {
        "task": "returners.tasks.tell_of_next_cohort",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "tell-interested": {"task": "cohorts.tasks.tell_interested", "schedule": 300, "options": {"expires": 300}},
    "forget-interests": {"task": "cohorts.tasks.forget_interests", "schedule": 3600, "options": {"expires": 3600}},
    "delete-saved-checks": {
        "task": "returners.tasks.delete_saved_checks",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "carry-out-calendar-changes": {
        "task": "returners.tasks.carry_out_calendar_changes",
        "schedule": 20,
        "options": {"expires": 20},
    },
    "tell-of-event-changes": {
        "task": "events.tasks.tell_of_event_changes",
        "schedule": 20,
        "options": {"expires": 20},
    },
    "send-event-messages": {
        "task": "events.tasks.send_event_messages",
        "schedule": 20,
        "options": {"expires": 20},
    },
    # Somebody waits in front of the page.
    "release-decisions": {"task": "selection.tasks.release_decisions", "schedule": 5, "options": {"expires": 5}},
    "find-mentors": {"task": "mentoring.tasks.find_mentors", "schedule": 5, "options": {"expires": 5}},
    "publish-matching-runs": {"task": "mentoring.tasks.publish_runs", "schedule": 5, "options": {"expires": 5}},
    "ask-mentors": {"task": "mentoring.tasks.ask_mentors", "schedule": 60, "options": {"expires": 60}},
    "fill-free-places": {"task": "returners.tasks.fill_free_places", "schedule": 60, "options": {"expires": 60}},
    "keep-no-longer-than-needed": {
        "task": "portal.tasks.keep_no_longer_than_needed",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "finish-erasures": {"task": "portal.tasks.finish_erasures", "schedule": 60, "options": {"expires": 60}},
    # A beat that starts anew begins to count anew: once a day might never come.
    "remove-lost-files": {
        "task": "returners.tasks.remove_lost_files",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "mix-equality-answers": {
        "task": "returners.tasks.mix_equality_answers",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "freeze-equality-totals": {
        "task": "returners.tasks.freeze_equality_totals",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "forget-employers": {"task": "selection.tasks.forget_employers", "schedule": 3600, "options": {"expires": 3600}},
    "tell-of-timetables": {
        "task": "participation.tasks.tell_of_timetables",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "fill-rounds": {"task": "selection.tasks.fill_rounds", "schedule": 300, "options": {"expires": 300}},
    "release-holds": {"task": "returners.tasks.release_holds", "schedule": 60, "options": {"expires": 60}},
    "look-for-duplicates": {
        "task": "employers.tasks.look_for_duplicates",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "expire-offers": {"task": "returners.tasks.expire_offers", "schedule": 60, "options": {"expires": 60}},
    "expire-event-offers": {"task": "events.tasks.expire_offers", "schedule": 60, "options": {"expires": 60}},
    "fill-free-seats": {"task": "events.tasks.fill_free_seats", "schedule": 60, "options": {"expires": 60}},
    "forget-needs": {"task": "events.tasks.forget_needs", "schedule": 3600, "options": {"expires": 3600}},
    "forget-support-needs": {
        "task": "participation.tasks.forget_support_needs",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "forget-supervisors": {
        "task": "outcomes.tasks.forget_supervisors",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "see-to-pairs": {"task": "mentoring.tasks.see_to_pairs", "schedule": 600, "options": {"expires": 600}},
    "ask-mentors-if-still-so": {
        "task": "mentoring.tasks.ask_mentors_if_still_so",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "forget-experts": {"task": "participation.tasks.forget_experts", "schedule": 3600, "options": {"expires": 3600}},
    "close-event-waiting-lists": {
        "task": "events.tasks.close_waiting_lists",
        "schedule": 60,
        "options": {"expires": 60},
    },
}


@signals.worker_init.connect
@signals.beat_init.connect
def refuse_to_start(**_signal: object) -> None:
    refuse_weak_keys(settings)
