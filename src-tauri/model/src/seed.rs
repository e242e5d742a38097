//! Seeds: 64-bit integers. Sent to the page as text, because JavaScript numbers lose digits above 2^53.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

/// A seed from 0 to `u64::MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct Seed(pub u64);

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Seed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Accepts digits as text, or a number, as earlier libraries and recipes have it.
impl<'de> Deserialize<'de> for Seed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;

        impl de::Visitor<'_> for Digits {
            type Value = Seed;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a seed from 0 to {}", u64::MAX)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Seed, E> {
                Ok(Seed(number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Seed, E> {
                let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse().ok().filter(|_| is_plain);
                number.map(Seed).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(Digits)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    #[test]
    fn every_digit_is_kept() {
        for digits in ["0", "7", "4294967296", "9007199254740993", "18446744073709551615"] {
            let seed: Seed = from_str(&format!("\"{digits}\"")).unwrap();
            assert_eq!(seed.to_string(), digits);
            assert_eq!(to_string(&seed).unwrap(), format!("\"{digits}\""));
            assert_eq!(from_str::<Seed>(digits).unwrap(), seed);
        }
    }

    #[test]
    fn what_is_no_seed_is_refused() {
        for json in ["\"\"", "\"-1\"", "\"+1\"", "\"1e3\"", "\"18446744073709551616\"", "-1", "1.5", "null"] {
            assert!(from_str::<Seed>(json).is_err(), "{json}");
        }
    }
}
