from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.my_account, name="my_account"),
    path("name/", views.name_change, name="name_change"),
    path("agreed/", views.consent_list, name="consent_list"),
    path("agreed/<slug:purpose>/", views.consent_change, name="consent_change"),
    # In place of allauth's page at this address, which would make keys that open nothing by themselves.
    path("2fa/webauthn/add/", views.passkey_add, name="passkey_add"),
    path("invitation/<str:token>/", views.invitation_accept, name="invitation_accept"),
    path("people/", views.person_list, name="person_list"),
    path("people/invite/", views.invitation_create, name="invitation_create"),
    path("people/invitations/<uuid:uuid>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("people/<uuid:uuid>/", views.person_detail, name="person_detail"),
    path("people/<uuid:uuid>/roles/<slug:role>/take-away/", views.role_take_away, name="role_take_away"),
    path("people/<uuid:uuid>/new-phone/", views.second_factor_reset, name="second_factor_reset"),
]
