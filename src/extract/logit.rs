//! A logistic model over named features: its weights are an asset that a trainer writes and a person can read.

use crate::language::linear::HashedMap;
use serde::Deserialize;

/// The weights.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logit {
    /// What is less probable is left out.
    pub least: f32,
    /// What each feature adds, in logits.
    pub weights: HashedMap<String, f32>,
}

impl Logit {
    /// Reads an asset; a broken one knows nothing (a test holds that none is).
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// The probability, between 0 and 1, of what has these features.
    pub fn of(&self, features: &[String]) -> f32 {
        probability(self.logit(features))
    }

    /// The same before it is a probability.
    pub fn logit(&self, features: &[String]) -> f32 {
        features.iter().filter_map(|f| self.weights.get(f)).sum()
    }
}

/// Between 0 and 1.
pub fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_assets_are_sound() {
        for model in [
            super::super::worth::builtin(),
            super::super::cast::builtin(),
            super::super::news::builtin(),
            super::super::same::builtin(),
        ] {
            assert!(model.weights.len() > 50 && (0.0..1.0).contains(&model.least));
        }
    }
}
