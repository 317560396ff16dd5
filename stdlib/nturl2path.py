"""Paths of Windows as the path part of file: URLs, and back; urllib.request uses it there."""


def url2pathname(url):
    """The path of Windows for the path part of a file: URL."""
    import string
    import urllib.parse
    url = url.replace(':', '|')
    if '|' not in url:
        # Four slashes begin a host's name, which has two in a path.
        return urllib.parse.unquote(url[2 if url.startswith('////') else 0:].replace('/', '\\'))
    before, *after = url.split('|')
    if len(after) != 1 or before[-1] not in string.ascii_letters:
        raise OSError('Bad URL: ' + url)
    path = before[-1].upper() + ':'
    for part in filter(None, after[0].split('/')):
        path += '\\' + urllib.parse.unquote(part)
    if url.endswith('/') and path.endswith(':'):
        path += '\\'
    return path


def pathname2url(p):
    """The path part of a file: URL for a path of Windows."""
    import urllib.parse
    if p.startswith('\\\\?\\'):  # says that the path may be long
        p = p[4:]
    if ':' not in p:
        if p.startswith('\\\\'):
            p = '\\\\' + p
        return urllib.parse.quote(p.replace('\\', '/'))
    drive, *rest = p.split(':')
    if len(rest) != 1 or len(drive) > 1:
        raise OSError('Bad path: ' + p)
    parts = [urllib.parse.quote(part) for part in rest[0].split('\\') if part]
    return '/'.join(['///%s:' % urllib.parse.quote(drive.upper()), *parts])
