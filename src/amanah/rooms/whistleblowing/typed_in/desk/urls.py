"""Addresses of typing in, below /desk/whistleblowing/typed-in/."""

from django.urls import path

from amanah.rooms.whistleblowing.typed_in.desk import views

urlpatterns = [
    path("", views.write, name="typed_in"),
    path("questions/", views.questions, name="typed_in_questions"),
    path("review/", views.review, name="typed_in_review"),
    path("receipt/", views.receipt, name="typed_in_receipt"),
    path("done/", views.done, name="typed_in_done"),
]
