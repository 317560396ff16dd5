"""A parser of HTML that gets along with what is not well-formed."""

import re
import _markupbase
from html import unescape

__all__ = ['HTMLParser']

interesting_normal = re.compile('[&<]')
incomplete = re.compile('&[a-zA-Z#]')

entityref = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')

starttagopen = re.compile('<[a-zA-Z]')
piclose = re.compile('>')
commentclose = re.compile(r'--\s*>')
tagfind_tolerant = re.compile(r'([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*')
attrfind_tolerant = re.compile(
    r'((?<=[\'"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*(\'[^\']*\'|"[^"]*"|(?![\'"])[^>\s]*))?(?:\s|/(?!>))*')
locatestarttagend_tolerant = re.compile(r"""
  <[a-zA-Z][^\t\n\r\f />\x00]*       # the name
  (?:[\s/]*                          # space or a slash before an attribute
    (?:(?<=['"\s/])[^\s/>][^\s/=>]*  # the name of an attribute
      (?:\s*=+\s*                    # its value
        (?:'[^']*' | "[^"]*" | (?!['"])[^>\s]*)
        \s*
      )?(?:\s|/(?!>))*
    )*
  )?
  \s*
""", re.VERBOSE)
endendtag = re.compile('>')
endtagfind = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')


class HTMLParser(_markupbase.ParserBase):
    """Calls handle_...() methods, to be overridden, for what it finds in the text given to feed().

    With convert_charrefs, references outside of script and style become characters.
    """

    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    __starttag_text = None

    def __init__(self, *, convert_charrefs=True):
        """convert_charrefs: character references in text are replaced before it is told."""
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Begin anew; what has not been handled is lost."""
        self.rawdata = ''
        self.lasttag = '???'
        self.interesting = interesting_normal
        self.cdata_elem = None
        _markupbase.ParserBase.reset(self)

    def feed(self, data):
        """Handle a piece of text; what may be incomplete waits for more."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Handle what is left."""
        self.goahead(1)

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r'</\s*%s\s*>' % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        self.interesting = interesting_normal
        self.cdata_elem = None

    # ---- going through the text

    def _text(self, text, convert=True):
        """Report text."""
        if text:
            convert = convert and self.convert_charrefs and not self.cdata_elem
            self.handle_data(unescape(text) if convert else text)

    def _next_markup(self, i):
        """Where the text before the next markup ends; -1 to wait for more."""
        data = self.rawdata
        if self.convert_charrefs and not self.cdata_elem:
            found = data.find('<', i)
            if found >= 0:
                return found
            # A reference may be cut off at the end.
            ampersand = data.rfind('&', max(i, len(data) - 34))
            if ampersand >= 0 and not re.compile(r'[\s;]').search(data, ampersand):
                return -1
            return len(data)
        match = self.interesting.search(data, i)
        if match:
            return match.start()
        return -1 if self.cdata_elem else len(data)

    def goahead(self, end):
        """Handle the text as far as possible; all of it if end is true."""
        data = self.rawdata
        i, size = 0, len(data)
        while i < size:
            j = self._next_markup(i)
            if j < 0:
                break
            self._text(data[i:j])
            i = self.updatepos(i, j)
            if i == size:
                break
            if data.startswith('<', i):
                k = self._markup(i)
                if k < 0:
                    if not end:
                        break
                    # Something that has no end: it is text up to the next tag.
                    k = data.find('>', i + 1)
                    if k < 0:
                        k = data.find('<', i + 1)
                        if k < 0:
                            k = i + 1
                    else:
                        k += 1
                    self._text(data[i:k])
                i = self.updatepos(i, k)
            else:
                i, goes_on = self._reference(i, end)
                if not goes_on:
                    break
        if end and i < size and not self.cdata_elem:
            self._text(data[i:size])
            i = self.updatepos(i, size)
        self.rawdata = data[i:]

    def _markup(self, i):
        """Handle what begins with '<'; return the end, -1 if it is not there."""
        data = self.rawdata
        if starttagopen.match(data, i):
            return self.parse_starttag(i)
        if data.startswith('</', i):
            return self.parse_endtag(i)
        if data.startswith('<!--', i):
            return self.parse_comment(i)
        if data.startswith('<?', i):
            return self.parse_pi(i)
        if data.startswith('<!', i):
            return self.parse_html_declaration(i)
        if i + 1 < len(data):
            self.handle_data('<')
            return i + 1
        return -1

    def _reference(self, i, end):
        """Handle what begins with '&'; return (where it ends, whether the text behind it can be looked at now)."""
        data = self.rawdata
        if data.startswith('&#', i):
            match = charref.match(data, i)
            if match:
                self.handle_charref(match.group()[2:-1])
                return self.updatepos(i, self._without_semicolon(match.end())), True
            if ';' in data[i:]:
                self.handle_data(data[i:i + 2])
                i = self.updatepos(i, i + 2)
            return i, False
        match = entityref.match(data, i)
        if match:
            self.handle_entityref(match.group(1))
            return self.updatepos(i, self._without_semicolon(match.end())), True
        match = incomplete.match(data, i)
        if match:
            if end and match.group() == data[i:]:
                i = self.updatepos(i, i + 1)
            return i, False
        if i + 1 < len(data):
            self.handle_data('&')
            return self.updatepos(i, i + 1), True
        return i, False

    def _without_semicolon(self, k):
        """The end of a reference, whose pattern has one character more."""
        return k if self.rawdata[k - 1] == ';' else k - 1

    # ---- kinds of markup

    def parse_html_declaration(self, i):
        data = self.rawdata
        assert data[i:i + 2] == '<!', 'unexpected call to parse_html_declaration()'
        if data[i:i + 4] == '<!--':
            return self.parse_comment(i)
        if data[i:i + 3] == '<![':
            return self.parse_marked_section(i)
        if data[i:i + 9].lower() == '<!doctype':
            close = data.find('>', i + 9)
            if close < 0:
                return -1
            self.handle_decl(data[i + 2:close])
            return close + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        """Something that HTML takes for a comment."""
        data = self.rawdata
        assert data[i:i + 2] in ('<!', '</'), 'unexpected call to parse_comment()'
        close = data.find('>', i + 2)
        if close < 0:
            return -1
        if report:
            self.handle_comment(data[i + 2:close])
        return close + 1

    def parse_pi(self, i):
        data = self.rawdata
        assert data[i:i + 2] == '<?', 'unexpected call to parse_pi()'
        match = piclose.search(data, i + 2)
        if not match:
            return -1
        self.handle_pi(data[i + 2:match.start()])
        return match.end()

    def parse_starttag(self, i):
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        data = self.rawdata
        self.__starttag_text = data[i:end]
        match = tagfind_tolerant.match(data, i + 1)
        assert match, 'unexpected call to parse_starttag()'
        k = match.end()
        self.lasttag = tag = match.group(1).lower()
        attrs = []
        while k < end:
            found = attrfind_tolerant.match(data, k)
            if not found:
                break
            name, rest, value = found.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ('"', "'"):
                value = value[1:-1]
            attrs.append((name.lower(), unescape(value) if value else value))
            k = found.end()
        rest = data[k:end].strip()
        if rest not in ('>', '/>'):
            self.handle_data(data[i:end])
            return end
        if rest == '/>':
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """The end of a start tag, -1 if it is not there."""
        data = self.rawdata
        match = locatestarttagend_tolerant.match(data, i)
        assert match, 'we should not get here!'
        j = match.end()
        following = data[j:j + 1]
        if following == '>':
            return j + 1
        if following == '/':
            if data.startswith('/>', j):
                return j + 2
            if data.startswith('/', j) and len(data) == j + 1:
                return -1
            return j if j > i else i + 1
        if following == '' or following in 'abcdefghijklmnopqrstuvwxyz=/ABCDEFGHIJKLMNOPQRSTUVWXYZ':
            return -1
        return j if j > i else i + 1

    def parse_endtag(self, i):
        data = self.rawdata
        assert data[i:i + 2] == '</', 'unexpected call to parse_endtag'
        close = endendtag.search(data, i + 1)
        if not close:
            return -1
        end = close.end()
        match = endtagfind.match(data, i)
        if match:
            name = match.group(1).lower()
            if self.cdata_elem is not None and name != self.cdata_elem:
                self.handle_data(data[i:end])
                return end
            self.handle_endtag(name)
            self.clear_cdata_mode()
            return end
        if self.cdata_elem is not None:
            self.handle_data(data[i:end])
            return end
        named = tagfind_tolerant.match(data, i + 2)
        if not named:
            # '</>' is nothing, the rest a comment.
            return i + 3 if data[i:i + 3] == '</>' else self.parse_bogus_comment(i)
        # Attributes of end tags are not looked at.
        close = data.find('>', named.end())
        self.handle_endtag(named.group(1).lower())
        return close + 1

    # ---- to be overridden

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass

    def unescape(self, s):
        """Deprecated: html.unescape()."""
        import warnings
        warnings.warn('The unescape method is deprecated and will be removed in 3.5, use html.unescape() instead.',
                      DeprecationWarning, stacklevel=2)
        return unescape(s)
