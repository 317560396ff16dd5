"""Bytes as quoted-printable, as in mail."""

import quopri
from io import BytesIO
from encodings._build import transform


def _run(function, input, *options):
    output = BytesIO()
    function(BytesIO(input), output, *options)
    return output.getvalue(), len(input)


def quopri_encode(input, errors="strict"):
    assert errors == "strict"
    return _run(quopri.encode, input, True)


def quopri_decode(input, errors="strict"):
    assert errors == "strict"
    return _run(quopri.decode, input)


transform(globals(), "quopri", quopri_encode, quopri_decode)
