//! The few primitives that both walkers (window and figure) draw. A scene holds no text that is not measured already and
//! no colour that is not decided already; it knows neither egui nor SVG.

/// A point in scene units: logical pixels on screen, px (1/96 inch) in a figure. `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// An axis-parallel rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// From its upper left corner and size.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// True where `p` lies inside.
    pub fn contains(&self, p: Point) -> bool {
        self.x <= p.x && p.x < self.right() && self.y <= p.y && p.y < self.bottom()
    }

    /// True where both share an area.
    pub fn overlaps(&self, o: &Rect) -> bool {
        self.x < o.right() && o.x < self.right() && self.y < o.bottom() && o.y < self.bottom()
    }
}

/// Straight (not premultiplied) sRGB with alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Color {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

impl Color {
    /// Opaque, from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The same hue at `alpha` in 0..=1 of its present opacity.
    #[must_use]
    pub fn fade(self, alpha: f64) -> Self {
        Self { a: (f64::from(self.a) * alpha.clamp(0.0, 1.0)).round() as u8, ..self }
    }
}

/// A line round or along something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width in scene units.
    pub width: f64,
    /// Its colour.
    pub color: Color,
    /// Lengths of dash and gap; `None` for a full line.
    pub dash: Option<(f64, f64)>,
}

/// One of the six bundled font files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Face {
    Sans,
    SansBold,
    SansItalic,
    Serif,
    SerifBold,
    SerifItalic,
}

/// Which end of a text its position names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Align {
    Start,
    Middle,
    End,
}

/// A drawable thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled and/or outlined rectangle with corner `radius`.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Rect { rect: Rect, radius: f64, fill: Option<Color>, stroke: Option<Stroke> },
    /// A rectangle whose colour runs from left to right.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Fade { rect: Rect, left: Color, right: Color },
    /// Many filled rectangles with sharp corners: columns of a strip.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Columns { columns: Vec<(Rect, Color)> },
    /// A circle.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Circle { center: Point, radius: f64, fill: Option<Color>, stroke: Option<Stroke> },
    /// A convex polygon.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Polygon { points: Vec<Point>, fill: Option<Color>, stroke: Option<Stroke> },
    /// An open line through points.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Line { points: Vec<Point>, stroke: Stroke },
    /// A cubic Bézier curve.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Curve { points: [Point; 4], stroke: Stroke },
    /// One line of text; `at` is on the baseline.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Text { at: Point, align: Align, face: Face, size: f64, color: Color, text: String },
}

/// A shape, the event it stands for (an index into the corpus' events) and the clip it is drawn in.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is drawn.
    pub shape: Shape,
    /// For whom.
    pub event: Option<usize>,
    /// Index into [`Scene::clips`].
    pub clip: Option<usize>,
}

/// Shapes in the order of drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in scene units.
    pub width: f64,
    /// Height in scene units.
    pub height: f64,
    /// Back to front.
    pub nodes: Vec<Node>,
    /// Rectangles outside which some nodes are not drawn.
    pub clips: Vec<Rect>,
}
