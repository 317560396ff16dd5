"""Windows path names and the paths of file: URLs; part of urllib.request there."""


def url2pathname(url):
    r"""The path name for the path of a file URL: ///C:/foo/bar becomes C:\foo\bar, //host/share \\host\share."""
    import string
    import urllib.parse
    # Both may follow the letter of a drive.
    url = url.replace(':', '|')
    before, bar, rest = url.partition('|')
    if not bar:
        if url.startswith('////'):
            url = url[2:]
        return urllib.parse.unquote(url.replace('/', '\\'))
    if '|' in rest or before[-1] not in string.ascii_letters:
        raise OSError('Bad URL: ' + url)
    parts = [urllib.parse.unquote(part) for part in rest.split('/') if part]
    if not parts and url.endswith('/'):
        parts = ['']
    return '\\'.join([before[-1].upper() + ':', *parts])


def pathname2url(p):
    r"""The path of a file URL for a path name: C:\foo\bar becomes ///C:/foo/bar."""
    import urllib.parse
    if p.startswith('\\\\?\\'):
        p = p[4:]
        if p[:4].upper() == 'UNC\\':
            p = '\\' + p[4:]
        elif p[1:2] != ':':
            raise OSError('Bad path: ' + p)
    drive, colon, rest = p.partition(':')
    if not colon:
        # A name of the network has an empty host in front.
        prefix = '//' if p.startswith('\\\\') else ''
        return prefix + urllib.parse.quote(p.replace('\\', '/'))
    if ':' in rest or len(drive) > 1:
        raise OSError('Bad path: ' + p)
    parts = [urllib.parse.quote(part) for part in rest.split('\\') if part]
    return '/'.join(['///' + urllib.parse.quote(drive.upper()) + ':', *parts])
