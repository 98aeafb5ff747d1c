"""Addresses of the lists, under /desk/whistleblowing/referrals/."""

from django.urls import path

from amanah.rooms.whistleblowing.referrals.desk import register

urlpatterns = [
    path("", register.sent, name="referrals"),
    path("received/", register.received, name="received"),
    path("received/new/", register.register, name="register_received"),
    path("received/<uuid:received_id>/", register.one, name="one_received"),
    path("received/<uuid:received_id>/link/", register.link, name="link_received"),
    path("received/<uuid:received_id>/reply/", register.reply, name="reply_received"),
    path("recipients/", register.recipients, name="recipients"),
    path("recipients/<uuid:recipient_id>/end/", register.end_recipient, name="end_recipient"),
    path("<slug:which>/export.<str:form>", register.export, name="export_referrals"),
]
