from django.urls import path

from employers.views import contacts, duplicates, joining, lists, organisations, register, support

app_name = "employers"

urlpatterns = [
    # Who belongs to an organisation
    path("organisations/<uuid:uuid>/people/", contacts.contact_list, name="contact_list"),
    path("organisations/<uuid:uuid>/people/invite/", contacts.contact_invite, name="contact_invite"),
    path("organisations/people/<uuid:uuid>/confirm/", contacts.contact_confirm, name="contact_confirm"),
    path("organisations/people/<uuid:uuid>/", contacts.contact_manage, name="contact_manage"),
    path("organisations/people/<uuid:uuid>/remove/", contacts.contact_remove, name="contact_remove"),
    path("my-organisation/join/", joining.organisation_join, name="organisation_join"),
    path("my-organisation/join/<str:token>/", joining.invitation_accept, name="invitation_accept"),
    path("my-organisation/<uuid:uuid>/leave/", contacts.organisation_leave, name="organisation_leave"),
    path("staff/joining/", joining.join_request_list, name="join_request_list"),
    path("staff/joining/<uuid:uuid>/", joining.join_request_decide, name="join_request_decide"),
    path("staff/joining/<uuid:uuid>/refuse/", joining.join_request_refuse, name="join_request_refuse"),
    # What they ask the team
    path("my-organisation/<uuid:uuid>/ask/", support.support_ask, name="support_ask"),
    path("my-organisation/questions/<uuid:uuid>/", support.support_request, name="support_request"),
    path("my-organisation/questions/<uuid:uuid>/close/", support.support_close, name="support_close"),
    path("staff/support/", support.support_list, name="support_list"),
    path("staff/support/<uuid:uuid>/", support.support_answer, name="support_answer"),
    path("staff/support/<uuid:uuid>/owner/", support.support_assign, name="support_assign"),
    path("staff/support/<uuid:uuid>/due/", support.support_due, name="support_due"),
    path("staff/support/<uuid:uuid>/close/", support.support_shut, name="support_shut"),
    path("staff/support/<uuid:uuid>/reopen/", support.support_reopen, name="support_reopen"),
    # The register of returner programmes
    path("staff/register/", register.register_list, name="register_list"),
    path("staff/register/export/", register.register_export, name="register_export"),
    path("staff/register/add/", register.register_add, name="register_add"),
    path("staff/register/<uuid:uuid>/", register.register_change, name="register_change"),
    path("staff/register/<uuid:uuid>/remove/", register.register_remove, name="register_remove"),
    # Staff: organisations
    path("staff/organisations/", lists.organisation_list, name="organisation_list"),
    path("staff/organisations/export/", lists.organisation_export, name="organisation_export"),
    path("staff/organisations/add/", organisations.organisation_add, name="organisation_add"),
    path("staff/organisations/duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("staff/organisations/duplicates/<int:pk>/", duplicates.duplicate_keep_apart, name="duplicate_keep_apart"),
    path("staff/organisations/<uuid:uuid>/change/", organisations.organisation_change, name="organisation_change"),
    path("staff/organisations/<uuid:uuid>/remove/", organisations.organisation_remove, name="organisation_remove"),
    path("staff/organisations/<uuid:uuid>/same-as/", duplicates.duplicate_search, name="duplicate_search"),
    path(
        "staff/organisations/<uuid:uuid>/same-as/<uuid:other>/",
        duplicates.organisation_merge,
        name="organisation_merge",
    ),
    path("staff/organisations/<uuid:uuid>/sites/", organisations.site_add, name="site_add"),
    path("staff/organisations/<uuid:uuid>/sites/<int:pk>/", organisations.site_remove, name="site_remove"),
    path("staff/organisations/<uuid:uuid>/domains/", organisations.domain_add, name="domain_add"),
    path("staff/organisations/<uuid:uuid>/domains/<int:pk>/", organisations.domain_remove, name="domain_remove"),
    path("staff/organisations/<uuid:uuid>/notes/", organisations.note_add, name="note_add"),
    path("staff/organisations/<uuid:uuid>/notes/<int:pk>/", organisations.note_remove, name="note_remove"),
]
