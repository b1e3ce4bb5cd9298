//! Texts and members that are borrowed from the file where that can be.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// A text that is borrowed where no escape stands in it, also within an option or a list, where serde copies a `Cow`.
pub(in super::super) struct Str<'a>(pub(in super::super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Text<'a> {
            type Value = Str<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Str<'a>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Str<'a>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text(PhantomData))
    }
}

/// The members of an object by name, sorted; a name that stands twice is refused.
pub(super) struct Pairs<'a, T>(pub(super) Vec<(Str<'a>, T)>);

impl<'a, T> Pairs<'a, T> {
    pub(super) fn of(mut pairs: Vec<(Str<'a>, T)>) -> Option<Self> {
        let in_order = |pairs: &[(Str, T)]| pairs.is_sorted_by(|a, b| a.0.0 < b.0.0);
        if !in_order(&pairs) {
            pairs.sort_unstable_by(|a, b| a.0.0.cmp(&b.0.0));
        }
        in_order(&pairs).then_some(Self(pairs))
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Pairs<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<'a, T>(PhantomData<(&'a (), T)>);
        impl<'de: 'a, 'a, T: Deserialize<'de>> Visitor<'de> for Members<'a, T> {
            type Value = Pairs<'a, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs<'a, T>, M::Error> {
                let mut pairs: Vec<(Str<'a>, T)> = Vec::with_capacity(96);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Pairs::of(pairs).ok_or_else(|| M::Error::custom("an answer stands twice"))
            }
        }
        deserializer.deserialize_map(Members(PhantomData))
    }
}
