"""BinHex 4.0: files of classic Macintosh systems as text.

    binhex(inputfilename, outputfilename)    encode
    hexbin(inputfilename, outputfilename)    decode

What is encoded is a header, the data fork and the resource fork, each followed by a checksum. Runs of a byte are
shortened, then six bits at a time become a character, in lines that end as they do on those systems.
"""

import binascii
import io
import os
import struct

__all__ = ['binhex', 'hexbin', 'Error']

_INTRODUCTION = b'(This file must be converted with BinHex 4.0'
LINELEN = 64
# How much is encoded at a time.
REASONABLY_LARGE = 32768
RUNCHAR = b'\x90'

# What of a file has been read or written.
_NOTHING, _HEADER, _DATA = None, 0, 1


class Error(Exception):
    """The data or the order of calls is not as BinHex has it."""


class FInfo:
    """Type, creator and flags of a file."""

    def __init__(self):
        self.Type = self.Creator = '????'
        self.Flags = 0


def getfileinfo(name):
    """(name without folder, FInfo, length of data, length of resources) of a file."""
    info = FInfo()
    with io.open(name, 'rb') as file:
        if b'\0' not in file.read(512):
            info.Type = 'TEXT'
        length = file.seek(0, io.SEEK_END)
    return os.path.basename(name).replace(':', '-', 1), info, length, 0


class openrsrc:
    """The resource fork, which files do not have here: nothing is in it and nothing gets in."""

    def __init__(self, *args):
        pass

    def read(self, *args):
        return b''

    def write(self, *args):
        pass

    def close(self):
        pass


class _Encoder:
    """Runs, then characters, then lines; written to a file as soon as complete."""

    def __init__(self, file):
        self.file = file
        self.plain = bytearray()
        self.pending = b''
        # The first line has the colon in front.
        self.room = LINELEN - 1

    def write(self, data):
        self.plain += data
        if len(self.plain) >= REASONABLY_LARGE:
            self._encode()

    def _encode(self):
        data = self.pending + binascii.rlecode_hqx(bytes(self.plain))
        self.plain.clear()
        whole = len(data) // 3 * 3
        self.pending = data[whole:]
        self._write_lines(binascii.b2a_hqx(data[:whole]))

    def _write_lines(self, text):
        while len(text) > self.room:
            self.file.write(text[:self.room] + b'\r')
            text = text[self.room:]
            self.room = LINELEN
        self.file.write(text)
        self.room -= len(text)

    def close(self):
        if self.plain:
            self._encode()
        if self.pending:
            self._write_lines(binascii.b2a_hqx(self.pending))
        self.file.write(b':\r')
        self.file.close()


class _Fork:
    """Counts and sums up the bytes of a part of the file."""

    def __init__(self):
        self.crc = 0

    def add(self, data):
        self.crc = binascii.crc_hqx(data, self.crc)

    def finished(self):
        """The checksum; the next part begins."""
        crc, self.crc = self.crc, 0
        return crc


class BinHex:
    """Writes a BinHex file: header, data by write(), resources by write_rsrc(), then close()."""

    def __init__(self, name_finfo_dlen_rlen, ofp):
        name, info, self.dlen, self.rlen = name_finfo_dlen_rlen
        self._own = isinstance(ofp, str)
        if self._own:
            ofp = io.open(ofp, 'wb')
        try:
            ofp.write(_INTRODUCTION + b')\r\r:')
            self.ofp = _Encoder(ofp)
            self._fork = _Fork()
            self._write_header(name, info)
        except BaseException:
            if self._own:
                ofp.close()
            raise
        self.state = _HEADER

    def _write_header(self, name, info):
        if len(name) > 63:
            raise Error('Filename too long')
        encoded = [each.encode('latin-1') for each in (name, info.Type, info.Creator)]
        self._write(bytes([len(encoded[0])]) + encoded[0] + b'\0' + encoded[1] + encoded[2]
                    + struct.pack('>hii', info.Flags, self.dlen, self.rlen))
        self._write_checksum()

    def _write(self, data):
        self._fork.add(data)
        self.ofp.write(data)

    def _write_checksum(self):
        self.ofp.write(struct.pack('>H', self._fork.finished()))

    def write(self, data):
        """More of the data."""
        if self.state != _HEADER:
            raise Error('Writing data at the wrong time')
        self.dlen -= len(data)
        self._write(data)

    def close_data(self):
        """End the data; there must be as many bytes as announced."""
        if self.dlen:
            raise Error('Incorrect data size, diff=%r' % (self.rlen,))
        self._write_checksum()
        self.state = _DATA

    def write_rsrc(self, data):
        """More of the resources; ends the data."""
        if self.state < _DATA:
            self.close_data()
        if self.state != _DATA:
            raise Error('Writing resource data at the wrong time')
        self.rlen -= len(data)
        self._write(data)

    def close(self):
        """End the file. Once it is closed nothing happens."""
        if self.state is _NOTHING:
            return
        try:
            if self.state < _DATA:
                self.close_data()
            if self.state != _DATA:
                raise Error('Close at the wrong time')
            if self.rlen:
                raise Error('Incorrect resource-datasize, diff=%r' % (self.rlen,))
            self._write_checksum()
        finally:
            self.state = _NOTHING
            encoder = self.ofp
            del self.ofp
            encoder.close()


def binhex(inp, out):
    """Encode the file named inp into one named out."""
    info = getfileinfo(inp)
    with io.open(inp, 'rb') as file:
        writer = BinHex(info, out)
        # All at once up to a size that files of that kind hardly have.
        for block in iter(lambda: file.read(128000), b''):
            writer.write(block)
        writer.close_data()
        resources = openrsrc(inp, 'rb')
        for block in iter(lambda: resources.read(128000), b''):
            writer.write_rsrc(block)
        writer.close()
        resources.close()


class _Decoder:
    """Bytes of a BinHex file, as many as asked for."""

    def __init__(self, file):
        self.file = file
        self.ended = False
        # A mark without its number; the byte before it.
        self.packed = self.last = b''
        self.plain = b''

    def read(self, wanted):
        """So many bytes, or fewer at the end."""
        while len(self.plain) < wanted and not self.ended:
            self._fill(wanted - len(self.plain))
        found, self.plain = self.plain[:wanted], self.plain[wanted:]
        return found

    def _fill(self, wanted):
        characters = self.file.read(max(wanted, 1024))
        if not characters:
            raise Error('Premature EOF on binhex file')
        while True:
            try:
                decoded, self.ended = binascii.a2b_hqx(characters)
                break
            except binascii.Incomplete:
                # Groups are of four characters, and lines end among them.
                more = self.file.read(1)
                if not more:
                    raise Error('Premature EOF on binhex file')
                characters += more
        self._expand(decoded)

    def _expand(self, packed):
        """Write runs out: a byte, the mark, and how often the byte is there in all; a mark and 0 is just that byte."""
        packed = self.packed + packed
        self.packed = b''
        found, position = [], 0
        while position < len(packed):
            mark = packed.find(RUNCHAR, position)
            if mark < 0:
                mark = len(packed)
            if mark > position:
                found.append(packed[position:mark])
                self.last = packed[mark - 1:mark]
            if mark + 1 >= len(packed):
                # The number comes later.
                self.packed = packed[mark:]
                break
            count = packed[mark + 1]
            if not count:
                self.last = RUNCHAR
                found.append(RUNCHAR)
            elif not self.last:
                raise binascii.Error('Orphaned RLE code at start')
            else:
                found.append(self.last * (count - 1))
            position = mark + 2
        self.plain += b''.join(found)

    def close(self):
        self.file.close()


class HexBin:
    """Reads a BinHex file; FName, FInfo, dlen and rlen tell what the header says."""

    def __init__(self, ifp):
        if isinstance(ifp, str):
            ifp = io.open(ifp, 'rb')
        self._find_start(ifp)
        self.ifp = _Decoder(ifp)
        self._fork = _Fork()
        self._read_header()

    def _find_start(self, file):
        """Read up to the colon at the beginning of a line that begins the data."""
        line_begins = True
        while True:
            char = file.read(1)
            if not char:
                raise Error('No binhex data found')
            if char == b':' and line_begins:
                return
            line_begins = char in b'\r\n'

    def _read(self, length):
        data = self.ifp.read(length)
        self._fork.add(data)
        return data

    def _check(self):
        stored, = struct.unpack('>H', self.ifp.read(2))
        computed = self._fork.finished()
        if stored != computed:
            raise Error('CRC error, computed %x, read %x' % (computed, stored))

    def _read_header(self):
        length = self._read(1)
        self.FName = self._read(ord(length))
        rest = self._read(19)
        self._check()
        self.FInfo = FInfo()
        self.FInfo.Type, self.FInfo.Creator, self.FInfo.Flags, self.dlen, self.rlen = struct.unpack('>x4s4shll', rest)
        self.state = _HEADER

    def _part(self, wanted, left):
        return self._read(min(wanted[0], left) if wanted else left)

    def read(self, *n):
        """So many bytes of the data, or all that are left."""
        if self.state != _HEADER:
            raise Error('Read data at wrong time')
        data = self._part(n, self.dlen)
        self.dlen -= len(data)
        return data

    def close_data(self):
        """Skip the rest of the data and check them."""
        if self.state != _HEADER:
            raise Error('close_data at wrong time')
        if self.dlen:
            self._read(self.dlen)
        self._check()
        self.state = _DATA

    def read_rsrc(self, *n):
        """So many bytes of the resources, or all that are left; ends the data."""
        if self.state == _HEADER:
            self.close_data()
        if self.state != _DATA:
            raise Error('Read resource data at wrong time')
        data = self._part(n, self.rlen)
        self.rlen -= len(data)
        return data

    def close(self):
        """Skip what is left and check it. Once it is closed nothing happens."""
        if self.state is _NOTHING:
            return
        try:
            if self.rlen:
                self.read_rsrc(self.rlen)
            elif self.state == _HEADER:
                self.close_data()
            self._check()
        finally:
            self.state = _NOTHING
            self.ifp.close()


def hexbin(inp, out):
    """Decode the file named inp into one named out, or named as the file says."""
    reader = HexBin(inp)
    if not out:
        out = reader.FName
    with io.open(out, 'wb') as file:
        for block in iter(lambda: reader.read(128000), b''):
            file.write(block)
    reader.close_data()
    block = reader.read_rsrc(128000)
    if block:
        resources = openrsrc(out, 'wb')
        while block:
            resources.write(block)
            block = reader.read_rsrc(128000)
        resources.close()
    reader.close()
