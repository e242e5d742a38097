//! Sounds: how long, in which codec, and no pictures.

use super::*;

#[tokio::test]
async fn a_sound_has_a_length_and_a_codec_and_no_pictures() {
    for (name, container, codec) in [
        ("tagged.mp3", Container::Mp3, "mp3"),
        ("bare.mp3", Container::Mp3, "mp3"),
        ("pcm.wav", Container::Wav, "pcm"),
        ("aac.m4a", Container::M4a, "aac"),
        ("alac.m4a", Container::M4a, "alac"),
        ("vorbis.ogg", Container::Ogg, "vorbis"),
        ("opus.ogg", Container::Ogg, "opus"),
        ("flac.flac", Container::Flac, "flac"),
        ("adts.aac", Container::Aac, "aac"),
    ] {
        let seen = Seen::of_file(&fixture("sounds").join(name)).await;
        let duration_ms = seen.facts().duration_ms.expect(name);
        assert!((990..=1100).contains(&duration_ms), "{name}: {duration_ms}");
        let facts = MediaInfo {
            container: Some(container),
            duration_ms: Some(duration_ms),
            audio_codec: Some(codec.into()),
            has_audio: true,
            ..MediaInfo::default()
        };
        assert_eq!(*seen.facts(), facts, "{name}");
        assert_eq!((seen.examined.poster.as_ref(), seen.files().len()), (None, 0), "{name}");
    }
}

#[tokio::test]
async fn what_only_begins_like_a_sound_has_no_facts() {
    for (bytes, container) in [(&b"OggS\0\x02"[..], Container::Ogg), (b"RIFF\x24\0\0\0WAVE", Container::Wav)] {
        let seen = Seen::of_bytes(bytes).await;
        assert_eq!(*seen.facts(), MediaInfo { container: Some(container), ..MediaInfo::default() });
    }
}
