from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from cohorts import signals  # noqa: PLC0415 - apps are ready only now
        from participation import calendar_warnings, leaving, roles  # noqa: PLC0415

        for signal in (signals.leader_removed, signals.manager_removed):
            signal.connect(roles.leave_without_leader, dispatch_uid="participation.leave_without_leader")
        signals.enrolment_moved.connect(leaving.take_along, dispatch_uid="participation.take_along")
        signals.enrolment_ended.connect(leaving.leave, dispatch_uid="participation.leave")
        signals.calendar_foreseen.connect(
            calendar_warnings.sessions_outside, dispatch_uid="participation.sessions_outside"
        )
