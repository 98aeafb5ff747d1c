"""Addresses of retention, mounted at /desk/retention/."""

from django.urls import path

from amanah.engines.retention.desk import views

app_name = "retention"
urlpatterns = [
    path("", views.home, name="home"),
    path("begin/", views.begin, name="begin"),
    path("<str:number>/", views.batch, name="batch"),
    path("<str:number>/appraise/<int:item_id>/", views.appraise, name="appraise"),
    path("<str:number>/propose/", views.propose, name="propose"),
    path("<str:number>/approve/", views.approve, name="approve"),
    path("<str:number>/send-back/", views.send_back, name="send_back"),
    path("<str:number>/certificate.pdf", views.certificate, name="certificate"),
]
