"""Documentation as pages for a browser, and the server that it asks; found in pydoc."""

import keyword
import sys
from traceback import format_exception_only

from _pydoc_facts import _NO_TEXT, _manual_texts, describe
from _pydoc_html import html
from _pydoc_modules import locate, _search_modules

__name__ = 'pydoc'  # where all of this is found


def _start_server(urlhandler, hostname, port):
    """Serve pages in a thread of its own, and return that when it is ready or has failed.

    urlhandler(path, content type) makes a page; port may be 0 for any. The thread has the attributes host,
    port, url, serving and error, the latter None or an exception, and the method stop().
    """
    import email.message
    import http.server
    import select
    import threading

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers each request with what urlhandler() makes of its path."""

        def do_GET(self):
            kind = 'text/css' if self.path.endswith('.css') else 'text/html'
            self.send_response(200)
            self.send_header('Content-Type', '%s; charset=UTF-8' % kind)
            self.end_headers()
            self.wfile.write(urlhandler(self.path, kind).encode('utf-8'))

        def log_message(self, *args):
            pass

    class Server(http.server.HTTPServer):
        """Looks each second whether it is to end."""

        quit = False
        MessageClass = email.message.Message

        def __init__(self, host, port, callback):
            self.host, self.address = host, (host, port)
            super().__init__(self.address, Handler)
            callback(self)

        def serve_until_quit(self):
            while not self.quit:
                if select.select([self.socket.fileno()], [], [], 1)[0]:
                    self.handle_request()
            self.server_close()

    class ServerThread(threading.Thread):
        """The thread."""

        def __init__(self):
            super().__init__()
            self.host, self.port, self.url = hostname, int(port), None
            self.urlhandler = urlhandler
            self.serving = False
            self.error = None
            self.docserver = None
            self.known = threading.Event()

        def run(self):
            try:
                self.docserver = Server(self.host, self.port, self.ready)
                self.docserver.serve_until_quit()
            except Exception as problem:
                self.error = problem
            finally:
                self.serving = False
                self.known.set()

        def ready(self, server):
            """The server can be asked from now on."""
            self.host, self.port = server.host, server.server_port
            self.docserver = server
            self.url = 'http://%s:%d/' % (self.host, self.port)
            self.serving = True
            self.known.set()

        def stop(self):
            """End it, and wait for that."""
            self.docserver.quit = True
            self.join()
            self.serving = False
            self.url = None

    thread = ServerThread()
    thread.start()
    thread.known.wait()
    return thread


class _Pages:
    """Makes the pages that a browser asks for: of modules and other things, lists, what a search finds."""

    def __init__(self):
        self.lists = {'': self.index, 'index': self.index, 'topics': self.topics, 'keywords': self.keywords}
        self.questions = {'get': self.thing, 'search': self.search, 'topic': self.topic}

    def get(self, url):
        """The page of a path, complete."""
        try:
            title, contents = self.find(url)
        except Exception as problem:
            title, contents = self.failure(url, problem)
        import platform
        navigation = ('<div style="float:left">Python %s<br>%s</div><div style="float:right">%s</div>' % (
            html.escape('%s [%s]' % (platform.python_version(), platform.python_implementation())),
            html.escape(platform.platform(terse=True)), self.forms()))
        return '''\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Pydoc: %s</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
</head><body bgcolor="#f0f0f8">%s<div style="clear:both;padding-top:.5em;">%s</div>
</body></html>''' % (title, navigation, contents)

    @staticmethod
    def forms():
        links = ' : '.join('<a href="%s">%s</a>' % each for each in (
            ('index.html', 'Module Index'), ('topics.html', 'Topics'), ('keywords.html', 'Keywords')))
        fields = ''.join('<form action="%s" style="display:inline;"><input type=text name=key size=15>'
                         '<input type=submit value="%s"></form>&nbsp;' % each
                         for each in (('get', 'Get'), ('search', 'Search')))
        return links + '<br>' + fields

    def find(self, url):
        """(title, contents) of a path."""
        import urllib.parse
        name, _, query = url.lstrip('/').partition('?')
        if name.endswith('.html'):
            name = name[:-5]
        if name in self.questions and query.startswith('key='):
            key = urllib.parse.unquote_plus(query[len('key='):])
            return self.questions[name](key) if key else self.index()
        if query:
            raise ValueError('bad pydoc url')
        if name in self.lists:
            return self.lists[name]()
        return self.thing(urllib.parse.unquote(name))

    def failure(self, url, problem):
        text = ''.join(html.escape(line) for line in format_exception_only(type(problem), problem))
        heading = html.heading('<big><big><strong>Error</strong></big></big>', '#ffffff', '#7799ee')
        contents = html.bigsection(html.escape(url), '#ffffff', '#bb0000', text)
        return 'Error - %s' % html.escape(url.lstrip('/')), heading + contents

    @staticmethod
    def head(title):
        return html.heading('<big><big><strong>%s</strong></big></big>' % title, '#ffffff', '#7799ee')

    def index(self):
        """The modules that there are."""
        built_in = [name for name in sys.builtin_module_names if name != '__main__']
        links = html.multicolumn(built_in, lambda name: '<a href="%s.html">%s</a>' % (name, name))
        seen = {}
        folders = [html.index(folder, seen) for folder in sys.path]
        return 'Index of Modules', (self.head('Index of Modules') + '<p>' +
                                    html.bigsection('Built-in Modules', '#ffffff', '#ee77aa', links) +
                                    ''.join(folders))

    def words(self, title, words):
        links = html.multicolumn(sorted(words), lambda word: '<a href="topic?key=%s">%s</a>' % (word, word))
        return title, self.head(title.upper()) + html.bigsection(title, '#ffffff', '#ee77aa', links)

    def topics(self):
        """The topics of the manual's texts."""
        return self.words('Topics', _manual_texts())

    def keywords(self):
        """The words of the language."""
        return self.words('Keywords', keyword.kwlist)

    def topic(self, key):
        """One of either."""
        kind = 'KEYWORD' if key in keyword.kwlist else 'TOPIC'
        found = _manual_texts().get(key, _NO_TEXT % (key, *sys.version_info[:2]))
        contents = html.markup(found, html.preformat)
        return '%s %s' % (kind, key), self.head(kind) + html.bigsection(key, '#ffffff', '#ee77aa', contents)

    def search(self, key):
        """Modules with a word in their name or first line."""
        found = []
        _search_modules(key, lambda name, line: found.append((name, line and '- ' + line)))
        lines = ['<a href="%s.html">%s</a> %s<br>' % (name.partition(' ')[0], name, html.escape(line))
                 for name, line in found]
        contents = html.bigsection('key = %s' % html.escape(key), '#ffffff', '#ee77aa', '<br>'.join(lines))
        return 'Search Results', self.head('Search Results') + contents

    def thing(self, key):
        """What a dotted name means."""
        found = locate(key, forceload=1)
        if found is None and key != 'None':
            raise ValueError('could not find object')
        return describe(found), html.document(found, key)


def _url_handler(url, content_type='text/html'):
    """The page of a path, or the style of pages for 'text/css'. TypeError: another content type."""
    if content_type == 'text/css':
        return ''
    if content_type == 'text/html':
        return _Pages().get(url)
    raise TypeError('unknown content type %r for url %s' % (content_type, url))


def browse(port=0, *, open_browser=True, hostname='localhost'):
    """Serve pages until somebody types q, and show them in a browser if there is a way to start one."""
    thread = _start_server(_url_handler, hostname, port)
    if thread.error:
        print(thread.error)
        return
    try:
        import webbrowser
    except ImportError:
        webbrowser = None
    try:
        if open_browser and webbrowser:
            webbrowser.open(thread.url)
        print('Pages of documentation are served at', thread.url)
        while thread.serving:
            answer = input('server> (b: open a browser, q: end) ').strip()
            if answer == 'q':
                break
            if answer == 'b' and webbrowser:
                webbrowser.open(thread.url)
            else:
                print('They are at', thread.url)
    except (KeyboardInterrupt, EOFError):
        print()
    finally:
        if thread.serving:
            thread.stop()
            print('Server stopped')


__name__ = __spec__.name
