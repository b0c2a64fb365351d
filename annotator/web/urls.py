"""Addresses of the pages."""

from allauth.account import views as account
from django.urls import path

from annotator.web.views import (
    campaign,
    desk,
    documents,
    entrance,
    guideline,
    home,
    intakes,
    jobs,
    metadata,
    people,
    tagger,
    taggers,
    tokens,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("set-up/<str:key>/", entrance.set_up, name="set_up"),
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:token>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("campaigns/new/", home.campaign_new, name="campaign_new"),
    path("campaigns/<slug:slug>/", campaign.campaign, name="campaign"),
    path("campaigns/<slug:slug>/annotate/", desk.annotate, name="annotate"),
    path("campaigns/<slug:slug>/guideline/", guideline.guideline, name="guideline"),
    path(
        "campaigns/<slug:slug>/guideline/<int:version>/",
        guideline.guideline,
        name="guideline_version",
    ),
    path("campaigns/<slug:slug>/guideline/edit/", guideline.guideline_edit, name="guideline_edit"),
    path("campaigns/<slug:slug>/documents/", documents.documents, name="documents"),
    path("campaigns/<slug:slug>/documents/add/", documents.document_add, name="document_add"),
    path("campaigns/<slug:slug>/documents/<int:document>/", documents.document, name="document"),
    path(
        "campaigns/<slug:slug>/documents/<int:document>/correct/",
        metadata.document_correct,
        name="document_correct",
    ),
    path(
        "campaigns/<slug:slug>/documents/<int:document>/discard/",
        documents.document_discard,
        name="document_discard",
    ),
    path(
        "campaigns/<slug:slug>/lines/<int:line>/restore/",
        documents.line_restore,
        name="line_restore",
    ),
    path("campaigns/<slug:slug>/files/", intakes.intakes, name="intakes"),
    path("campaigns/<slug:slug>/files/<int:intake>/", intakes.intake, name="intake"),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/progress/",
        intakes.intake_progress,
        name="intake_progress",
    ),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/not-taken.csv",
        intakes.intake_rows,
        name="intake_rows",
    ),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/begin/",
        intakes.intake_begin,
        name="intake_begin",
    ),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/discard/",
        intakes.intake_discard,
        name="intake_discard",
    ),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/retry/",
        intakes.intake_retry,
        name="intake_retry",
    ),
    path(
        "campaigns/<slug:slug>/files/<int:intake>/undo/",
        intakes.intake_undo,
        name="intake_undo",
    ),
    path("campaigns/<slug:slug>/people/", people.people, name="people"),
    path(
        "campaigns/<slug:slug>/people/<int:member>/invitation/",
        people.invitation,
        name="invitation",
    ),
    path(
        "campaigns/<slug:slug>/people/<int:member>/remove/",
        people.member_remove,
        name="member_remove",
    ),
    path("campaigns/<slug:slug>/jobs/", jobs.jobs, name="jobs"),
    path("campaigns/<slug:slug>/jobs/pretag/", jobs.pretag, name="pretag"),
    path("campaigns/<slug:slug>/jobs/<int:job>/", jobs.job, name="job"),
    path("campaigns/<slug:slug>/jobs/<int:job>/progress/", jobs.job_progress, name="job_progress"),
    path("campaigns/<slug:slug>/jobs/<int:job>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("campaigns/<slug:slug>/jobs/<int:job>/retry/", jobs.job_retry, name="job_retry"),
    path("campaigns/<slug:slug>/taggers/", taggers.taggers, name="taggers"),
    path("campaigns/<slug:slug>/taggers/run/", taggers.tagger_run, name="tagger_run"),
    path("campaigns/<slug:slug>/taggers/choose/", taggers.tagger_choose, name="tagger_choose"),
    path("campaigns/<slug:slug>/taggers/learn/", taggers.tagger_learn, name="tagger_learn"),
    path("campaigns/<slug:slug>/taggers/compare/", tagger.tagger_compare, name="tagger_compare"),
    path("campaigns/<slug:slug>/taggers/<str:name>/", tagger.tagger, name="tagger"),
    # Of allauth, what an installation without sign-up and without e-mail can use.
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
]
