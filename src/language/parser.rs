//! Dependency trees by arc-hybrid transitions: shift the next word, hang the top of the stack on the next word, or on the
//! word below it. Greedy; whatever the weights say, the result is a tree. Knows no text.

use super::bytes::{Reader, Writer};
use super::linear::{Scorer, Weights, feature};
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
    /// Indices of open words.
    pub stack: Vec<usize>,
    /// The next word.
    pub next: usize,
    /// Head of each word; `usize::MAX` while open.
    pub heads: Vec<usize>,
    /// Relation of each word to its head.
    pub deprels: Vec<Deprel>,
    kids: Vec<Kids>,
    /// Commas, conjunctions and finite or other verbs before each word, to count those between two.
    before: Vec<[u8; 3]>,
}

#[derive(Clone, Copy, Debug)]
struct Kids {
    left: [usize; 2],
    right: [usize; 2],
    lefts: u8,
    rights: u8,
    labels: u64,
    /// Lemma of the adposition or conjunction that introduces the word.
    case: u32,
}

const CHILDLESS: Kids = Kids { left: [NONE; 2], right: [NONE; 2], lefts: 0, rights: 0, labels: 0, case: 0 };

impl<'a> State<'a> {
    /// Nothing parsed yet.
    pub fn new(words: &'a [Slot]) -> Self {
        let mut before = Vec::with_capacity(words.len() + 1);
        let mut counts = [0_u8; 3];
        before.push(counts);
        let comma = super::linear::hash_text(",");
        for word in words {
            counts[0] = counts[0].wrapping_add(u8::from(word.lemma == comma));
            counts[1] = counts[1].wrapping_add(u8::from(word.upos == Upos::Cconj));
            counts[2] = counts[2].wrapping_add(u8::from(word.upos == Upos::Verb));
            before.push(counts);
        }
        Self {
            words,
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
        let kids = &mut self.kids[head];
        kids.labels |= 1 << (deprel as u8);
        if matches!(deprel, Deprel::Case | Deprel::Mark) && kids.case == 0 {
            kids.case = word.lemma;
        }
        if child < head {
            // Left children come from the nearest to the farthest.
            kids.left = [child, kids.left[0]];
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
            let count = |n: usize| u32::from(self.before[b][n].wrapping_sub(self.before[a + 1][n]).min(2));
            count(0) << 4 | count(1) << 2 | count(2)
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
    }
}

/// The trained parser.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    /// The steps, by number.
    pub moves: Vec<Move>,
    /// The weights.
    pub weights: Weights,
}

impl Default for Move {
    fn default() -> Self {
        Self::Shift
    }
}

impl Parser {
    /// Head and relation of each word. Exactly one word has no head, and every word leads to it.
    pub fn parse(&self, words: &[Slot]) -> Vec<(Option<usize>, Deprel)> {
        let mut state = State::new(words);
        let mut features = Vec::with_capacity(128);
        let mut scores = vec![0; self.moves.len()];
        while !state.is_done() {
            state.look(&mut features);
            scores.fill(0);
            self.weights.score(&features, &mut scores);
            let step = choose(&self.moves, &scores, |step| state.allows(step));
            state.make(step.map_or_else(|| fallback(&state), |i| self.moves[i]));
        }
        state.heads.iter().zip(&state.deprels).map(|(h, d)| ((*h != NONE).then_some(*h), *d)).collect()
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
    }

    /// Reads what [`Parser::write`] wrote.
    pub fn read(input: &mut Reader<'_>) -> Option<Self> {
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
        Some(Self { moves, weights: Weights::read(input)? })
    }
}

/// The best step of those that `may` be made.
pub fn choose(moves: &[Move], scores: &[i32], may: impl Fn(Move) -> bool) -> Option<usize> {
    let [shift, left, right] = [Move::Shift, Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)].map(&may);
    let mut best: Option<usize> = None;
    for (i, step) in moves.iter().enumerate() {
        let allowed = match step {
            Move::Shift => shift,
            Move::Left(_) => left,
            Move::Right(_) => right,
        };
        if allowed && best.is_none_or(|b| scores[i] > scores[b]) {
            best = Some(i);
        }
    }
    best
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
        (0..n).map(|i| Slot { form: i as u32, lemma: i as u32, upos: Upos::Noun, tag: 0 }).collect()
    }

    #[test]
    fn without_weights_it_is_still_a_tree() {
        for n in 0..6 {
            let tree = Parser::default().parse(&words(n));
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
        let mut state = State::new(&slots);
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
