"""Makers of codec modules: each fills a module's namespace with the classes of its codec and getregentry()."""

import codecs
import types


def _register(names, name, encode, decode, text=None):
    """Add getregentry() for the classes in the namespace."""
    def getregentry():
        return codecs.CodecInfo(
            encode, decode, names["StreamReader"], names["StreamWriter"], names["IncrementalEncoder"],
            names["IncrementalDecoder"], name, _is_text_encoding=text)

    names["codecs"] = codecs
    names["getregentry"] = getregentry
    for key in ("Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter", "getregentry"):
        if key in names and names[key].__module__ == __name__:
            names[key].__module__ = names["__name__"]
            names[key].__qualname__ = key


def stateless(names, name, encoder, decoder):
    """A codec of two functions of (input, errors) that need no state."""
    if isinstance(encoder, types.FunctionType):
        class Codec(codecs.Codec):
            def encode(self, input, errors="strict"):
                return encoder(input, errors)

            def decode(self, input, errors="strict"):
                return decoder(input, errors)
    else:
        class Codec(codecs.Codec):
            encode, decode = staticmethod(encoder), staticmethod(decoder)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encoder(input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decoder(input, self.errors)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        pass

    names.update(Codec=Codec, IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                 StreamWriter=StreamWriter, StreamReader=StreamReader)
    _register(names, name, encoder, decoder)


def buffered(names, name, encoder, decoder):
    """A codec whose decoder takes a third argument, `final`, and may leave the end of its input."""
    def decode(input, errors="strict"):
        return decoder(input, errors, True)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encoder(input, self.errors)[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        _buffer_decode = staticmethod(decoder)

    class StreamWriter(codecs.StreamWriter):
        encode = staticmethod(encoder)

    class StreamReader(codecs.StreamReader):
        decode = staticmethod(decoder)

    decode.__module__ = names["__name__"]
    names.update(encode=encoder, decode=decode, IncrementalEncoder=IncrementalEncoder,
                 IncrementalDecoder=IncrementalDecoder, StreamWriter=StreamWriter, StreamReader=StreamReader)
    _register(names, name, encoder, decode)


def charmap(names, name, table, maps=False):
    """A codec of bytes to characters by a table of 256, in which U+FFFE stands for what is undefined.

    With `maps` the module has the table as dictionaries, too.
    """
    if len(table) == 128:
        table = "".join(map(chr, range(128))) + table
    assert len(table) == 256
    names["decoding_table"] = table
    if maps:
        decoding_map = {byte: None if char == "\ufffe" else ord(char) for byte, char in enumerate(table)}
        encoding_map = codecs.make_encoding_map(decoding_map)
        encoding_map.pop(None, None)
        names.update(decoding_map=decoding_map, encoding_map=encoding_map)
    else:
        encoding_map = names["encoding_table"] = codecs.charmap_build(table)

    def encoder(input, errors="strict"):
        return codecs.charmap_encode(input, errors, encoding_map)

    def decoder(input, errors="strict"):
        return codecs.charmap_decode(input, errors, table)

    stateless(names, name, encoder, decoder)

    class Codec(codecs.Codec):
        def encode(self, input, errors="strict"):
            return codecs.charmap_encode(input, errors, encoding_map)

        def decode(self, input, errors="strict"):
            return codecs.charmap_decode(input, errors, table)

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        pass

    names.update(Codec=Codec, StreamWriter=StreamWriter, StreamReader=StreamReader)
    _register(names, name, Codec().encode, Codec().decode)


def _whole(names, name, convert):
    """A function of (input, errors) of a module, for one of all the bytes; errors must be strict."""
    def coder(input, errors="strict"):
        assert errors == "strict"
        return convert(input), len(input)

    coder.__module__, coder.__name__, coder.__qualname__ = names["__name__"], name, name
    names[name] = coder
    return coder


def whole(names, name, encode, decode):
    """A codec of bytes to bytes, of two functions of bytes, which the module gets as name_encode and name_decode."""
    transform(names, name, _whole(names, name + "_encode", encode), _whole(names, name + "_decode", decode))


def compression(names, name, module, compressor, decompressor, decoded):
    """A codec that compresses, by a module and its classes.

    decoded(decompressor, input, final) is what comes out of a piece.
    """
    class _Coder:
        def __init__(self, errors="strict"):
            assert errors == "strict"
            self.errors = errors
            self.reset()

    class IncrementalEncoder(_Coder, codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            data = self.compressobj.compress(input)
            return data + self.compressobj.flush() if final else data

        def reset(self):
            self.compressobj = compressor()

    class IncrementalDecoder(_Coder, codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decoded(self.decompressobj, input, final)

        def reset(self):
            self.decompressobj = decompressor()

    names.update(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder)
    whole(names, name, module.compress, module.decompress)


def transform(names, name, encoder, decoder):
    """A codec of bytes to bytes, of two functions of (input, errors) for the whole input."""
    class Codec(codecs.Codec):
        def encode(self, input, errors="strict"):
            return encoder(input, errors)

        def decode(self, input, errors="strict"):
            return decoder(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            assert self.errors == "strict"
            return encoder(input)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            assert self.errors == "strict"
            return decoder(input)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = bytes

    for key, value in (("Codec", Codec), ("IncrementalEncoder", IncrementalEncoder),
                       ("IncrementalDecoder", IncrementalDecoder), ("StreamWriter", StreamWriter),
                       ("StreamReader", StreamReader)):
        names.setdefault(key, value)
    _register(names, name, encoder, decoder, text=False)


def multibyte(names, name, family):
    """An East Asian codec of the native module of a family, such as `_codecs_jp`."""
    import _multibytecodec as mbc
    native = __import__(family)
    codec = native.getcodec(name)
    native_codec = codec

    class Codec(codecs.Codec):
        encode, decode = codec.encode, codec.decode

    class IncrementalEncoder(mbc.MultibyteIncrementalEncoder, codecs.IncrementalEncoder):
        codec = native_codec

    class IncrementalDecoder(mbc.MultibyteIncrementalDecoder, codecs.IncrementalDecoder):
        codec = native_codec

    class StreamReader(Codec, mbc.MultibyteStreamReader, codecs.StreamReader):
        codec = native_codec

    class StreamWriter(Codec, mbc.MultibyteStreamWriter, codecs.StreamWriter):
        codec = native_codec

    names.update({"mbc": mbc, family: native, "codec": codec, "Codec": Codec,
                  "IncrementalEncoder": IncrementalEncoder, "IncrementalDecoder": IncrementalDecoder,
                  "StreamReader": StreamReader, "StreamWriter": StreamWriter})
    _register(names, name, Codec().encode, Codec().decode)
