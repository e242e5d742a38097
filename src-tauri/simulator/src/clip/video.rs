//! H.264 by openh264, as samples for an MP4: length-prefixed NAL units, parameter sets apart.

use super::ClipError;
use super::grade::Picture;
use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, Profile, QpRange, RateControlMode, VuiConfig,
};
use openh264::formats::YUVBuffer;

/// An encoded picture track.
pub(super) struct Track {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) fps: u32,
    pub(super) sps: Vec<u8>,
    pub(super) pps: Vec<u8>,
    pub(super) samples: Vec<Vec<u8>>,
    /// Which samples are sync samples, from 0.
    pub(super) keys: Vec<usize>,
}

pub(super) struct Encoder {
    inner: openh264::encoder::Encoder,
    track: Track,
}

impl Encoder {
    pub(super) fn new((width, height): (usize, usize), fps: u32) -> Result<Self, ClipError> {
        // 1.4 Mb/s at 640x360 and 24 fps, and in proportion.
        let bits = 1_400_000 * (width * height) as u64 * u64::from(fps) / (640 * 360 * 24);
        let config = EncoderConfig::new()
            .bitrate(BitRate::from_bps(u32::try_from(bits).unwrap_or(u32::MAX)))
            .max_frame_rate(FrameRate::from_hz(fps as f32))
            .rate_control_mode(RateControlMode::Bitrate)
            .skip_frames(false)
            .intra_frame_period(IntraFramePeriod::from_num_frames(fps * 2))
            .scene_change_detect(false)
            .profile(Profile::High)
            .num_threads(1)
            .qp(QpRange::new(18, 40))
            .vui(VuiConfig::bt709());
        let inner = openh264::encoder::Encoder::with_api_config(OpenH264API::from_source(), config)?;
        let (width, height) = (width as u16, height as u16);
        let track = Track { width, height, fps, sps: vec![], pps: vec![], samples: vec![], keys: vec![] };
        Ok(Self { inner, track })
    }

    /// Adds a picture; `cut` makes it a sync sample.
    pub(super) fn push(&mut self, picture: &YUVBuffer, cut: bool) -> Result<(), ClipError> {
        if cut {
            self.inner.force_intra_frame();
        }
        let stream = self.inner.encode(picture)?;
        if stream.frame_type() == FrameType::IDR {
            self.track.keys.push(self.track.samples.len());
        }
        let mut sample = Vec::new();
        for layer in (0..stream.num_layers()).filter_map(|i| stream.layer(i)) {
            for unit in (0..layer.nal_count()).filter_map(|i| layer.nal_unit(i)) {
                let unit = without_start_code(unit);
                match unit.first().map(|byte| byte & 31) {
                    Some(7) => self.track.sps = unit.to_vec(),
                    Some(8) => self.track.pps = unit.to_vec(),
                    _ => {
                        sample.extend((unit.len() as u32).to_be_bytes());
                        sample.extend(unit);
                    }
                }
            }
        }
        self.track.samples.push(sample);
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Track, ClipError> {
        if self.track.sps.is_empty() || self.track.pps.is_empty() {
            Err(ClipError::NoParameters)
        } else {
            Ok(self.track)
        }
    }
}

fn without_start_code(unit: &[u8]) -> &[u8] {
    unit.strip_prefix(&[0, 0, 0, 1]).or_else(|| unit.strip_prefix(&[0, 0, 1])).unwrap_or(unit)
}

impl Picture {
    /// BT.709, limited range, 4:2:0.
    pub(super) fn to_yuv(&self) -> YUVBuffer {
        let (w, h) = (self.width, self.height);
        let mut planes = vec![0u8; w * h * 3 / 2];
        let (luma, chroma) = planes.split_at_mut(w * h);
        for (y, pixel) in luma.iter_mut().zip(self.rgb.as_chunks::<3>().0) {
            let [r, g, b] = [i32::from(pixel[0]), i32::from(pixel[1]), i32::from(pixel[2])];
            *y = (((11966 * r + 40254 * g + 4064 * b + 32768) >> 16) + 16) as u8;
        }
        let (cb, cr) = chroma.split_at_mut(w * h / 4);
        for y in 0..h / 2 {
            for x in 0..w / 2 {
                let [r, g, b] = self.mean(x * 2, y * 2);
                let at = y * (w / 2) + x;
                cb[at] = (((-6596 * r - 22189 * g + 28785 * b + 131_072) >> 18) + 128) as u8;
                cr[at] = (((28785 * r - 26145 * g - 2640 * b + 131_072) >> 18) + 128) as u8;
            }
        }
        YUVBuffer::from_vec(planes, w, h)
    }

    /// The sum of a square of four pixels.
    fn mean(&self, x: usize, y: usize) -> [i32; 3] {
        let at = (y * self.width + x) * 3;
        let (top, low) = (&self.rgb[at..at + 6], &self.rgb[at + self.width * 3..at + self.width * 3 + 6]);
        let sum = |c: usize| i32::from(top[c]) + i32::from(top[c + 3]) + i32::from(low[c]) + i32::from(low[c + 3]);
        [sum(0), sum(1), sum(2)]
    }
}
