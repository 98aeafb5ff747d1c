"""Addresses of letters, under /desk/letters/."""

from django.urls import path

from amanah.foundation.letters.desk import lists, office, pages

app_name = "letters"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("office/", office.home, name="office"),
    path("office/schemes/new/", office.new_scheme, name="new_scheme"),
    path("office/schemes/<uuid:scheme_id>/end/", office.end_scheme, name="end_scheme"),
    path("office/anchors/add/", office.add_anchor, name="add_anchor"),
    path("office/anchors/<uuid:anchor_id>/withdraw/", office.withdraw_anchor, name="withdraw_anchor"),
    path("office/templates/<slug:kind>/", office.template, name="template"),
    path("office/templates/<slug:kind>/sample.docx", office.sample, name="sample"),
    path("office/templates/<slug:kind>/<int:version>.docx", office.template_file, name="template_file"),
    path("office/templates/<slug:kind>/<int:version>/restore/", office.restore, name="restore_template"),
    path("new/<str:ref>/<slug:kind>/", pages.new, name="new"),
    path("<uuid:letter_id>/", pages.show, name="letter"),
    path("<uuid:letter_id>/revise/", pages.revise, name="revise"),
    path("<uuid:letter_id>/number/", pages.give_number, name="give_number"),
    path("<uuid:letter_id>/void/", pages.void, name="void"),
    path("<uuid:letter_id>/letter.docx", pages.document, name="document"),
    path("<uuid:letter_id>/signed/add/", pages.add_signed, name="add_signed"),
    path("<uuid:letter_id>/signed.pdf", pages.signed, name="signed"),
    path("<uuid:letter_id>/recheck/", pages.recheck, name="recheck"),
    path("<uuid:letter_id>/dispose/", pages.dispose, name="dispose"),
    path("<uuid:letter_id>/dispositions/<uuid:disposition_id>/finish/", pages.finish, name="finish"),
]
