"""Headers of all kinds, with their trees of tokens, can be pickled: the classes of tokens say where they are found."""
import email
import email._header_value_parser as parser
import email.policy
import pickle
import pickletools

TEXT = """\
From: "A b" (comment) <a@b.c>, Group: x@y.z, <odd;
Sender: A. B. <"quoted part"@[1.2.3.4]>
Subject: =?utf-8?q?x=20y?= z  and =?bad?= more
Date: Fri, 1 Feb 2019 10:00:00 +0100
Message-ID: <one@two>
MIME-Version: 1.0 (comment)
Content-Type: text/plain; charset*0="ut"; charset*1=f-8; name*=utf-8''%C3%A4; odd
Content-Disposition: attachment; filename="a b.txt"
Content-Transfer-Encoding: base64 extra

body
"""
message = email.message_from_string(TEXT, policy=email.policy.default)
for name, header in message.items():
    for protocol in range(2, 6):
        again = pickle.loads(pickle.dumps(header, protocol))
        if again != header or type(again).__mro__[1:] != type(header).__mro__[1:] \
                or str(again._parse_tree) != str(header._parse_tree) or repr(again.defects) != repr(header.defects):
            print('not the same:', name, protocol)
    named = {arg for _, arg, _ in pickletools.genops(pickle.dumps(header, 2)) if isinstance(arg, str) and ' email' in ' ' + arg}
    print(name, len(again.defects), sorted(named))
print({value.__module__ for value in vars(parser).values() if isinstance(value, type) and issubclass(value, (list, str))})
for cls in parser.ContentType, parser.Mailbox, parser.Value, parser.WhiteSpaceTerminal:
    print(pickle.loads(pickle.dumps(cls)) is cls, cls)
