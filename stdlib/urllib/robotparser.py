"""What robots.txt files allow."""

import collections
import urllib.parse
import urllib.request

__all__ = ['RobotFileParser']

RequestRate = collections.namedtuple('RequestRate', 'requests seconds')


class RobotFileParser:
    """Reads a robots.txt file and answers questions about it."""

    def __init__(self, url=''):
        self.entries = []
        self.sitemaps = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the file was read last."""
        return self.last_checked

    def modified(self):
        """Note that the file has been read now."""
        import time
        self.last_checked = time.time()

    def set_url(self, url):
        """Where the robots.txt file is."""
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch the file. If access to it is refused, nothing is allowed; if there is none, everything."""
        try:
            answer = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                self.disallow_all = True
            elif 400 <= error.code < 500:
                self.allow_all = True
        else:
            self.parse(answer.read().decode('utf-8').splitlines())

    def _add_entry(self, entry):
        if '*' not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            self.default_entry = entry  # the first one counts

    def parse(self, lines):
        """Read the file's lines."""
        entry = Entry()
        # 0: nothing yet; 1: user agents have been named; 2: there are rules for them.
        state = 0
        self.modified()
        for line in lines:
            if not line:
                if state == 2:
                    self._add_entry(entry)
                if state:
                    entry, state = Entry(), 0
            line = line.partition('#')[0].strip()
            name, colon, value = line.partition(':')
            if not colon:
                continue
            name = name.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if name == 'user-agent':
                if state == 2:
                    self._add_entry(entry)
                    entry = Entry()
                entry.useragents.append(value)
                state = 1
            elif name == 'sitemap':
                self.sitemaps.append(value)
            elif state:
                if name in ('disallow', 'allow'):
                    entry.rulelines.append(RuleLine(value, name == 'allow'))
                    state = 2
                elif name == 'crawl-delay':
                    if value.isdigit():
                        entry.delay = int(value)
                    state = 2
                elif name == 'request-rate':
                    numbers = value.split('/')
                    if len(numbers) == 2 and all(number.strip().isdigit() for number in numbers):
                        entry.req_rate = RequestRate(*map(int, numbers))
                    state = 2
        if state == 2:
            self._add_entry(entry)

    def _entry_for(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """May that robot fetch the address?"""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            return False  # the file has not been read
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        path = urllib.parse.urlunparse(('', '') + tuple(parts[2:]))
        path = urllib.parse.quote(path) or '/'
        entry = self._entry_for(useragent)
        return True if entry is None else entry.allowance(path)

    def crawl_delay(self, useragent):
        entry = self._entry_for(useragent) if self.mtime() else None
        return entry and entry.delay

    def request_rate(self, useragent):
        entry = self._entry_for(useragent) if self.mtime() else None
        return entry and entry.req_rate

    def site_maps(self):
        return self.sitemaps or None

    def __str__(self):
        entries = self.entries if self.default_entry is None else self.entries + [self.default_entry]
        return '\n\n'.join(map(str, entries))


class RuleLine:
    """A path, allowed or not."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            allowance = True  # to disallow nothing allows all
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path = urllib.parse.quote(path)
        self.allowance = allowance

    def applies_to(self, filename):
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return ('Allow' if self.allowance else 'Disallow') + ': ' + self.path


class Entry:
    """User agents with the rules for them."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []
        self.delay = None
        self.req_rate = None

    def __str__(self):
        lines = ['User-agent: %s' % agent for agent in self.useragents]
        if self.delay is not None:
            lines.append('Crawl-delay: %s' % self.delay)
        if self.req_rate is not None:
            lines.append('Request-rate: %s/%s' % self.req_rate)
        return '\n'.join(lines + [str(rule) for rule in self.rulelines])

    def applies_to(self, useragent):
        """Is this entry about the robot?"""
        name = useragent.split('/')[0].lower()
        return any(agent == '*' or agent.lower() in name for agent in self.useragents)

    def allowance(self, filename):
        """Is the path allowed? The first rule that applies decides."""
        for rule in self.rulelines:
            if rule.applies_to(filename):
                return rule.allowance
        return True
