"""The encoding quoted-printable of RFC 1521."""

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

ESCAPE = b'='
MAXLINESIZE = 76
HEX = b'0123456789ABCDEF'
EMPTYSTRING = b''

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:
    a2b_qp = b2a_qp = None


def needsquoting(c, quotetabs, header):
    """Must a byte be quoted? In headers the underscore must be."""
    assert isinstance(c, bytes)
    if c in b' \t':
        return quotetabs
    if c == b'_':
        return header
    return c == ESCAPE or not b' ' <= c <= b'~'


def quote(c):
    """'=' and two hexadecimal digits."""
    assert isinstance(c, bytes) and len(c) == 1
    return ESCAPE + b'%02X' % c[0]


def encode(input, output, quotetabs, header=False):
    """Encode a file; with quotetabs, spaces and tabs within the lines are quoted, too."""
    if b2a_qp is not None:
        encoded = b2a_qp(input.read(), quotetabs=quotetabs, header=header)
        output.write(encoded)
        return

    def write(line, end=b'\n'):
        # A space or tab at the end has to be quoted, as does a lonely dot.
        if line and line[-1:] in b' \t':
            output.write(line[:-1] + quote(line[-1:]) + end)
        elif line == b'.':
            output.write(quote(line) + end)
        else:
            output.write(line + end)

    previous = None
    for line in iter(input.readline, b''):
        end = b''
        if line[-1:] == b'\n':
            line, end = line[:-1], b'\n'
        pieces = []
        for code in line:
            char = bytes((code,))
            if needsquoting(char, quotetabs, header):
                char = quote(char)
            pieces.append(b'_' if header and char == b' ' else char)
        if previous is not None:
            write(previous)
        current = EMPTYSTRING.join(pieces)
        while len(current) > MAXLINESIZE:
            write(current[:MAXLINESIZE - 1], b'=\n')
            current = current[MAXLINESIZE - 1:]
        previous = current
    if previous is not None:
        write(previous, end)


def encodestring(s, quotetabs=False, header=False):
    """Encode bytes."""
    if b2a_qp is not None:
        return b2a_qp(s, quotetabs=quotetabs, header=header)
    from io import BytesIO
    output = BytesIO()
    encode(BytesIO(s), output, quotetabs, header)
    return output.getvalue()


def decode(input, output, header=False):
    """Decode a file; in headers an underscore is a space."""
    if a2b_qp is not None:
        output.write(a2b_qp(input.read(), header=header))
        return
    pending = b''
    for line in iter(input.readline, b''):
        partial = line[-1:] != b'\n'
        line = (line if partial else line[:-1]).rstrip(b' \t\r') if not partial else line
        at = 0
        while at < len(line):
            char = line[at:at + 1]
            if char == b'_' and header:
                pending += b' '
                at += 1
            elif char != ESCAPE:
                pending += char
                at += 1
            elif at + 1 == len(line) and not partial:
                partial = True  # the line goes on
                break
            elif line[at + 1:at + 2] == ESCAPE:
                pending += ESCAPE
                at += 2
            elif at + 2 < len(line) and ishex(line[at + 1:at + 2]) and ishex(line[at + 2:at + 3]):
                pending += bytes((unhex(line[at + 1:at + 3]),))
                at += 3
            else:
                pending += char  # malformed: leave it
                at += 1
        if not partial:
            output.write(pending + b'\n')
            pending = b''
    if pending:
        output.write(pending)


def decodestring(s, header=False):
    """Decode bytes."""
    if a2b_qp is not None:
        return a2b_qp(s, header=header)
    from io import BytesIO
    output = BytesIO()
    decode(BytesIO(s), output, header=header)
    return output.getvalue()


def ishex(c):
    """Is the character a hexadecimal digit?"""
    assert isinstance(c, bytes)
    return c in b'0123456789abcdefABCDEF' and len(c) == 1


def unhex(s):
    """The number of hexadecimal digits."""
    return int(s, 16)


def main():
    import getopt
    import sys
    try:
        options, args = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print('usage: quopri [-t | -d] [file] ...')
        print('-t: quote tabs')
        print('-d: decode; default encode')
        sys.exit(2)
    chosen = {option for option, _ in options}
    if {'-t', '-d'} <= chosen:
        sys.stdout = sys.stderr
        print('-t and -d are mutually exclusive')
        sys.exit(2)
    failed = 0
    for name in args or ['-']:
        try:
            file = sys.stdin.buffer if name == '-' else open(name, 'rb')
        except OSError as error:
            sys.stderr.write("%s: can't open (%s)\n" % (name, error))
            failed = 1
            continue
        try:
            if '-d' in chosen:
                decode(file, sys.stdout.buffer)
            else:
                encode(file, sys.stdout.buffer, '-t' in chosen)
        finally:
            if file is not sys.stdin.buffer:
                file.close()
    if failed:
        sys.exit(failed)


if __name__ == '__main__':
    main()
