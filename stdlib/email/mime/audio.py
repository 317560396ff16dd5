"""Parts that are sound."""

import sndhdr
from io import BytesIO

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEAudio']

_SUBTYPES = {'au': 'basic', 'wav': 'x-wav', 'aiff': 'x-aiff', 'aifc': 'x-aiff'}


def _whatsnd(data):
    """The subtype that the first bytes tell of, None for none that is known."""
    head = data[:512]
    for test in sndhdr.tests:
        found = test(head, BytesIO(head))
        if found is not None:
            return _SUBTYPES.get(found[0])
    return None


class MIMEAudio(MIMENonMultipart):
    """Sound; the subtype is guessed if it is not given."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        """A part audio/_subtype; without a subtype, what the data look like."""
        if _subtype is None:
            _subtype = _whatsnd(_audiodata)
        if _subtype is None:
            raise TypeError('Could not find audio MIME subtype')
        MIMENonMultipart.__init__(self, 'audio', _subtype, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
