//! Detects animated pictures by walking the blocks of the file. Decodes nothing.

use std::io::{self, BufRead, Seek, SeekFrom};

use dailies_model::Container;

/// Returns whether the picture has more than one frame; `false` if the file ends before that is known.
pub(super) fn is_animated(picture: &mut (impl BufRead + Seek), container: Container) -> bool {
    let found = picture.rewind().and_then(|()| match container {
        Container::Gif => gif(picture),
        Container::Png => png(picture),
        Container::Webp => webp(picture),
        _ => Ok(false),
    });
    found.unwrap_or(false)
}

/// Looks for a second image descriptor (GIF89a sections 17 to 26).
fn gif(picture: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    const EXTENSION: u8 = 0x21;
    const IMAGE: u8 = 0x2c;
    let head: [u8; 13] = read(picture)?;
    skip(picture, colour_table_bytes(head[10]))?;
    let mut frames = 0;
    loop {
        match read::<1>(picture)? {
            [EXTENSION] => {
                read::<1>(picture)?;
            }
            [IMAGE] if frames == 1 => return Ok(true),
            [IMAGE] => {
                frames += 1;
                let descriptor: [u8; 9] = read(picture)?;
                skip(picture, colour_table_bytes(descriptor[8]))?;
                read::<1>(picture)?; // LZW minimum code size
            }
            _ => return Ok(false),
        }
        skip_sub_blocks(picture)?;
    }
}

fn colour_table_bytes(flags: u8) -> i64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn skip_sub_blocks(picture: &mut (impl BufRead + Seek)) -> io::Result<()> {
    loop {
        match read::<1>(picture)? {
            [0] => return Ok(()),
            [length] => skip(picture, length.into())?,
        }
    }
}

/// Looks for an `acTL` chunk with more than one frame before the pixels (PNG third edition, section 11.3.6.1).
fn png(picture: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    read::<8>(picture)?;
    loop {
        let length = u32::from_be_bytes(read(picture)?);
        match &read::<4>(picture)? {
            b"acTL" => return Ok(u32::from_be_bytes(read(picture)?) > 1),
            b"IDAT" | b"IEND" => return Ok(false),
            _ => skip(picture, i64::from(length) + 4)?,
        }
    }
}

/// Reads the animation flag of the extended header (RFC 9649 section 2.7).
fn webp(picture: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    picture.seek(SeekFrom::Start(12))?;
    let head: [u8; 9] = read(picture)?;
    Ok(&head[..4] == b"VP8X" && head[8] & 0b10 != 0)
}

fn read<const LENGTH: usize>(picture: &mut impl BufRead) -> io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    picture.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(picture: &mut impl Seek, bytes: i64) -> io::Result<()> {
    picture.seek_relative(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    const STILLS: [(Container, &[u8]); 4] = [
        (Container::Png, include_bytes!("../tests/fixtures/stills/quarters.png")),
        (Container::Jpg, include_bytes!("../tests/fixtures/stills/quarters.jpg")),
        (Container::Webp, include_bytes!("../tests/fixtures/stills/quarters.webp")),
        (Container::Gif, include_bytes!("../tests/fixtures/stills/quarters.gif")),
    ];
    const MOVING: [(Container, &[u8]); 3] = [
        (Container::Png, include_bytes!("../tests/fixtures/stills/moving.png")),
        (Container::Webp, include_bytes!("../tests/fixtures/stills/moving.webp")),
        (Container::Gif, include_bytes!("../tests/fixtures/stills/moving.gif")),
    ];

    #[test]
    fn what_moves_is_told_from_what_does_not() {
        for (container, bytes) in STILLS {
            assert!(!is_animated(&mut Cursor::new(bytes), container), "{container}");
        }
        for (container, bytes) in MOVING {
            assert!(is_animated(&mut Cursor::new(bytes), container), "{container}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_go_on_for_ever(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for (container, whole) in STILLS {
                is_animated(&mut Cursor::new(&bytes), container);
                is_animated(&mut Cursor::new([&whole[..13], &bytes].concat()), container);
            }
        }
    }
}
