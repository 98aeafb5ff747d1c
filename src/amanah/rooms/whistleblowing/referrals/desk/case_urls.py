"""Addresses of a report's referrals, below the report."""

from django.urls import path

from amanah.rooms.whistleblowing.referrals.desk import tab

urlpatterns = [
    path("new/", tab.new, name="new_referral"),
    path("<uuid:referral_id>/package/", tab.download, name="referral_package"),
    path("<uuid:referral_id>/sent/", tab.sent, name="referral_sent"),
    path("<uuid:referral_id>/answered/", tab.answered, name="referral_answered"),
    path("<uuid:referral_id>/cancel/", tab.cancel, name="referral_cancel"),
]
