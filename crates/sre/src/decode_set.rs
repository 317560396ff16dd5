//! Validation of the operators that take one character, sets above all.
//!
//! They come out as one of a few instructions: all case-insensitive forms
//! become sets.

use crate::charset::{Category, Charset, Fold, Item};
use crate::decode::{Decoder, InvalidCode, Result};
use crate::opcode::op;
use crate::program::Single;

impl Decoder<'_> {
    /// The operators that take one character.
    pub(crate) fn single(&mut self, code: u32) -> Result<Option<Single>> {
        let (fold, invert) = match code {
            op::ANY => return Ok(Some(Single::Any)),
            op::ANY_ALL => return Ok(Some(Single::AnyAll)),
            op::LITERAL => return Ok(Some(Single::Literal(self.word()?))),
            op::NOT_LITERAL => return Ok(Some(Single::NotLiteral(self.word()?))),
            op::LITERAL_IGNORE => (Fold::Ascii, false),
            op::NOT_LITERAL_IGNORE => (Fold::Ascii, true),
            op::LITERAL_UNI_IGNORE => (Fold::Unicode, false),
            op::NOT_LITERAL_UNI_IGNORE => (Fold::Unicode, true),
            op::LITERAL_LOC_IGNORE => (Fold::LocaleLiteral, false),
            op::NOT_LITERAL_LOC_IGNORE => (Fold::LocaleLiteral, true),
            op::IN | op::IN_IGNORE | op::IN_UNI_IGNORE | op::IN_LOC_IGNORE => {
                let target = self.skip(0)?;
                let items = self.items(target)?;
                let fold = match code {
                    op::IN => Fold::None,
                    op::IN_IGNORE => Fold::Ascii,
                    op::IN_UNI_IGNORE => Fold::Unicode,
                    _ => Fold::Locale,
                };
                return Ok(Some(self.set(items, fold, false)));
            }
            _ => return Ok(None),
        };
        let items = vec![Item::Literal(self.word()?)];
        Ok(Some(self.set(items, fold, invert)))
    }

    fn set(&mut self, items: Vec<Item>, fold: Fold, invert: bool) -> Single {
        let set = Charset::new(items, fold, invert, self.program.props);
        let index = self.program.sets.len() as u32;
        let locale = set.depends_on_locale();
        self.program.sets.push(set);
        if locale { Single::LocaleSet(index) } else { Single::Set(index) }
    }

    /// The elements of a set that ends, with its FAILURE, at `target`.
    pub(crate) fn items(&mut self, target: usize) -> Result<Vec<Item>> {
        let end = target.checked_sub(1).filter(|&end| end >= self.pos).ok_or(InvalidCode)?;
        let outer = std::mem::replace(&mut self.end, end);
        let mut items = Vec::new();
        while self.pos < end {
            let item = self.item()?;
            items.push(item);
        }
        self.end = outer;
        self.expect(op::FAILURE)?;
        Ok(items)
    }

    fn item(&mut self) -> Result<Item> {
        Ok(match self.word()? {
            op::NEGATE => Item::Negate,
            op::LITERAL => Item::Literal(self.word()?),
            op::RANGE => Item::Range(self.word()?, self.word()?),
            op::RANGE_UNI_IGNORE => Item::RangeUniIgnore(self.word()?, self.word()?),
            op::CATEGORY => {
                let (category, complement) = Category::from_code(self.word()?).ok_or(InvalidCode)?;
                Item::Category(category, complement)
            }
            op::CHARSET => Item::Bitmap(self.words()?),
            op::BIGCHARSET => self.big_bitmap()?,
            _ => return Err(InvalidCode),
        })
    }

    /// A count of blocks, 256 block numbers as bytes, and the blocks.
    fn big_bitmap(&mut self) -> Result<Item> {
        let count = self.word()?;
        let numbers: [u32; 64] = self.words()?;
        let mut bytes = Box::new([0u8; 256]);
        for (four, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(numbers) {
            *four = word.to_ne_bytes();
        }
        if bytes.iter().any(|&number| u32::from(number) >= count) {
            return Err(InvalidCode);
        }
        let mut blocks = Vec::new();
        for _ in 0..count {
            blocks.push(self.words()?);
        }
        Ok(Item::BigBitmap(bytes, blocks.into()))
    }
}
