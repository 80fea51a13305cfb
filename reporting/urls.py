from django.urls import path

from reporting import equality_views, views

app_name = "reporting"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("search/", views.search, name="search"),
    path("equality/", equality_views.equality_list, name="equality_list"),
    path("equality/<slug:slug>/<int:version>/", equality_views.equality_detail, name="equality_detail"),
    path("letters/", views.letter_list, name="letter_list"),
    path("letters/send-all-again/", views.letter_send_all_again, name="letter_send_all_again"),
    path("letters/<int:pk>/send-again/", views.letter_send_again, name="letter_send_again"),
    path("letters/<int:pk>/cancel/", views.letter_cancel, name="letter_cancel"),
]
