//! Menus that are drawn, or told as a list: what stands in a menu stands in the list of all commands too.

use super::action::Action;
use eframe::egui::{self, Button};

/// One line of a menu.
#[must_use]
pub struct Item<'a> {
    name: &'a str,
    keys: &'a str,
    help: &'a str,
    on: bool,
    chosen: bool,
    action: Action,
}

impl<'a> Item<'a> {
    /// A line that can be clicked.
    pub fn new(name: &'a str, action: impl Into<Action>) -> Self {
        Self { name, keys: "", help: "", on: true, chosen: false, action: action.into() }
    }

    /// The keys that do the same, or what else stands at its right.
    pub fn keys(self, keys: &'a str) -> Self {
        Self { keys, ..self }
    }

    /// What is said where the pointer rests.
    pub fn help(self, help: &'a str) -> Self {
        Self { help, ..self }
    }

    /// Whether it can be done now.
    pub fn on(self, on: bool) -> Self {
        Self { on, ..self }
    }

    /// Whether it is what holds now.
    pub fn chosen(self, chosen: bool) -> Self {
        Self { chosen, ..self }
    }
}

/// A command as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// The names of its menus and its own, with " › " between them.
    pub name: String,
    /// The keys that do the same.
    pub keys: String,
    /// What it does.
    pub action: Action,
}

/// Where the lines of a menu go.
pub enum Menu<'m> {
    /// On the screen; what is clicked becomes a wish.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Drawn { ui: &'m mut egui::Ui, actions: &'m mut Vec<Action> },
    /// Into a list of what can be done now; `path` is the names of the menus around.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Told { path: String, commands: &'m mut Vec<Command> },
}

/// The tallest menu takes so many points; with less room it is scrolled.
const TALLEST: f32 = 640.0;

impl Menu<'_> {
    /// A line.
    pub fn item(&mut self, item: Item<'_>) {
        match self {
            Menu::Drawn { ui, actions } => {
                let button = Button::selectable(item.chosen, item.name).shortcut_text(item.keys);
                let mut response = ui.add_enabled(item.on, button);
                if !item.help.is_empty() {
                    response = response.on_hover_text(item.help);
                }
                if response.clicked() {
                    actions.push(item.action);
                    ui.close();
                }
            }
            Menu::Told { path, commands } if item.on => {
                let (name, keys) = (joined(path, item.name), item.keys.to_owned());
                commands.push(Command { name, keys, action: item.action });
            }
            Menu::Told { .. } => {}
        }
    }

    /// A menu within the menu.
    pub fn sub(&mut self, name: &str, fill: impl FnOnce(&mut Menu<'_>)) {
        match self {
            Menu::Drawn { ui, actions } => {
                let menu = ui.menu_button(name, |ui| {
                    let room = ui.ctx().content_rect().height() - 60.0;
                    if room > TALLEST {
                        fill(&mut Menu::Drawn { ui, actions });
                    } else {
                        let area = egui::ScrollArea::vertical().max_height(room);
                        area.show(ui, |ui| fill(&mut Menu::Drawn { ui, actions }));
                    }
                });
                if ui.data_mut(|d| d.remove_temp::<bool>(bar_id())).is_some() {
                    menu.response.request_focus();
                }
            }
            Menu::Told { path, commands } => fill(&mut Menu::Told { path: joined(path, name), commands }),
        }
    }

    /// A line between two groups.
    pub fn separator(&mut self) {
        if let Menu::Drawn { ui, .. } = self {
            ui.separator();
        }
    }

    /// What is no line but something drawn.
    pub fn draw(&mut self, draw: impl FnOnce(&mut egui::Ui, &mut Vec<Action>)) {
        if let Menu::Drawn { ui, actions } = self {
            draw(ui, actions);
        }
    }
}

/// F10 gives the first menu of the bar the keyboard, as everywhere; call it where the bar begins.
pub fn bar_keys(ui: &egui::Ui) {
    if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::F10)) {
        ui.data_mut(|d| d.insert_temp(bar_id(), true));
    }
}

fn bar_id() -> egui::Id {
    egui::Id::unique("the menu bar is asked for")
}

fn joined(path: &str, name: &str) -> String {
    let name = name.trim_end_matches(" ▾");
    if path.is_empty() { name.to_owned() } else { format!("{path} › {name}") }
}
