//! Pictures of pages, a third as large as the screen: so small that they may be kept, and that letters which an engine draws a
//! little otherwise look the same.

use crate::places;
use std::path::PathBuf;

/// Screen pixels for one of the picture's, in each direction.
const SCALE: u32 = 3;
/// How far the same colour may be apart, of 255.
const NEAR: u8 = 40;
/// How many pixels of a thousand may be further apart.
const FEW: usize = 8;

/// A small picture in true colours.
pub struct Picture {
    width: u32,
    height: u32,
    /// Row by row: red, green, blue.
    bytes: Vec<u8>,
}

impl Picture {
    /// A screenshot, made small.
    pub fn of_screen(png: &[u8]) -> Self {
        let large = Self::read(png);
        let (width, height) = (large.width / SCALE, large.height / SCALE);
        let mut bytes = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                for channel in 0..3 {
                    let mut sum = 0;
                    for (dx, dy) in (0..SCALE).flat_map(|dy| (0..SCALE).map(move |dx| (dx, dy))) {
                        let at = ((y * SCALE + dy) * large.width + x * SCALE + dx) * 3 + channel;
                        sum += u32::from(large.bytes[at as usize]);
                    }
                    // Thirty-two steps are enough to tell colours apart, and weigh less.
                    bytes.push(u8::try_from(sum / (SCALE * SCALE) / 8 * 255 / 31).unwrap());
                }
            }
        }
        Self { width, height, bytes }
    }

    fn read(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a picture");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a picture that fits")];
        let frame = reader.next_frame(&mut bytes).expect("a whole picture");
        let samples = frame.color_type.samples();
        let bytes = match samples {
            3 | 4 => bytes
                .chunks_exact(samples)
                .flat_map(|pixel| pixel[..3].to_vec())
                .collect(),
            _ => panic!("a picture of {:?}", frame.color_type),
        };
        Self {
            width: frame.width,
            height: frame.height,
            bytes,
        }
    }

    fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&self.bytes).expect("a picture");
        writer.finish().expect("an end");
        out
    }

    /// How many pixels of a thousand look otherwise; all, if it is of another size.
    fn differs(&self, other: &Self) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return 1000;
        }
        let pairs = self.bytes.chunks_exact(3).zip(other.bytes.chunks_exact(3));
        let far = pairs.filter(|(one, other)| one.iter().zip(*other).any(|(one, other)| one.abs_diff(*other) > NEAR));
        far.count() * 1000 / (self.width * self.height) as usize
    }

    /// What is wrong beside the picture that is kept under this name; `TINBAI_KEEP=1` keeps this one instead.
    pub fn fault(&self, name: &str) -> Option<String> {
        let kept = places::root().join("tests/e2e/kept").join(name).with_extension("png");
        if std::env::var_os("TINBAI_KEEP").is_some() {
            save(&kept, &self.write());
        }
        let seen = places::root().join("target/pictures").join(name).with_extension("png");
        let Ok(before) = std::fs::read(&kept) else {
            save(&seen, &self.write());
            return Some(format!("{name}: none is kept. Look at {}", seen.display()));
        };
        let differs = self.differs(&Self::read(&before));
        (differs > FEW).then(|| {
            save(&seen, &self.write());
            format!(
                "{name}: {differs} of 1000 pixels look otherwise. Look at {}, and keep it with TINBAI_KEEP=1",
                seen.display()
            )
        })
    }
}

fn save(path: &PathBuf, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[cfg(test)]
mod tests {
    use super::Picture;

    /// Of 100 × 100 pixels, of which the first so many are black.
    fn with_black(count: usize) -> Picture {
        let bytes = (0..100 * 100).flat_map(|at| if at < count { [0; 3] } else { [250; 3] });
        Picture {
            width: 100,
            height: 100,
            bytes: bytes.collect(),
        }
    }

    #[test]
    fn a_picture_that_was_kept_is_the_same_and_one_that_changed_is_not() {
        let kept = Picture::read(&with_black(500).write());
        assert_eq!(kept.differs(&with_black(500)), 0);
        assert_eq!(kept.differs(&with_black(700)), 20);
    }

    #[test]
    fn a_screen_is_shown_by_the_mean_of_its_pixels() {
        let small = Picture::of_screen(&with_black(300).write());
        assert_eq!((small.width, small.height), (33, 33));
        assert_eq!(small.bytes[..3], [0; 3]);
        assert_eq!(small.bytes[33 * 3..33 * 3 + 3], [255; 3]);
    }
}
