"""Addresses of the figures, below the whistleblowing desk."""

from django.urls import path

from amanah.rooms.whistleblowing.figures.desk import views

urlpatterns = [
    path("", views.show, name="figures"),
    path("table.<str:form>", views.export, name="figures_table"),
    path("yearly/<int:year>.<str:form>", views.yearly, name="figures_yearly"),
]
