# Every coding of binascii on many inputs, there and back, with what is wrong with bad input.
import binascii


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


random = Random(38)
ALPHABETS = [bytes(range(256)), b"=AZaz09+/\n\r ", b' `!"#M0\n\rz_', b"=\n\r \t.a_=A4f0", b"\x90\x90\x00\x01\x02\x03ab",
             b'ABCDabcd!:\n"#', b"0123456789abcdefABCDEFg", b"a \n", b"a"]


def some():
    alphabet = ALPHABETS[random(len(ALPHABETS))]
    return bytes(alphabet[random(len(alphabet))] for _ in range(random([8, 40, 300][random(3)])))


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


PAIRS = [(binascii.b2a_base64, binascii.a2b_base64), (binascii.b2a_hqx, binascii.a2b_hqx),
         (binascii.rlecode_hqx, binascii.rledecode_hqx), (binascii.hexlify, binascii.unhexlify),
         (binascii.b2a_hex, binascii.a2b_hex), (lambda data: binascii.b2a_uu(data[:45]), binascii.a2b_uu),
         (lambda data: binascii.b2a_uu(data[:45], backtick=True), binascii.a2b_uu),
         (binascii.b2a_qp, binascii.a2b_qp)]
for round in range(40):
    data = some()
    for encode, decode in PAIRS:
        text = encode(data)
        print(round, text, attempt(decode, text) == data, attempt(decode, data))
    flags = [random(2) for _ in range(3)]
    text = binascii.b2a_qp(data, quotetabs=flags[0], istext=flags[1], header=flags[2])
    print(round, flags, text, binascii.a2b_qp(text, header=flags[2]))
    print(round, binascii.crc32(data), binascii.crc_hqx(data, 0), binascii.crc32(data, 77), binascii.crc_hqx(data, 77))
    print(round, binascii.hexlify(data, "-", random(9) - 4), binascii.b2a_base64(data, newline=False))

# Long lines of quoted-printable text, with each kind of line end.
for end in b"\n", b"\r\n":
    for n in range(70, 80):
        print(n, binascii.b2a_qp(b"x" * n + end + b"." + end + b"y" * n + b"=" + end + b"tail \t" + end + b"."))
