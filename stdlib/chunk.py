"""Reading files made of chunks, as AIFF, WAVE and others are: four bytes of name, the size, then data.

    while True:
        try:
            part = chunk.Chunk(file)
        except EOFError:
            break
        print(part.getname(), part.getsize())
        part.close()

A Chunk is like a file that ends where the chunk does, so that it can have chunks in it, too.
"""


class Chunk:
    """The chunk that begins where the file stands; closing it, or skip(), goes to its end.

    align: chunks of odd size have a byte behind them; bigendian: how the size is written; inclheader: the
    eight bytes of name and size are counted in it. EOFError: there is no chunk.
    """

    def __init__(self, file, align=True, bigendian=True, inclheader=False):
        self.closed = False
        self.align = align
        self.file = file
        self.chunkname = file.read(4)
        size = file.read(4) if len(self.chunkname) == 4 else b''
        if len(size) < 4:
            raise EOFError
        self.chunksize = int.from_bytes(size, 'big' if bigendian else 'little')
        if inclheader:
            self.chunksize -= 8
        self.size_read = 0
        try:
            self.offset = file.tell()
        except (AttributeError, OSError):
            self.seekable = False
        else:
            self.seekable = True

    def getname(self):
        """The four bytes of name."""
        return self.chunkname

    def getsize(self):
        """How many bytes of data there are."""
        return self.chunksize

    def close(self):
        """Go to the end; nothing can be read any more. The file remains open."""
        if not self.closed:
            try:
                self.skip()
            finally:
                self.closed = True

    def _check_open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def isatty(self):
        """It is no terminal."""
        self._check_open()
        return False

    def seek(self, pos, whence=0):
        """Go to a place in the chunk: from its beginning, from here (whence=1) or from its end (2).

        OSError: the file cannot do that; RuntimeError: the place would be outside.
        """
        self._check_open()
        if not self.seekable:
            raise OSError('cannot seek')
        pos += {1: self.size_read, 2: self.chunksize}.get(whence, 0)
        if not 0 <= pos <= self.chunksize:
            raise RuntimeError
        self.file.seek(self.offset + pos, 0)
        self.size_read = pos

    def tell(self):
        """How many bytes of data are before here."""
        self._check_open()
        return self.size_read

    def _padding(self):
        """How many bytes stand behind the data that are not of them."""
        return self.chunksize & 1 if self.align else 0

    def read(self, size=-1):
        """At most so many bytes, by default all up to the end; at the end none."""
        self._check_open()
        left = self.chunksize - self.size_read
        if left <= 0:
            return b''
        data = self.file.read(left if size < 0 else min(size, left))
        self.size_read += len(data)
        if self.size_read == self.chunksize and self._padding():
            self.size_read += len(self.file.read(1))
        return data

    def skip(self):
        """Go to the end, reading if need be. EOFError: the file ends before."""
        self._check_open()
        if self.seekable:
            try:
                ahead = self.chunksize - self.size_read + self._padding()
                self.file.seek(ahead, 1)
                self.size_read += ahead
                return
            except OSError:
                pass
        while self.size_read < self.chunksize:
            if not self.read(min(8192, self.chunksize - self.size_read)):
                raise EOFError
