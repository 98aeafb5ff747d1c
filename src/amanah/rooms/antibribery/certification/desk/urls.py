"""Addresses of certification at the desk."""

from django.urls import path

from amanah.rooms.antibribery.certification.desk import acts, pages

app_name = "certification"
urlpatterns = [
    path("<str:number>/certification/", pages.listed, name="list"),
    path("<str:number>/certification/new/", acts.new, name="new"),
    path("<str:number>/certification/<str:certification_number>/", pages.show, name="show"),
    path("<str:number>/certification/<str:certification_number>/terms/", acts.terms, name="terms"),
    path("<str:number>/certification/<str:certification_number>/plan/", acts.plan, name="plan"),
    path("<str:number>/certification/<str:certification_number>/find/", acts.find, name="find"),
    path("<str:number>/certification/<str:certification_number>/findings/<int:finding_id>/correct/", acts.correct, name="correct"),
    path("<str:number>/certification/<str:certification_number>/findings/<int:finding_id>/accept/", acts.accept, name="accept"),
    path("<str:number>/certification/<str:certification_number>/move/<slug:move>/", acts.move, name="move"),
]
