# HTML that ends anywhere or is none, dates and cookies of headers, names of hosts: nothing hangs, and all is reported.
import codecs
import email.utils
import html.parser
import http.client
import http.cookiejar
import http.cookies
import io
import random
import urllib.parse

from outcomes import flips, outcome, summary


class Parser(html.parser.HTMLParser):
    def __init__(self, **options):
        super().__init__(**options)
        self.found = []


def report(kind):
    def handle(self, *args):
        self.found.append((kind, *args, self.getpos()))
    return handle


for kind in ("starttag", "endtag", "startendtag", "data", "comment", "decl", "pi", "charref", "entityref"):
    setattr(Parser, "handle_" + kind, report(kind))
Parser.unknown_decl = report("unknown")


def parsed(pieces, convert):
    parser = Parser(convert_charrefs=convert)
    for piece in pieces:
        parser.feed(piece)
    waits = parser.rawdata
    parser.close()
    return parser.found, waits, parser.rawdata


for text in ("&a", "x&a", "<b>&a", "<\x27&a", "&#", "&#;", "&#x", "&#xg;", "&# ;b&lt;", "<a &#;", "a&#b;c<d>&#e;f", "&#x;&#x;", "&",
             "&-;", "&a.b", "&12;", "&#12", "&#12x;", "<!--", "<![", "<!x", "</", "<?", "<a b=", "<script></", "]]>"):
    for pieces in ([text], list(text)):
        print(ascii(text), parsed(pieces, False), parsed(pieces, True)[0] == parsed([text], True)[0])
PARTS = ["<", ">", "/", "!", "--", "<!--", "-->", "<!DOCTYPE", "<?", "<![CDATA[", "]]>", "a", " ", "=", '"', "<a", "</a", "<script",
         "</script", "&", "&amp", ";", "&#", "&#x", "12", "&lt;", "\n", "\0", "\xe9", "x="]
rng = random.Random(10)
for convert in (False, True):
    texts = ["".join(rng.choice(PARTS) for _ in range(rng.randrange(9))) for _ in range(250)]
    summary("markup", (outcome(parsed, [text[at:at + 7] for at in range(0, len(text), 7)], convert) for text in texts))

for text in ("Mon, 01 Jan 2001 00:00:00 GMT", "Mon, 01 Jan 2001 00:00:00 GMT ", "Mon, 01 jan 2001 00:00:00 GMT",
             "Mon, 99 Jan 2001 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "01 Jan 2001 00:00", "Monday, 01-Jan-01 1:2:3 GMT",
             "1 Jan 2001 +0130", "1/1/2001", ""):
    print(text, http.cookiejar.http2time(text))
PARTS = ["a", "b", "=", ";", ",", " ", '"', "\\\"", "\\", "path", "expires", "secure", "$Version", "\\012", "\xe9", "/", ".x.y", "\0"]
texts = ["".join(rng.choice(PARTS) for _ in range(rng.randrange(9))) for _ in range(250)]
summary("cookies", (outcome(lambda: http.cookies.SimpleCookie(text).output()) for text in texts))
summary("words", (outcome(http.cookiejar.split_header_words, [text]) for text in texts))


class Socket:
    def __init__(self, data):
        self.data = data

    def makefile(self, *args):
        return io.BytesIO(self.data)


def answered(data):
    response = http.client.HTTPResponse(Socket(data))
    response.begin()
    return response.status, response.reason, response.getheaders(), response.length, response.chunked, response.read()


for data in (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello",
             b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;e\r\nhello\r\n0\r\nT: r\r\n\r\n"):
    summary("answer cut off", (outcome(answered, data[:end]) for end in range(len(data))))
    summary("answer flipped", (outcome(answered, each) for each in flips(data, 150, rng)))
for text in (b"\xff", b"a-\xff", b"\xff-a", b"\xff-\xff", b"abc-99\xff9", b"abc-99"):
    for errors in ("strict", "ignore", "replace"):
        print(text, errors, ascii(outcome(codecs.decode, text, "punycode", errors)))
PARTS = ["http", ":", "//", "/", "?", "#", "@", "[", "]", "::1", "x.y", ":80", ":x", "%", "%41", "%zz", ";", "=", "\n", "\xe9", "\u2100", ".."]
texts = ["".join(rng.choice(PARTS) for _ in range(rng.randrange(9))) for _ in range(250)]
summary("addresses", (outcome(urllib.parse.urlsplit, text) for text in texts))
summary("joined", (outcome(urllib.parse.urljoin, "http://a/b/c;p?q#f", text) for text in texts))
for text in ("Mon, 20 Nov 199:12:08 -0500", "20 Nov 199512:08 -0500", "20 Nov 1:2 5", "Mon, 20 Nov 1995 99:99:99 +9999", "20 Nov 95 1:2:3.4 x"):
    print(text, email.utils.parsedate_tz(text))
for data in (b"", bytearray()):  # of nothing no codec is asked
    print(outcome(data.decode, "no such codec"), outcome(str, data, "no such codec"))
