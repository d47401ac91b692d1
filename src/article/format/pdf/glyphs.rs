//! The glyphs of a page, with their characters and places, as its drawing instructions set them.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use super::strings;

/// The most glyphs that are read of one page: a page of a newspaper has twenty thousand.
pub const MAX_GLYPHS: usize = 200_000;

/// The width of a glyph whose font does not say it, in parts of the type size.
const USUAL_WIDTH: f64 = 0.5;

/// The least part of a page that a picture covers which may be a scan of it.
const SCAN: f64 = 0.4;

/// One glyph, or several that stand for one run of characters. Lengths are in points, y counts downwards.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Its characters; a space for a glyph that is one.
    pub text: String,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge.
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    /// The type size.
    pub size: f32,
    /// Whether its font calls itself bold.
    pub bold: bool,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub struct PageGlyphs {
    /// The glyphs in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// The height of the page as it is read, in points.
    pub height: f32,
    /// Whether one picture covers much of it.
    pub is_picture: bool,
    /// Whether it has more glyphs than are read.
    pub is_cut: bool,
}

/// Reads one page. What is set across the direction of most of its text is left out: marks in the margin, and stamps.
pub fn read<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, settings: &InterpreterSettings) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, frame, cache, page.xref(), settings.clone());
    let mut reader = Reader { frame, turned: Default::default(), count: 0, marked: Vec::new(), is_picture: false };
    interpret_page(page, &mut context, &mut reader);
    let (turn, glyphs) =
        reader.turned.into_iter().enumerate().max_by_key(|(turn, glyphs)| (glyphs.len(), 4 - turn)).unwrap_or_default();
    let height = if turn % 2 == 1 { width } else { height };
    PageGlyphs { glyphs, height, is_picture: reader.is_picture, is_cut: reader.count > MAX_GLYPHS }
}

/// The device that the instructions are carried out on.
struct Reader {
    frame: Rect,
    /// The glyphs by how often their line of writing is turned by a quarter.
    turned: [Vec<Glyph>; 4],
    count: usize,
    /// The marked contents that are open, each with the text that it stands for, where it says so.
    marked: Vec<Option<Replacement>>,
    is_picture: bool,
}

/// The text that a marked content stands for.
struct Replacement {
    text: String,
    /// Whether its first glyph has been seen, which takes the whole text.
    used: bool,
}

impl Reader {
    fn glyph(&mut self, glyph: &Drawn<'_>, transform: Affine, next: Option<Point>, bold: bool) {
        self.count += 1;
        if self.count > MAX_GLYPHS {
            return;
        }
        let text = match self.marked.iter_mut().rev().find_map(Option::as_mut) {
            Some(replacement) if replacement.used => String::new(),
            Some(replacement) => {
                replacement.used = true;
                std::mem::take(&mut replacement.text)
            }
            None => characters(glyph.as_unicode()),
        };
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let mut size = up.hypot();
        let advance = match glyph {
            Drawn::Outline(outline) => {
                outline.advance_width().map_or(USUAL_WIDTH, |width| f64::from(width) / 1000.0) * along.hypot()
            }
            // The glyphs of such a font have units of their own; where the next one stands tells their width.
            Drawn::Type3(_) => {
                let width = next.map_or(size * USUAL_WIDTH, |next| (next - origin).hypot());
                size = if size < 4.0 { width * 2.0 } else { size };
                width.min(size * 2.0)
            }
        };
        let Some(turn) = quarter(along) else { return };
        if !(0.5..=2000.0).contains(&size) || !self.frame.inflate(2.0, 2.0).contains(origin) {
            return;
        }
        let (width, height) = (self.frame.width(), self.frame.height());
        let (x, y) = match turn {
            0 => (origin.x, origin.y),
            1 => (origin.y, width - origin.x),
            2 => (width - origin.x, height - origin.y),
            _ => (height - origin.y, origin.x),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page needs no more")]
        let glyph = Glyph { text, x0: x as f32, x1: (x + advance) as f32, y: y as f32, size: size as f32, bold };
        if let Some(glyphs) = self.turned.get_mut(turn) {
            glyphs.push(glyph);
        }
    }
}

/// How many quarters clockwise a line of writing is turned; `None` for a slanting one.
fn quarter(along: Vec2) -> Option<usize> {
    const STRAIGHT: f64 = 0.05;
    let (x, y) = (along.x, along.y);
    if y.abs() <= x.abs() * STRAIGHT {
        Some(if x > 0.0 { 0 } else { 2 })
    } else if x.abs() <= y.abs() * STRAIGHT {
        Some(if y > 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

/// The characters of a glyph; U+FFFD where its font does not tell them.
fn characters(known: Option<BfString>) -> String {
    match known {
        Some(BfString::Char(character)) => strings::sane(character).to_string(),
        Some(BfString::String(text)) => text.chars().map(strings::sane).collect(),
        None => "\u{FFFD}".to_string(),
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Text that is filled and then outlined is drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) && self.turned.iter().any(|glyphs| !glyphs.is_empty()) {
            let first = run.glyphs().first().map(|glyph| props.transform * glyph.transform() * Point::ZERO);
            let drawn = |origin: Point| {
                let close = |a: f32, b: f64| (f64::from(a) - b).abs() < 0.5;
                self.turned[0]
                    .iter()
                    .rev()
                    .take(run.glyphs().len() * 2)
                    .any(|g| close(g.x0, origin.x) && close(g.y, origin.y))
            };
            if first.is_some_and(drawn) {
                return;
            }
        }
        let bold = run.glyphs().first().is_some_and(|glyph| match &**glyph {
            Drawn::Outline(outline) => outline.font_data().is_some_and(|font| {
                let named = |name: &String| {
                    let name = name.to_lowercase();
                    name.contains("bold") || name.contains("black") || name.contains("heavy") || name.contains("-demi")
                };
                font.weight.is_some_and(|weight| weight >= 600) || font.postscript_name.as_ref().is_some_and(named)
            }),
            Drawn::Type3(_) => false,
        });
        for (at, glyph) in run.glyphs().iter().enumerate() {
            let next = run.glyphs().get(at + 1).map(|next| props.transform * next.transform() * Point::ZERO);
            self.glyph(glyph, props.transform * glyph.transform(), next, bold);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let covered = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).intersect(self.frame);
        self.is_picture |= covered.area() >= self.frame.area() * SCAN;
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|properties| properties.get::<PdfString<'_>>("ActualText"));
        self.marked.push(text.map(|text| Replacement { text: strings::decode(text.as_bytes()), used: false }));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
