from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from cohorts.signals import leader_removed, manager_removed  # noqa: PLC0415 - apps are ready only now
        from participation import roles  # noqa: PLC0415

        for signal in (leader_removed, manager_removed):
            signal.connect(roles.leave_without_leader, dispatch_uid="participation.leave_without_leader")
