//! Sets of characters: what IN and the case-insensitive operators test.
//!
//! Invariant: unless a set depends on the locale, `low` holds the answer for
//! every Latin-1 character with case folding and negation already applied, so
//! the usual test is one table load.

use crate::props::{CharProps, ascii_tolower};

/// A character category, by its code word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Digit,
    Space,
    Word,
    LineBreak,
    LocaleWord,
    UnicodeDigit,
    UnicodeSpace,
    UnicodeWord,
    UnicodeLineBreak,
}

/// Categories in the order of their codes, which alternate with the
/// complements.
const CATEGORIES: [Category; 9] = [
    Category::Digit,
    Category::Space,
    Category::Word,
    Category::LineBreak,
    Category::LocaleWord,
    Category::UnicodeDigit,
    Category::UnicodeSpace,
    Category::UnicodeWord,
    Category::UnicodeLineBreak,
];

impl Category {
    /// The category of a code and whether its complement is meant.
    pub(crate) fn from_code(code: u32) -> Option<(Category, bool)> {
        let category = CATEGORIES.get(usize::try_from(code / 2).ok()?)?;
        Some((*category, code % 2 == 1))
    }

    pub(crate) fn contains(self, ch: u32, props: &CharProps) -> bool {
        let ascii = |test: fn(&u8) -> bool| u8::try_from(ch).is_ok_and(|byte| test(&byte));
        let underscore = ch == u32::from(b'_');
        match self {
            Category::Digit => ascii(u8::is_ascii_digit),
            Category::Space => matches!(ch, 9..=13 | 32),
            Category::Word => ascii(u8::is_ascii_alphanumeric) || underscore,
            Category::LineBreak => ch == 10,
            Category::LocaleWord => u8::try_from(ch).is_ok_and(props.locale_is_alnum) || underscore,
            Category::UnicodeDigit => (props.is_decimal)(ch),
            Category::UnicodeSpace => (props.is_space)(ch),
            Category::UnicodeWord => (props.is_alnum)(ch) || underscore,
            Category::UnicodeLineBreak => {
                matches!(ch, 10..=13 | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
            }
        }
    }
}

/// One element of a set, in code order.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Turns the meaning of what follows around.
    Negate,
    Literal(u32),
    Range(u32, u32),
    /// A range that the upper case of the character may lie in as well.
    RangeUniIgnore(u32, u32),
    Category(Category, bool),
    Bitmap([u32; 8]),
    /// 256 block numbers, and the blocks of 256 bits.
    BigBitmap(Box<[u8; 256]>, Box<[[u32; 8]]>),
}

fn bit(block: &[u32; 8], ch: u32) -> bool {
    block[(ch >> 5 & 7) as usize] >> (ch & 31) & 1 == 1
}

impl Item {
    fn contains(&self, ch: u32, props: &CharProps) -> bool {
        match self {
            Item::Negate => false,
            Item::Literal(literal) => ch == *literal,
            Item::Range(low, high) => (*low..=*high).contains(&ch),
            Item::RangeUniIgnore(low, high) => {
                let range = *low..=*high;
                range.contains(&ch) || range.contains(&(props.to_upper)(ch))
            }
            Item::Category(category, complement) => category.contains(ch, props) != *complement,
            Item::Bitmap(block) => ch < 256 && bit(block, ch),
            Item::BigBitmap(numbers, blocks) => {
                let number = numbers.get((ch >> 8) as usize);
                number.is_some_and(|&number| bit(&blocks[usize::from(number)], ch))
            }
        }
    }

    /// Whether all characters beyond Latin-1 get the same answer.
    fn is_uniform_beyond_latin1(&self) -> bool {
        match self {
            Item::Negate | Item::Bitmap(_) => true,
            Item::Literal(literal) => *literal < 256,
            Item::Range(_, high) => *high < 256,
            Item::RangeUniIgnore(..) | Item::BigBitmap(..) => false,
            Item::Category(category, _) => {
                matches!(category, Category::Digit | Category::Space | Category::Word | Category::LineBreak)
            }
        }
    }
}

/// How a character is changed before it is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    None,
    Ascii,
    Unicode,
    /// Lower case, or else upper case, is in the set.
    Locale,
    /// The character itself or one of its cases is in the set.
    LocaleLiteral,
}

impl Fold {
    /// The character to compare under this folding.
    pub(crate) fn apply(self, ch: u32, props: &CharProps) -> u32 {
        match self {
            Fold::None => ch,
            Fold::Ascii => ascii_tolower(ch),
            Fold::Unicode => (props.to_lower)(ch),
            Fold::Locale | Fold::LocaleLiteral => props.locale_lower_of(ch),
        }
    }
}

/// The answer for characters beyond Latin-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beyond {
    Never,
    Always,
    Test,
}

/// A set with its folding; see the module's invariant.
#[derive(Debug)]
pub(crate) struct Charset {
    items: Box<[Item]>,
    fold: Fold,
    invert: bool,
    locale: bool,
    pub(crate) low: [bool; 256],
    beyond: Beyond,
}

impl Charset {
    pub(crate) fn new(items: Vec<Item>, fold: Fold, invert: bool, props: &CharProps) -> Charset {
        let locale = matches!(fold, Fold::Locale | Fold::LocaleLiteral)
            || (items.iter()).any(|item| matches!(item, Item::Category(Category::LocaleWord, _)));
        let uniform = matches!(fold, Fold::None | Fold::Ascii) && items.iter().all(Item::is_uniform_beyond_latin1);
        let mut set = Charset { items: items.into(), fold, invert, locale, low: [false; 256], beyond: Beyond::Test };
        if !locale {
            for ch in 0..=255u8 {
                set.low[usize::from(ch)] = set.test(u32::from(ch), props);
            }
        }
        if uniform && !locale {
            let always = set.test(256, props);
            set.beyond = if always { Beyond::Always } else { Beyond::Never };
        }
        set
    }

    /// A set from its answers alone.
    pub(crate) fn from_answers(low: [bool; 256], beyond: bool) -> Charset {
        let beyond = if beyond { Beyond::Always } else { Beyond::Never };
        Charset { items: Box::new([]), fold: Fold::None, invert: false, locale: false, low, beyond }
    }

    /// Whether the answer may change with the locale, so that `low` is unusable.
    pub(crate) fn depends_on_locale(&self) -> bool {
        self.locale
    }

    /// Whether some character beyond Latin-1 may be in the set.
    pub(crate) fn may_reach_beyond_latin1(&self) -> bool {
        self.beyond != Beyond::Never
    }

    /// Membership, for a set that does not depend on the locale.
    #[inline(always)]
    pub(crate) fn contains(&self, ch: u32, props: &CharProps) -> bool {
        match self.low.get(ch as usize) {
            Some(&answer) => answer,
            None => match self.beyond {
                Beyond::Never => false,
                Beyond::Always => true,
                Beyond::Test => self.test(ch, props),
            },
        }
    }

    /// Membership from first principles.
    pub(crate) fn test(&self, ch: u32, props: &CharProps) -> bool {
        let found = match self.fold {
            Fold::None | Fold::Ascii | Fold::Unicode => self.lookup(self.fold.apply(ch, props), props),
            Fold::Locale => {
                self.lookup(props.locale_lower_of(ch), props) || self.lookup(props.locale_upper_of(ch), props)
            }
            Fold::LocaleLiteral => {
                self.lookup(ch, props)
                    || self.lookup(props.locale_lower_of(ch), props)
                    || self.lookup(props.locale_upper_of(ch), props)
            }
        };
        found != self.invert
    }

    fn lookup(&self, ch: u32, props: &CharProps) -> bool {
        let mut answer = true;
        for item in &self.items {
            if matches!(item, Item::Negate) {
                answer = !answer;
            } else if item.contains(ch, props) {
                return answer;
            }
        }
        !answer
    }
}
