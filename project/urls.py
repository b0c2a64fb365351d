"""All routes."""

from django.contrib import admin
from django.urls import include, path

from annotator.web.language import set_language

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("annotator.api.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("annotator.web.urls")),
]
