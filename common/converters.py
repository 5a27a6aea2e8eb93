"""URL parts of the field: the round and the CBS code of a municipality."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class RoundConverter(StringConverter):
    regex = r"\d{4}(?:-[a-z0-9]+)?"


class CbsCodeConverter(StringConverter):
    regex = r"GM\d{4}"


def register() -> None:
    register_converter(RoundConverter, "round")
    register_converter(CbsCodeConverter, "cbs")
