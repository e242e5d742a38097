//! Iterates over the boxes of a header in memory (ISO/IEC 14496-12 §4.2). Does not interpret them, and reads no file.

/// A box within another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Child<'a> {
    pub(super) kind: [u8; 4],
    /// The bytes after its header.
    pub(super) body: &'a [u8],
}

/// Returns the sibling boxes in `bytes`.
///
/// QuickTime ends some lists with 32 zero bits, and some writers pad with zeros; these are skipped. As in players, a
/// box that is longer than the data is truncated, and an impossible size ends the list.
pub(super) fn children(bytes: &[u8]) -> impl Iterator<Item = Child<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let kind = *rest.get(4..)?.first_chunk::<4>()?;
            let (header, size) = match u32_at(rest, 0)? {
                0 if !is_kind(kind) => {
                    rest = &rest[4..];
                    continue;
                }
                // Size 0: the box extends to the end of its parent.
                0 => (8, rest.len()),
                1 => (16, usize::try_from(u64_at(rest, 8)?).unwrap_or(usize::MAX)),
                size => (8, size as usize),
            };
            if size < header {
                return None;
            }
            let (whole, tail) = rest.split_at(size.min(rest.len()));
            rest = tail;
            return Some(Child { kind, body: &whole[header..] });
        }
    })
}

/// Returns the body of the first box of this kind.
pub(super) fn child<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    children(bytes).find(|child| child.kind == *kind).map(|child| child.body)
}

/// Returns the body of the box at the end of a path of kinds.
pub(super) fn descendant<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, kind| child(bytes, kind))
}

fn is_kind(kind: [u8; 4]) -> bool {
    kind.iter().all(|byte| byte.is_ascii_graphic() || matches!(byte, b' ' | 0xa9))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(bytes: &[u8]) -> Vec<([u8; 4], usize)> {
        children(bytes).map(|child| (child.kind, child.body.len())).collect()
    }

    #[test]
    fn a_list_ends_at_zeros_and_goes_on_behind_them() {
        let plain = b"\0\0\0\x09nameX\0\0\0\x08free";
        assert_eq!(kinds(plain), [(*b"name", 1), (*b"free", 0)]);
        assert_eq!(kinds(&[&plain[..], &[0; 4]].concat()), kinds(plain));
        assert_eq!(kinds(&[&plain[..], &[0; 15]].concat()), kinds(plain));
        assert_eq!(kinds(&[&plain[..9], &[0; 4], &plain[9..]].concat()), kinds(plain));
    }

    #[test]
    fn sizes_are_long_open_cut_or_impossible() {
        let long = [&1_u32.to_be_bytes()[..], b"trak", &17_u64.to_be_bytes(), b"x"].concat();
        assert_eq!(kinds(&long), [(*b"trak", 1)]);
        assert_eq!(kinds(b"\0\0\0\0trakxyz"), [(*b"trak", 3)]);
        assert_eq!(kinds(b"\0\0\0\xfftrakxyz"), [(*b"trak", 3)]);
        assert_eq!(kinds(b"\0\0\0\x07trakxyz"), []);
        assert_eq!(kinds(&[0; 100]), []);
    }

    #[test]
    fn a_path_leads_to_a_box() {
        let inner = b"\0\0\0\x0amdhdAB";
        let outer = [&18_u32.to_be_bytes()[..], b"mdia", &inner[..]].concat();
        assert_eq!(descendant(&outer, &[b"mdia", b"mdhd"]), Some(&b"AB"[..]));
        assert_eq!(descendant(&outer, &[b"mdia", b"hdlr"]), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_go_on_for_ever(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(children(&bytes).map(|child| child.body.len()).sum::<usize>() <= bytes.len());
        }
    }
}
