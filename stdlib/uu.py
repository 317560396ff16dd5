"""The encoding of uuencode."""

import binascii
import os
import sys

__all__ = ['Error', 'encode', 'decode']


class Error(Exception):
    pass


def encode(in_file, out_file, name=None, mode=None, *, backtick=False):
    """Encode a file; the files are names, '-' or open files. name and mode go into the header."""
    opened = []
    try:
        if in_file == '-':
            in_file = sys.stdin.buffer
        elif isinstance(in_file, str):
            if name is None:
                name = os.path.basename(in_file)
            if mode is None:
                try:
                    mode = os.stat(in_file).st_mode
                except AttributeError:
                    pass
            in_file = open(in_file, 'rb')
            opened.append(in_file)
        if out_file == '-':
            out_file = sys.stdout.buffer
        elif isinstance(out_file, str):
            out_file = open(out_file, 'wb')
            opened.append(out_file)
        name = '-' if name is None else name.replace('\n', '\\n').replace('\r', '\\r')
        mode = 0o666 if mode is None else mode
        out_file.write(('begin %o %s\n' % (mode & 0o777, name)).encode('ascii'))
        for data in iter(lambda: in_file.read(45), b''):
            out_file.write(binascii.b2a_uu(data, backtick=backtick))
        out_file.write(b'`\nend\n' if backtick else b' \nend\n')
    finally:
        for file in opened:
            file.close()


def _find_header(file):
    """The words of the line 'begin mode name'."""
    for line in iter(file.readline, b''):
        if line.startswith(b'begin'):
            words = line.split(b' ', 2)
            if len(words) == 3 and words[0] == b'begin':
                try:
                    int(words[1], 8)
                    return words
                except ValueError:
                    pass
    raise Error('No valid begin line found in input file')


def decode(in_file, out_file=None, mode=None, quiet=False):
    """Decode a file; name and mode of the result come from the header unless given."""
    opened = []
    try:
        if in_file == '-':
            in_file = sys.stdin.buffer
        elif isinstance(in_file, str):
            in_file = open(in_file, 'rb')
            opened.append(in_file)
        _, header_mode, header_name = _find_header(in_file)
        if out_file is None:
            # The name must not lead elsewhere.
            out_file = header_name.rstrip(b' \t\r\n\f').decode('ascii')
            if os.path.exists(out_file):
                raise Error('Cannot overwrite existing file: %s' % out_file)
            if out_file.startswith(os.sep) or '..' + os.sep in out_file or os.altsep and (
                    out_file.startswith(os.altsep) or '..' + os.altsep in out_file):
                raise Error(f'Refusing to write to {out_file} due to directory traversal')
        if mode is None:
            mode = int(header_mode, 8)
        if out_file == '-':
            out_file = sys.stdout.buffer
        elif isinstance(out_file, str):
            target = open(out_file, 'wb')
            os.chmod(out_file, mode)
            out_file = target
            opened.append(target)
        line = in_file.readline()
        while line and line.strip(b' \t\r\n\f') != b'end':
            try:
                data = binascii.a2b_uu(line)
            except binascii.Error as error:
                # Some encoders leave garbage behind: take as many bytes as the line says.
                size = (((line[0] - 32) & 63) * 4 + 5) // 3
                data = binascii.a2b_uu(line[:size])
                if not quiet:
                    sys.stderr.write('Warning: %s\n' % error)
            out_file.write(data)
            line = in_file.readline()
        if not line:
            raise Error('Truncated input file')
    finally:
        for file in opened:
            file.close()


def test():
    """The command line."""
    import optparse
    parser = optparse.OptionParser(usage='usage: %prog [-d] [-t] [input [output]]')
    parser.add_option('-d', '--decode', dest='decode', default=False, action='store_true',
                      help='Decode (instead of encode)?')
    parser.add_option('-t', '--text', dest='text', default=False, action='store_true',
                      help='data is text, encoded format unix-compatible text?')
    options, args = parser.parse_args()
    if len(args) > 2:
        parser.error('incorrect number of arguments')
        sys.exit(1)
    source = args[0] if args else sys.stdin.buffer
    target = args[1] if len(args) > 1 else sys.stdout.buffer
    if options.decode:
        if options.text:
            if not isinstance(target, str):
                print(sys.argv[0], ': cannot do -t to stdout')
                sys.exit(1)
            target = open(target, 'wb')
        decode(source, target)
    else:
        if options.text:
            if not isinstance(source, str):
                print(sys.argv[0], ': cannot do -t from stdin')
                sys.exit(1)
            source = open(source, 'rb')
        encode(source, target)


if __name__ == '__main__':
    test()
