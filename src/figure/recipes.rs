//! Figures with a name: a project keeps them among what it says of its window, and makes them again after new articles.

use super::options::FigureOptions;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A figure that has a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// What the analyst calls it.
    pub name: String,
    /// What it shows and how.
    pub options: FigureOptions,
}

/// Where they stand in what a project keeps of its window.
const KEY: &str = "figures";

/// The recipes in what a project keeps of its window; one that this version cannot read is left out.
pub fn kept(standing: &str) -> Vec<Recipe> {
    let standing: Value = serde_json::from_str(standing).unwrap_or_default();
    let all = standing.get(KEY).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|recipe| serde_json::from_value(recipe.clone()).ok()).collect()
}

/// The same words of a project with these recipes in them.
pub fn with_recipes(standing: &str, recipes: &[Recipe]) -> String {
    let mut standing: Map<String, Value> = serde_json::from_str(standing).unwrap_or_default();
    if recipes.is_empty() {
        standing.remove(KEY);
    } else if let Ok(recipes) = serde_json::to_value(recipes) {
        standing.insert(KEY.to_owned(), recipes);
    }
    Value::Object(standing).to_string()
}

/// Puts a recipe in the place of the one of its name, else after all others.
pub fn put(recipes: &mut Vec<Recipe>, recipe: Recipe) {
    match recipes.iter_mut().find(|r| r.name == recipe.name) {
        Some(same) => *same = recipe,
        None => recipes.push(recipe),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Theme;

    fn recipe(name: &str, theme: Theme) -> Recipe {
        Recipe { name: name.into(), options: FigureOptions { theme, ..FigureOptions::default() } }
    }

    #[test]
    fn recipes_are_kept_beside_what_else_is_said_of_the_window() {
        let recipes = [recipe("Réunion de mars", Theme::Print), recipe("Annexe", Theme::Dark)];
        let standing = with_recipes(r#"{"from":1.0,"watching":true}"#, &recipes);
        assert_eq!(kept(&standing), recipes);
        assert!(standing.contains("\"watching\":true"), "{standing}");
        assert_eq!(kept(&with_recipes(&standing, &[])), []);
        assert_eq!(kept("nothing of the sort"), []);
    }

    #[test]
    fn a_recipe_takes_the_place_of_the_one_of_its_name() {
        let mut recipes = vec![recipe("A", Theme::Light), recipe("B", Theme::Light)];
        put(&mut recipes, recipe("A", Theme::Print));
        put(&mut recipes, recipe("C", Theme::Dark));
        let names: Vec<&str> = recipes.iter().map(|r| r.name.as_str()).collect();
        assert_eq!((names, recipes[0].options.theme), (vec!["A", "B", "C"], Theme::Print));
    }
}
