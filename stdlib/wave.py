"""Reading and writing WAVE files of plain samples, not compressed.

    with wave.open('in.wav') as source, wave.open('out.wav', 'w') as target:
        target.setparams(source.getparams())
        target.writeframes(source.readframes(source.getnframes()))

A frame is a sample of each channel at one time; samples are of 1 to 4 bytes, the low one first, those of one
byte from 0 to 255, others with a sign.
"""

import builtins
import struct
import sys
import warnings
from chunk import Chunk
from collections import namedtuple

__all__ = ["open", "openfp", "Error", "Wave_read", "Wave_write"]

WAVE_FORMAT_PCM = 0x0001
_wave_params = namedtuple('_wave_params', 'nchannels sampwidth framerate nframes comptype compname')
_MARKS = 'no marks'


class Error(Exception):
    """A file or a value is not as it should be, or a method was called at the wrong time."""


def open(f, mode=None):
    """A Wave_read or Wave_write for a file, given by name or open.

    mode is 'r' or 'rb', 'w' or 'wb'; without, it is that of the file, or reading. Error: it is another.
    """
    if mode is None:
        mode = getattr(f, 'mode', 'rb')
    if mode in ('r', 'rb'):
        return Wave_read(f)
    if mode in ('w', 'wb'):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")


def openfp(f, mode=None):
    """open(), under an old name. Deprecated."""
    warnings.warn('wave.openfp is deprecated since Python 3.7. Use wave.open instead.',
                  DeprecationWarning, stacklevel=2)
    return open(f, mode=mode)


def _swapped(data, width):
    """Samples with their bytes the other way round, for processors that have the high one first."""
    if sys.byteorder == 'little' or width == 1:
        return data
    swapped = bytearray(len(data))
    for place in range(width):
        swapped[place::width] = data[width - 1 - place::width]
    return bytes(swapped)


class _Wave:
    """What files being read and being written have in common."""

    _file = None

    def __init__(self, f):
        self._opened = None
        if isinstance(f, str):
            f = self._opened = builtins.open(f, self._mode)
        try:
            self.initfp(f)
        except:
            if self._opened:
                self._opened.close()
            raise

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _let_go(self):
        self._file = None
        opened, self._opened = getattr(self, '_opened', None), None
        if opened:
            opened.close()

    def getcomptype(self):
        """'NONE': there is no compression."""
        return self._comptype

    def getcompname(self):
        """'not compressed', or what setcomptype() was told to call it."""
        return self._compname

    def getmarkers(self):
        """None: other formats have marks."""
        return None

    def getmark(self, id):
        """Error: other formats have marks."""
        raise Error(_MARKS)


class Wave_read(_Wave):
    """A file being read. It closes the file only if it has opened it.

    EOFError, Error: it is no such file.
    """

    _mode = 'rb'

    def initfp(self, file):
        """Read an open file up to its samples."""
        self._soundpos = 0
        self._convert = None
        self._file = Chunk(file, bigendian=False)
        if self._file.getname() != b'RIFF':
            raise Error('file does not start with RIFF id')
        if self._file.read(4) != b'WAVE':
            raise Error('not a WAVE file')
        self._fmt_chunk_read = False
        self._data_chunk = None
        while self._data_chunk is None:
            self._data_seek_needed = True
            try:
                part = Chunk(self._file, bigendian=False)
            except EOFError:
                break
            name = part.getname()
            if name == b'fmt ':
                self._read_fmt_chunk(part)
                self._fmt_chunk_read = True
            elif name == b'data':
                if not self._fmt_chunk_read:
                    raise Error('data chunk before fmt chunk')
                self._data_chunk = part
                self._nframes = part.chunksize // self._framesize
                self._data_seek_needed = False
                break
            part.skip()
        if not self._fmt_chunk_read or not self._data_chunk:
            raise Error('fmt chunk and/or data chunk missing')

    def _read_fmt_chunk(self, chunk):
        try:
            kind, self._nchannels, self._framerate, _, _ = struct.unpack_from('<HHLLH', chunk.read(14))
        except struct.error:
            raise EOFError from None
        if kind != WAVE_FORMAT_PCM:
            raise Error('unknown format: %r' % (kind,))
        try:
            bits, = struct.unpack_from('<H', chunk.read(2))
        except struct.error:
            raise EOFError from None
        self._sampwidth = (bits + 7) // 8
        if not self._sampwidth:
            raise Error('bad sample width')
        if not self._nchannels:
            raise Error('bad # of channels')
        self._framesize = self._nchannels * self._sampwidth
        self._comptype = 'NONE'
        self._compname = 'not compressed'

    def getfp(self):
        """The file as a chunk.Chunk; None when it is closed."""
        return self._file

    def rewind(self):
        """Go to the first frame."""
        self._data_seek_needed = True
        self._soundpos = 0

    def close(self):
        """Let go of the file."""
        self._let_go()

    def tell(self):
        """The number of the frame that is read next."""
        return self._soundpos

    def getnchannels(self):
        """How many channels there are."""
        return self._nchannels

    def getnframes(self):
        """How many frames there are."""
        return self._nframes

    def getsampwidth(self):
        """How many bytes a sample has."""
        return self._sampwidth

    def getframerate(self):
        """How many frames a second has."""
        return self._framerate

    def getparams(self):
        """All of this as a named tuple: nchannels, sampwidth, framerate, nframes, comptype, compname."""
        return _wave_params(self.getnchannels(), self.getsampwidth(), self.getframerate(), self.getnframes(),
                            self.getcomptype(), self.getcompname())

    def setpos(self, pos):
        """Go to a frame by its number. Error: there is none."""
        if not 0 <= pos <= self._nframes:
            raise Error('position not in range')
        self._soundpos = pos
        self._data_seek_needed = True

    def readframes(self, nframes):
        """At most so many frames, as bytes."""
        if self._data_seek_needed:
            self._data_chunk.seek(0, 0)
            place = self._soundpos * self._framesize
            if place:
                self._data_chunk.seek(place, 0)
            self._data_seek_needed = False
        if nframes == 0:
            return b''
        data = _swapped(self._data_chunk.read(nframes * self._framesize), self._sampwidth)
        if self._convert and data:
            data = self._convert(data)
        self._soundpos += len(data) // (self._nchannels * self._sampwidth)
        return data


class Wave_write(_Wave):
    """A file being written: parameters first, then frames. It closes the file only if it has opened it.

    The header says how many frames there are. It is made right at the end, if it was not right before; a
    file that cannot go back must be told before, by setnframes().
    """

    _mode = 'wb'

    def initfp(self, file):
        """Begin to write to an open file."""
        self._file = file
        self._convert = None
        self._nchannels = self._sampwidth = self._framerate = 0
        self._nframes = self._nframeswritten = self._datawritten = self._datalength = 0
        self._headerwritten = False

    # ---- parameters

    def _check_not_begun(self):
        if self._datawritten:
            raise Error('cannot change parameters after starting to write')

    def setnchannels(self, nchannels):
        """Set how many channels there are, at least one."""
        self._check_not_begun()
        if nchannels < 1:
            raise Error('bad # of channels')
        self._nchannels = nchannels

    def getnchannels(self):
        """How many channels there are. Error: it has not been set."""
        if not self._nchannels:
            raise Error('number of channels not set')
        return self._nchannels

    def setsampwidth(self, sampwidth):
        """Set how many bytes a sample has, 1 to 4."""
        self._check_not_begun()
        if not 1 <= sampwidth <= 4:
            raise Error('bad sample width')
        self._sampwidth = sampwidth

    def getsampwidth(self):
        """How many bytes a sample has. Error: it has not been set."""
        if not self._sampwidth:
            raise Error('sample width not set')
        return self._sampwidth

    def setframerate(self, framerate):
        """Set how many frames a second has; it is rounded."""
        self._check_not_begun()
        if framerate <= 0:
            raise Error('bad frame rate')
        self._framerate = int(round(framerate))

    def getframerate(self):
        """How many frames a second has. Error: it has not been set."""
        if not self._framerate:
            raise Error('frame rate not set')
        return self._framerate

    def setnframes(self, nframes):
        """Set how many frames there will be."""
        self._check_not_begun()
        self._nframes = nframes

    def getnframes(self):
        """How many frames have been written."""
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        """Set that there is no compression, 'NONE', and how to call that."""
        self._check_not_begun()
        if comptype not in ('NONE',):
            raise Error('unsupported compression type')
        self._comptype = comptype
        self._compname = compname

    def setparams(self, params):
        """Set all: (nchannels, sampwidth, framerate, nframes, comptype, compname)."""
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._check_not_begun()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        """All parameters as a named tuple. Error: they have not all been set."""
        if not self._nchannels or not self._sampwidth or not self._framerate:
            raise Error('not all parameters set')
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype,
                            self._compname)

    def setmark(self, id, pos, name):
        """Error: other formats have marks."""
        raise Error('setmark() not supported')

    # ---- frames

    def tell(self):
        """How many frames have been written."""
        return self._nframeswritten

    def writeframesraw(self, data):
        """Write frames, without putting the header right. Error: not all parameters have been set."""
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast('B')
        self._ensure_header_written(len(data))
        count = len(data) // (self._sampwidth * self._nchannels)
        if self._convert:
            data = self._convert(data)
        self._file.write(_swapped(data, self._sampwidth))
        self._datawritten += len(data)
        self._nframeswritten += count

    def writeframes(self, data):
        """Write frames and put the header right."""
        self.writeframesraw(data)
        if self._datalength != self._datawritten:
            self._patchheader()

    def close(self):
        """Put the header right and let go of the file. Error: not all parameters have been set."""
        try:
            if self._file:
                self._ensure_header_written(0)
                if self._datalength != self._datawritten:
                    self._patchheader()
                self._file.flush()
        finally:
            self._let_go()

    def _ensure_header_written(self, datasize):
        if self._headerwritten:
            return
        for value, what in ((self._nchannels, '# channels'), (self._sampwidth, 'sample width'),
                            (self._framerate, 'sampling rate')):
            if not value:
                raise Error(what + ' not specified')
        self._write_header(datasize)

    def _write_header(self, initlength):
        assert not self._headerwritten
        self._file.write(b'RIFF')
        frame = self._nchannels * self._sampwidth
        if not self._nframes:
            self._nframes = initlength // frame
        self._datalength = self._nframes * frame
        try:
            self._form_length_pos = self._file.tell()
        except (AttributeError, OSError):
            self._form_length_pos = None
        self._file.write(struct.pack(
            '<L4s4sLHHLLHH4s', 36 + self._datalength, b'WAVE', b'fmt ', 16, WAVE_FORMAT_PCM, self._nchannels,
            self._framerate, frame * self._framerate, frame, self._sampwidth * 8, b'data'))
        if self._form_length_pos is not None:
            self._data_length_pos = self._file.tell()
        self._file.write(struct.pack('<L', self._datalength))
        self._headerwritten = True

    def _patchheader(self):
        assert self._headerwritten
        if self._datawritten == self._datalength:
            return
        end = self._file.tell()
        for place, value in ((self._form_length_pos, 36 + self._datawritten),
                             (self._data_length_pos, self._datawritten)):
            self._file.seek(place, 0)
            self._file.write(struct.pack('<L', value))
        self._file.seek(end, 0)
        self._datalength = self._datawritten
