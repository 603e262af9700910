//! Dependency trees by arc-hybrid transitions: shift the next word, hang the top of the stack on the next word, or on the
//! word below it. Greedy; whatever the weights say, the result is a tree. Punctuation takes no part: the words know what
//! stands before them, and the marks are hung on the finished tree. Knows no text.

use super::bytes::{Reader, Writer};
use super::linear::{Weights, feature};
use super::word::{Deprel, Upos};

/// What the parser sees of a word.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Hash of the form.
    pub form: u32,
    /// Hash of the lemma.
    pub lemma: u32,
    /// Class.
    pub upos: Upos,
    /// Number of class and features.
    pub tag: u16,
    /// The marks between the word before and this one, as a set of [`mark_kind`]s.
    pub gap: u8,
}

/// The kind of a punctuation mark, as a bit.
pub fn mark_kind(form: &str) -> u8 {
    match form {
        "," => 1,
        "(" | "[" | "{" => 2,
        ")" | "]" | "}" => 4,
        "\"" | "«" | "»" | "“" | "”" | "'" | "‘" | "’" => 8,
        ":" => 16,
        ";" => 32,
        "-" | "–" | "—" | "--" => 64,
        _ => 128,
    }
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next word.
    Left(Deprel),
    /// The top of the stack hangs on the word below it.
    Right(Deprel),
}

const NONE: usize = usize::MAX;

/// How far a sentence is parsed.
#[derive(Clone, Debug)]
pub struct State<'a> {
    words: &'a [Slot],
    /// Whose habits the tree follows; treebanks differ.
    style: u32,
    /// Indices of open words.
    pub stack: Vec<usize>,
    /// The next word.
    pub next: usize,
    /// Head of each word; `usize::MAX` while open.
    pub heads: Vec<usize>,
    /// Relation of each word to its head.
    pub deprels: Vec<Deprel>,
    kids: Vec<Kids>,
    /// Commas, conjunctions, verbs and other marks before each word, to count those between two.
    before: Vec<[u8; 4]>,
}

#[derive(Clone, Copy, Debug)]
struct Kids {
    left: [usize; 2],
    right: [usize; 2],
    /// The leftmost word of the phrase; that of the word itself where there is no left child.
    first: usize,
    lefts: u8,
    rights: u8,
    labels: u64,
    /// Lemma of the adposition or conjunction that introduces the word.
    case: u32,
}

const CHILDLESS: Kids =
    Kids { left: [NONE; 2], right: [NONE; 2], first: NONE, lefts: 0, rights: 0, labels: 0, case: 0 };

impl<'a> State<'a> {
    /// Nothing parsed yet.
    pub fn new(words: &'a [Slot], style: u32) -> Self {
        let mut before = Vec::with_capacity(words.len() + 1);
        let mut counts = [0_u8; 4];
        before.push(counts);
        for word in words {
            // What stands before the first of two words does not stand between them: see `between`.
            counts[0] = counts[0].wrapping_add(u8::from(word.gap & 1 != 0));
            counts[3] = counts[3].wrapping_add(u8::from(word.gap & !1 != 0));
            counts[1] = counts[1].wrapping_add(u8::from(word.upos == Upos::Cconj));
            counts[2] = counts[2].wrapping_add(u8::from(word.upos == Upos::Verb));
            before.push(counts);
        }
        Self {
            words,
            style,
            stack: Vec::with_capacity(words.len()),
            next: 0,
            heads: vec![NONE; words.len()],
            deprels: vec![Deprel::Root; words.len()],
            kids: vec![CHILDLESS; words.len()],
            before,
        }
    }

    /// True where only the root is left.
    pub fn is_done(&self) -> bool {
        self.next >= self.words.len() && self.stack.len() <= 1
    }

    /// True where the step can be made.
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.words.len(),
            Move::Left(_) => self.next < self.words.len() && !self.stack.is_empty(),
            Move::Right(_) => self.stack.len() >= 2,
        }
    }

    /// Makes a step that is allowed.
    pub fn make(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(deprel) => {
                if let Some(child) = self.stack.pop() {
                    self.attach(child, self.next, deprel);
                }
            }
            Move::Right(deprel) => {
                if let (Some(child), Some(head)) = (self.stack.pop(), self.stack.last().copied()) {
                    self.attach(child, head, deprel);
                }
            }
        }
    }

    fn attach(&mut self, child: usize, head: usize, deprel: Deprel) {
        self.heads[child] = head;
        self.deprels[child] = deprel;
        let word = self.words[child];
        let first = if self.kids[child].first == NONE { child } else { self.kids[child].first };
        let kids = &mut self.kids[head];
        kids.labels |= 1 << (deprel as u8);
        if matches!(deprel, Deprel::Case | Deprel::Mark) && kids.case == 0 {
            kids.case = word.lemma;
        }
        if child < head {
            // Left children come from the nearest to the farthest.
            kids.left = [child, kids.left[0]];
            kids.first = first;
            kids.lefts = kids.lefts.saturating_add(1);
            if matches!(deprel, Deprel::Case | Deprel::Mark) {
                kids.case = word.lemma;
            }
        } else {
            kids.right = [child, kids.right[0]];
            kids.rights = kids.rights.saturating_add(1);
        }
    }

    /// The features of this state.
    #[expect(
        clippy::many_single_char_names,
        reason = "a table of features: form, lemma, class, tag, relation of a word"
    )]
    pub fn look(&self, features: &mut Vec<u32>) {
        features.clear();
        let depth = self.stack.len();
        let at = |n: usize| depth.checked_sub(n + 1).map_or(NONE, |i| self.stack[i]);
        let ahead = |n: usize| if self.next + n < self.words.len() { self.next + n } else { NONE };
        let (s0, s1, s2) = (at(0), at(1), at(2));
        let (b0, b1, b2, b3) = (ahead(0), ahead(1), ahead(2), ahead(3));
        let word = |i: usize| self.words.get(i);
        let f = |i: usize| word(i).map_or(1, |w| w.form);
        let l = |i: usize| word(i).map_or(1, |w| w.lemma);
        let p = |i: usize| word(i).map_or(31, |w| w.upos as u32);
        let t = |i: usize| word(i).map_or(9999, |w| u32::from(w.tag));
        let kids = |i: usize| self.kids.get(i).copied().unwrap_or(CHILDLESS);
        let d = |i: usize| self.deprels.get(i).map_or(63, |d| *d as u32);
        let (k0, k1, kb) = (kids(s0), kids(s1), kids(b0));
        let two = |a: u32, b: u32| a << 6 | b;
        let three = |a: u32, b: u32, c: u32| a << 12 | b << 6 | c;
        let labels = |k: Kids| (k.labels ^ (k.labels >> 32)) as u32;
        let between = |a: usize, b: usize| {
            if a >= b || b > self.words.len() || a == NONE {
                return 0;
            }
            // Words strictly between, and marks up to the one just before `b`.
            let words = |n: usize| u32::from(self.before[b][n].wrapping_sub(self.before[a + 1][n]).min(2));
            let up_to = (b + 1).min(self.words.len());
            let marks = |n: usize| u32::from(self.before[up_to][n].wrapping_sub(self.before[a + 1][n]).min(2));
            marks(3) << 6 | marks(0) << 4 | words(1) << 2 | words(2)
        };
        let distance = |a: usize, b: usize| if a == NONE || b == NONE { 0 } else { (b - a).min(10) as u32 };
        let end = self.next.min(self.words.len());
        let (near, low) = (distance(s0, b0), distance(s1, s0));
        let (gap, gap1) = (between(s0, end), between(s1, s0));
        let (p0, p1, p2, q0, q1, q2) = (p(s0), p(s1), p(s2), p(b0), p(b1), p(b2));
        let (l0, l1, m0) = (l(s0), l(s1), l(b0));
        let (t0, t1, u0, u1) = (t(s0), t(s1), t(b0), t(b1));
        let mut template = 100;
        let mut push = |x: u32, y: u32, z: u32| {
            features.push(feature(template, x, y, z));
            template += 1;
        };
        // One word.
        push(f(s0), p0, 0);
        push(l0, 0, 0);
        push(t0, 0, 0);
        push(f(s1), p1, 0);
        push(l1, 0, 0);
        push(t1, 0, 0);
        push(f(b0), q0, 0);
        push(m0, 0, 0);
        push(u0, 0, 0);
        push(f(b1), q1, 0);
        push(u1, 0, 0);
        push(l(b2), q2, 0);
        push(t(b2), 0, 0);
        push(l(s2), p2, 0);
        // Two words.
        push(t0, u0, 0);
        push(l0, m0, 0);
        push(l0, u0, 0);
        push(t0, m0, 0);
        push(t1, t0, 0);
        push(l1, l0, 0);
        push(l1, t0, 0);
        push(t1, l0, 0);
        push(t1, u0, 0);
        push(l1, m0, 0);
        push(l1, q0, 0);
        push(p1, m0, 0);
        push(u0, u1, 0);
        push(m0, l(b1), 0);
        push(m0, u1, 0);
        push(l0, l(b1), q0);
        push(t0, two(q0, q1), 0);
        // Three and more classes.
        push(three(p1, p0, q0), 0, 0);
        push(three(p0, q0, q1), 0, 0);
        push(three(q0, q1, q2), p0, 0);
        push(three(p2, p1, p0), 0, 0);
        push(three(p1, p0, q0), q1, p2);
        push(three(p0, q0, q1), two(q2, p(b3)), 0);
        push(l0, two(p1, q0), 0);
        push(m0, two(p0, q1), 0);
        push(l1, two(p0, q0), 0);
        push(t1, t0, u0);
        // Children.
        push(three(p0, q0, p(kb.left[0])), d(kb.left[0]), 0);
        push(three(p0, q0, p(k0.right[0])), d(k0.right[0]), 0);
        push(three(p0, q0, p(k0.left[0])), d(k0.left[0]), 0);
        push(three(p1, p0, p(k0.left[0])), d(k0.left[0]), 0);
        push(three(p1, p0, p(k0.right[0])), d(k0.right[0]), 0);
        push(three(p1, p0, p(k1.right[0])), d(k1.right[0]), q0);
        push(three(p1, p0, p(k1.left[0])), d(k1.left[0]), q0);
        push(l(k0.right[0]), p0, q0);
        push(l(k0.left[0]), p0, q0);
        push(l(kb.left[0]), p0, q0);
        push(l(k1.right[0]), p1, p0);
        push(d(k0.right[0]), two(d(k0.right[1]), p0), q0);
        push(d(k0.left[0]), two(d(k0.left[1]), p0), q0);
        push(d(kb.left[0]), two(d(kb.left[1]), q0), p0);
        push(d(k1.right[0]), two(d(k1.right[1]), p1), p0);
        push(labels(k0), p0, q0);
        push(labels(k1), p1, p0);
        push(labels(kb), q0, p0);
        push(labels(k0), l0, 1);
        push(labels(k1), l1, 2);
        push(labels(kb), m0, 3);
        // What introduces a phrase, and what it may hang on.
        push(k0.case, l0, 0);
        push(kb.case, m0, 0);
        push(k0.case, l1, p0);
        push(kb.case, l0, q0);
        push(k0.case, p1, p0);
        push(k0.case, t1, two(p0, q0));
        push(kb.case, t0, q0);
        push(k0.case, l1, l0);
        push(k0.case, m0, q0);
        push(k0.case, kb.case, two(p0, q0));
        push(k1.case, k0.case, two(p1, p0));
        push(k0.case, labels(k1), two(p1, p0));
        // Distance, number of children, what stands between.
        push(near, p0, q0);
        push(near, l0, q0);
        push(near, m0, p0);
        push(low, p1, p0);
        push(low, l1, p0);
        push(gap, p0, q0);
        push(gap1, p1, p0);
        push(gap1, two(p1, p0), q0);
        push(gap, l0, m0);
        push(u32::from(k0.rights), p0, q0);
        push(u32::from(k0.lefts), p0, q0);
        push(u32::from(kb.lefts), p0, q0);
        push(u32::from(k1.rights), p1, p0);
        push(u32::from(k0.rights), l0, 5);
        push(depth.min(4) as u32, q0, p0);
        // Forms side by side, for fixed expressions.
        push(f(s0), f(b0), 0);
        push(f(s1), f(s0), 0);
        push(f(s0), f(b0), f(b1));
        push(f(s1), f(s0), f(b0));
        push(f(b0), f(b1), 0);
        // Habits.
        let style = self.style << 12;
        push(style | two(p1, p0), q0, 0);
        push(style, l0, q0);
        push(style, l1, p0);
        push(style, m0, p0);
        push(style, t0, u0);
        push(style, k0.case, two(p1, p0));
        // The mark before a phrase, and that before the word after it.
        let gap_at = |i: usize| word(i).map_or(0, |w| u32::from(w.gap));
        let before = |i: usize, k: Kids| gap_at(if k.first == NONE { i } else { k.first });
        let (g0, g1, gb) = (before(s0, k0), before(s1, k1), before(b0, kb));
        let alike = u32::from(p0 == p1) | u32::from(k0.case == k1.case) << 1 | u32::from(t0 == t1) << 2;
        let joined = (k0.labels >> (Deprel::Cc as u8) & 1) as u32;
        let joins = (kb.labels >> (Deprel::Cc as u8) & 1) as u32;
        push(gb, q0, p0);
        push(gb, gap_at(b1), two(q0, p0));
        push(gap_at(b1), q0, two(p0, q1));
        push(gb, g0, two(p0, q0));
        push(g0, p0, p1);
        push(gb, l0, q0);
        push(gb, m0, p0);
        push(g0, l1, p0);
        push(g0, k0.case, p1);
        push(gb, g0, three(p1, p0, q0));
        push(g0 << 4 | alike, two(p1, p0), joined);
        push(g0 << 8 | g1, two(p1, p0), p2);
        push(joins, two(p0, q0), gb << 1 | u32::from(k0.case == kb.case));
        push(g0 << 2 | joined, labels(k1), two(p1, p0));
        push(g0, d(k1.right[0]), two(p1, p0));
    }
}

/// The features by what they tell: each widens the lead of the right step most, given those before it.
const ORDER: [u8; 115] = [
    61, 41, 100, 56, 8, 49, 59, 80, 50, 66, 43, 2, 102, 112, 81, 110, 42, 25, 95, 113, 58, 99, 109, 70, 84, 4, 31, 14,
    7, 105, 114, 85, 60, 0, 28, 39, 83, 103, 9, 34, 73, 26, 11, 37, 64, 15, 104, 6, 21, 75, 53, 86, 33, 107, 1, 97, 67,
    74, 88, 108, 79, 10, 12, 87, 3, 5, 13, 16, 17, 18, 19, 20, 22, 23, 24, 27, 29, 30, 32, 35, 36, 38, 40, 44, 45, 46,
    47, 48, 51, 52, 54, 55, 57, 62, 63, 65, 68, 69, 71, 72, 76, 77, 78, 82, 89, 90, 91, 92, 93, 94, 96, 98, 101, 106,
    111,
];

/// Most steps are plain from a few features: more of [`ORDER`] are looked at only while the best step leads by less than this.
const LOOKS: [(std::ops::Range<usize>, i16); 3] = [(0..40, 1200), (40..64, 1000), (64..ORDER.len(), 0)];

/// The trained parser.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    /// The steps, by number.
    pub moves: Vec<Move>,
    /// The weights.
    pub weights: Weights,
    /// The weights that hang the marks.
    pub marks: Weights,
}

impl Parser {
    /// Head and relation of each word. Exactly one word has no head, and every word leads to it. `marks` are the forms of
    /// the punctuation marks, none for the words.
    pub fn parse(&self, slots: &[Slot], marks: &[Option<&str>]) -> Vec<(Option<usize>, Deprel)> {
        let (kept, reduced) = without_marks(slots, marks);
        let state = self.tree(&reduced);
        let mut heads: Vec<Option<usize>> = vec![None; slots.len()];
        let mut deprels = vec![Deprel::Punct; slots.len()];
        for (i, &at) in kept.iter().enumerate() {
            heads[at] = kept.get(state.heads[i]).copied();
            deprels[at] = state.deprels[i];
        }
        let mut hung = heads.clone();
        let mut features = Vec::with_capacity(32);
        for (at, form) in marks.iter().enumerate() {
            let Some(form) = form.filter(|_| kept.len() < slots.len() && deprels[at] == Deprel::Punct) else {
                continue;
            };
            let places = places(&heads, &deprels, slots, marks, at);
            let mut scores = [0; 256];
            look_around(&places, &hung, &deprels, slots, marks, at, form, &mut features);
            self.marks.score(features.iter().copied(), &mut scores);
            let best = (0..PLACES).filter(|p| places.heads[*p].is_some()).max_by_key(|p| (scores[*p], PLACES - p));
            hung[at] = best.and_then(|p| places.heads[p]);
        }
        hung.into_iter().zip(deprels).collect()
    }

    fn tree<'a>(&self, words: &'a [Slot]) -> State<'a> {
        let mut state = State::new(words, 0);
        let mut features = Vec::with_capacity(128);
        let mut scores = [0; 256];
        let ceilings = Ceilings::new(&self.moves);
        while !state.is_done() {
            if state.stack.is_empty() {
                state.make(Move::Shift);
                continue;
            }
            state.look(&mut features);
            scores.fill(0);
            let mut step = None;
            for (part, enough) in LOOKS {
                self.weights.score(ORDER[part].iter().map(|i| features[usize::from(*i)]), &mut scores);
                let lead;
                (step, lead) = ceilings.choose(&scores, |step| state.allows(step));
                if lead >= enough {
                    break;
                }
            }
            state.make(step.map_or_else(|| fallback(&state), |i| self.moves[i]));
        }
        state
    }

    /// Writes the parser.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.moves.len() as u64);
        for step in &self.moves {
            out.number(match step {
                Move::Shift => 0,
                Move::Left(deprel) => 1 + *deprel as u64 * 2,
                Move::Right(deprel) => 2 + *deprel as u64 * 2,
            });
        }
        self.weights.write(out);
        self.marks.write(out);
    }

    /// Reads what [`Parser::write`] wrote.
    pub fn read(input: &mut Reader) -> Option<Self> {
        let mut moves = Vec::new();
        for _ in 0..input.count()? {
            moves.push(match input.number()? {
                0 => Move::Shift,
                n => {
                    let deprel = Deprel::numbered(u8::try_from((n - 1) / 2).ok()?)?;
                    if n % 2 == 1 { Move::Left(deprel) } else { Move::Right(deprel) }
                }
            });
        }
        Some(Self { moves, weights: Weights::read(input)?, marks: Weights::read(input)? })
    }
}

/// The words that are no marks, with what stands before each; all of them where there are but marks.
pub fn without_marks(slots: &[Slot], marks: &[Option<&str>]) -> (Vec<usize>, Vec<Slot>) {
    if marks.iter().all(Option::is_some) {
        return ((0..slots.len()).collect(), slots.to_vec());
    }
    let mut gap = 0;
    let mut kept = Vec::with_capacity(slots.len());
    let mut reduced = Vec::with_capacity(slots.len());
    for (at, (slot, mark)) in slots.iter().zip(marks).enumerate() {
        if let Some(form) = mark {
            gap |= mark_kind(form);
        } else {
            kept.push(at);
            reduced.push(Slot { gap, ..*slot });
            gap = 0;
        }
    }
    (kept, reduced)
}

/// How many places a mark can hang on.
pub const PLACES: usize = 8;

/// The words a mark can hang on without crossing an arc: those above its neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The word above both neighbours; the topmost word on the left below it; on the right; the second, third, last
    /// on the left; the second, last on the right.
    pub heads: [Option<usize>; PLACES],
    left: Option<usize>,
    right: Option<usize>,
}

/// Where the mark at `at` can hang.
pub fn places(
    heads: &[Option<usize>],
    deprels: &[Deprel],
    slots: &[Slot],
    marks: &[Option<&str>],
    at: usize,
) -> Places {
    debug_assert!(deprels.len() == slots.len());
    let is_word = |i: &usize| marks[*i].is_none();
    let left = (0..at).rev().find(is_word);
    let right = (at + 1..slots.len()).find(is_word);
    let chain =
        |from: Option<usize>| -> Vec<usize> { std::iter::successors(from, |i| heads[*i]).take(slots.len()).collect() };
    let (mut lefts, mut rights) = (chain(left), chain(right));
    let mut top = None;
    while let (Some(a), Some(b)) = (lefts.last(), rights.last()) {
        if a != b {
            break;
        }
        top = Some(*a);
        lefts.pop();
        rights.pop();
    }
    if top.is_none() {
        top = lefts.pop().or(rights.pop());
    }
    let from_top = |chain: &[usize], n: usize| chain.len().checked_sub(n).filter(|_| n > 0).map(|i| chain[i]);
    let found = [
        top,
        from_top(&lefts, 1),
        from_top(&rights, 1),
        from_top(&lefts, 2),
        from_top(&lefts, 3),
        lefts.first().copied().filter(|_| lefts.len() > 3),
        from_top(&rights, 2),
        rights.first().copied().filter(|_| rights.len() > 2),
    ];
    Places { heads: found, left, right }
}

/// The features of a mark's surroundings.
#[expect(clippy::too_many_arguments, reason = "the tree as parallel slices; one caller in the parser, one in training")]
pub fn look_around(
    places: &Places,
    hung: &[Option<usize>],
    deprels: &[Deprel],
    slots: &[Slot],
    marks: &[Option<&str>],
    at: usize,
    form: &str,
    features: &mut Vec<u32>,
) {
    features.clear();
    let kind = u32::from(mark_kind(form));
    let hash = super::linear::hash_text(form);
    let label = |p: Option<usize>| p.map_or(63, |p| deprels[p] as u32);
    let class = |p: Option<usize>| p.map_or(31, |p| slots[p].upos as u32);
    let [top, left, right, left2, ..] = places.heads;
    let mark_of =
        |i: Option<usize>| i.and_then(|i| marks.get(i)).copied().flatten().map_or(0, |m| u32::from(mark_kind(m)));
    let (before, after) = (mark_of(at.checked_sub(1)), mark_of(Some(at + 1)));
    let end = places.right.is_none();
    // The place where the mark that opens this pair hangs; a comma may close what a comma begun.
    let opens = (0..at).rev().find(|i| marks[*i].is_some_and(|m| pairs(m, form)));
    let opener = opens.and_then(|i| hung[i]).and_then(|head| places.heads.iter().position(|p| *p == Some(head)));
    let opener = opener.map_or(99, |p| p as u32) * 2 + u32::from(opens.is_some());
    let uneven = (0..at).filter(|i| marks[*i] == Some(form)).count() as u32 % 2;
    // Whether the phrase on the left begins after a mark, that on the right ends before one.
    let span = |head: Option<usize>, to: usize| {
        head.map_or(0, |head| {
            let inside = |i: usize| std::iter::successors(Some(i), |i| hung[*i]).take(slots.len()).any(|i| i == head);
            let mut edge = to;
            if to < at {
                while edge > 0 && (marks[edge - 1].is_some() || inside(edge - 1)) && (at - edge) < 60 {
                    edge -= 1;
                    if marks[edge].is_some() && (edge == 0 || !inside(edge - 1)) {
                        return mark_of(Some(edge));
                    }
                }
            } else {
                while edge + 1 < slots.len() && (marks[edge + 1].is_none() && inside(edge + 1)) && (edge - at) < 60 {
                    edge += 1;
                }
                return mark_of(Some(edge + 1));
            }
            0
        })
    };
    let (begun, ended) = (places.left.map_or(0, |l| span(left, l)), places.right.map_or(0, |r| span(right, r)));
    let (on_left, on_right) = (label(left), label(right));
    let mut template = 400;
    let mut push = |x: u32, y: u32, z: u32| {
        features.push(feature(template, x, y, z));
        template += 1;
    };
    push(hash, u32::from(end), 0);
    push(hash, on_left, on_right);
    push(kind, on_left, 0);
    push(kind, on_right, 0);
    push(hash, opener, 0);
    push(kind, opener, on_left << 6 | on_right);
    push(hash, uneven, opener);
    push(kind, before, after);
    push(kind, begun, on_left);
    push(kind, ended, on_right);
    push(kind, begun << 8 | ended, on_left << 6 | on_right);
    push(kind, label(left2), on_left);
    push(kind, label(left2), on_left << 6 | on_right);
    push(kind, class(left), class(right));
    push(kind, class(top), on_left << 6 | on_right);
    push(kind, class(places.left), class(places.right));
    push(kind, places.left.map_or(0, |i| slots[i].lemma), 0);
    push(kind, places.right.map_or(0, |i| slots[i].lemma), 0);
    push(kind, places.right.map_or(0, |i| slots[i].lemma), on_left << 6 | on_right);
    push(kind, places.heads.iter().map(|p| u32::from(p.is_some())).fold(0, |a, b| a << 1 | b), u32::from(end));
    push(kind, label(top), on_left << 6 | on_right);
}

fn pairs(open: &str, close: &str) -> bool {
    matches!((open, close), ("(", ")") | ("[", "]") | ("{", "}") | ("«", "»") | ("“", "”"))
        || (open == close && matches!(open, "\"" | "-" | "–" | "—" | "," | "'"))
}

/// The best step of those that `may` be made.
pub fn choose<T: Copy + PartialOrd>(moves: &[Move], scores: &[T], may: impl Fn(Move) -> bool) -> Option<usize> {
    allowed(moves, may).fold(None, |best, i| if best.is_none_or(|b| scores[i] > scores[b]) { Some(i) } else { best })
}

/// For each sort of steps that may be made or not, the score that each step may have at most: none where it may not be made.
/// So the best is found without a branch.
struct Ceilings([Vec<i16>; 8]);

impl Ceilings {
    fn new(moves: &[Move]) -> Self {
        let of = |sorts: usize| {
            let mut ceilings = vec![i16::MIN; moves.len().next_multiple_of(16).min(256)];
            for i in allowed(moves, |step| sorts & sort(step) != 0) {
                ceilings[i] = i16::MAX;
            }
            ceilings
        };
        Self(std::array::from_fn(of))
    }

    /// The best step of those that `may` be made, the first of equals, and by how much it leads.
    fn choose(&self, scores: &[i16; 256], may: impl Fn(Move) -> bool) -> (Option<usize>, i16) {
        let sorts = [Move::Shift, Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)];
        let ceilings = &self.0[sorts.into_iter().filter(|s| may(*s)).map(sort).sum::<usize>()];
        let under = || scores.iter().zip(ceilings).map(|(score, ceiling)| *score.min(ceiling));
        let first = under().fold(i16::MIN, i16::max);
        let best = under().zip(ceilings).position(|(score, ceiling)| score == first && *ceiling == i16::MAX);
        let equals = under().map(|score| u16::from(score == first)).sum::<u16>();
        let second = under().map(|score| if score == first { i16::MIN } else { score }).fold(i16::MIN, i16::max);
        // Equals lead by nothing.
        (best, if equals > 1 { 0 } else { first.saturating_sub(second) })
    }
}

/// The bit of the sort of a step.
fn sort(step: Move) -> usize {
    match step {
        Move::Shift => 1,
        Move::Left(_) => 2,
        Move::Right(_) => 4,
    }
}

/// The numbers of the steps that `may` be made.
fn allowed(moves: &[Move], may: impl Fn(Move) -> bool) -> impl Iterator<Item = usize> {
    let [shift, left, right] = [Move::Shift, Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)].map(&may);
    let allowed = move |step: &Move| match step {
        Move::Shift => shift,
        Move::Left(Deprel::Root) | Move::Right(Deprel::Root) => false,
        Move::Left(_) => left,
        Move::Right(_) => right,
    };
    moves.iter().enumerate().filter(move |(_, step)| allowed(step)).map(|(i, _)| i)
}

fn fallback(state: &State<'_>) -> Move {
    if state.allows(Move::Shift) { Move::Shift } else { Move::Right(Deprel::Dep) }
}

/// How many gold arcs can no longer be found after each kind of step (shift, left, right); none where it is not allowed.
pub fn costs(state: &State<'_>, gold: &[usize], children: &[Vec<usize>]) -> [Option<usize>; 3] {
    let (n, next) = (gold.len(), state.next);
    let s0 = state.stack.last().copied();
    let s1 = state.stack.len().checked_sub(2).map(|i| state.stack[i]);
    let ahead = |word: usize| children[word].iter().filter(|c| **c >= next).count();
    let on_stack = |word: usize| word < next && state.heads[word] == NONE;
    let shift = (next < n).then(|| {
        let head = gold[next];
        let lost_head = head < next && Some(head) != s0 && on_stack(head);
        usize::from(lost_head) + children[next].iter().filter(|c| on_stack(**c)).count()
    });
    let left = s0.filter(|_| next < n).map(|s0| {
        let head = gold[s0];
        usize::from(Some(head) == s1 || head > next) + ahead(s0)
    });
    let right = s0.filter(|_| s1.is_some()).map(|s0| usize::from(gold[s0] >= next) + ahead(s0));
    [shift, left, right]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(n: usize) -> Vec<Slot> {
        (0..n).map(|i| Slot { form: i as u32, lemma: i as u32, upos: Upos::Noun, tag: 0, gap: 0 }).collect()
    }

    #[test]
    fn every_feature_is_looked_at_once() {
        let slots = words(3);
        let mut state = State::new(&slots, 0);
        state.make(Move::Shift);
        let mut features = Vec::new();
        state.look(&mut features);
        let mut looked_at: Vec<usize> =
            LOOKS.into_iter().flat_map(|(part, _)| &ORDER[part]).map(|i| usize::from(*i)).collect();
        looked_at.sort_unstable();
        assert_eq!(looked_at, (0..features.len()).collect::<Vec<_>>());
    }

    #[test]
    fn without_weights_it_is_still_a_tree() {
        for n in 0..6 {
            let tree = Parser::default().parse(&words(n), &vec![None; n]);
            assert_eq!(tree.len(), n);
            assert_eq!(tree.iter().filter(|(head, _)| head.is_none()).count(), n.min(1));
        }
    }

    #[test]
    fn following_steps_without_cost_finds_the_gold_tree() {
        let gold = [1_usize, 5, 3, 1, 3];
        let gold_root = [1_usize, 5, 3, 1, 3].map(|h| if h == 5 { 5 } else { h });
        let mut children = vec![Vec::new(); 6];
        for (child, head) in gold.iter().enumerate() {
            children[*head].push(child);
        }
        let slots = words(5);
        let mut state = State::new(&slots, 0);
        while !state.is_done() {
            let costs = costs(&state, &gold_root, &children);
            let steps = [Move::Shift, Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)];
            let free = steps.iter().zip(costs).find(|(_, cost)| *cost == Some(0)).expect("a free step");
            state.make(*free.0);
        }
        let heads: Vec<usize> = state.heads.iter().map(|h| (*h).min(5)).collect();
        assert_eq!(heads, gold);
    }
}
