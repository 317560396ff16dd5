//! `_multibytecodec` and the modules of the East Asian codecs, which differ in the names they know.

mod codec;
mod errors;
mod incremental;
mod stream;

use pyston_codec::multibyte::Encoding;
use pyston_object::prelude::*;

use codec::MultibyteCodec;

fn install_types() -> PyResult<()> {
    crate::arguments::install_once(&codec::Codec_Type, || {
        codec::MultibyteCodec::install();
        incremental::install();
        stream::install();
        pyston_object::ready::ready(&codec::Codec_Type)
    })
}

pub struct MultibytecodecModule;

#[pymodule("_multibytecodec")]
impl MultibytecodecModule {
    /// In CPython, makes a codec of a C table in a capsule; there are none here.
    #[function("($module, arg, /)")]
    fn __create_codec(arg: &Object) -> PyResult {
        let _ = arg;
        Err(raise!(ValueError, "argument type invalid"))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_types()?;
        module.add("__doc__", singletons::none())?;
        module.add_type(&incremental::Encoder_Type)?;
        module.add_type(&incremental::Decoder_Type)?;
        module.add_type(&stream::Reader_Type)?;
        module.add_type(&stream::Writer_Type)
    }
}

/// The codec of that name in a module.
fn find_codec(module: &str, name: &Object) -> PyResult<Py<Instance<MultibyteCodec>>> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "encoding name must be a string."));
    };
    match Encoding::find(name.utf8()?) {
        Some(encoding) if encoding.module == module => Instance::new(MultibyteCodec::new(encoding)),
        _ => Err(raise!(LookupError, "no such codec is supported.")),
    }
}

macro_rules! codec_module {
    ($ty:ident, $name:literal) => {
        pub struct $ty;

        #[pymodule($name)]
        impl $ty {
            #[function(args = "($module, encoding, /)")]
            fn getcodec(encoding: &Object) -> PyResult<Py<Instance<MultibyteCodec>>> {
                find_codec($name, encoding)
            }

            #[exec]
            fn exec(module: &Module) -> PyResult<()> {
                install_types()?;
                module.add("__doc__", singletons::none())
            }
        }
    };
}

codec_module!(ChineseModule, "_codecs_cn");
codec_module!(HongKongModule, "_codecs_hk");
codec_module!(Iso2022Module, "_codecs_iso2022");
codec_module!(JapaneseModule, "_codecs_jp");
codec_module!(KoreanModule, "_codecs_kr");
codec_module!(TaiwanModule, "_codecs_tw");
