//! Every word of the interface, in French and English side by side: a message that lacks a language does not compile, and
//! one that nobody shows is found by a test. (Those of the window for figures still stand beside its fields, in
//! `studio`.) French spacing is written out: `\u{202f}` before ; ! ?, `\u{a0}` before : and inside « ».

use crate::model::{Certainty, Family, Lang, Role};
use crate::timeline::words as calendar;

macro_rules! words {
    ($($name:ident: $fr:literal, $en:literal;)*) => {
        /// The messages of one language.
        pub(crate) struct Words { $(pub(crate) $name: &'static str,)* }
        static FR: Words = Words { $($name: $fr,)* };
        static EN: Words = Words { $($name: $en,)* };
        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $fr, $en),)*];
    };
}

/// The messages of `lang`.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

pub use crate::system_lang;

/// `template` with each `{}` replaced by the next of `values`.
pub(crate) fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    for (i, part) in template.split("{}").enumerate() {
        if i > 0 {
            out.push_str(values.next().unwrap_or(&""));
        }
        out.push_str(part);
    }
    out
}

/// `one` or `many` with the number in it: French says "0 article", English "0 articles".
pub(crate) fn count(lang: Lang, n: usize, one: &str, many: &str) -> String {
    let single = if lang == Lang::Fr { n < 2 } else { n == 1 };
    fill(if single { one } else { many }, &[&number(lang, n)])
}

/// A number with its thousands apart.
pub(crate) fn number(lang: Lang, n: usize) -> String {
    calendar::thousands(n, lang)
}

impl Words {
    /// The name of a family of kinds.
    pub(crate) fn family(&self, family: Family) -> &'static str {
        match family {
            Family::Attack => self.family_attack,
            Family::Accusation => self.family_accusation,
            Family::Coercion => self.family_coercion,
            Family::Force => self.family_force,
            Family::Word => self.family_word,
            Family::Diplomacy => self.family_diplomacy,
        }
    }

    /// In whose voice, explained.
    pub(crate) fn certainty_long(&self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Actual => self.actual_long,
            Certainty::Alleged => self.alleged_long,
            Certainty::Planned => self.planned_long,
        }
    }

    /// What a highlighted run gave.
    pub(crate) fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Kind => self.mark_kind,
            Role::Actor => self.mark_actor,
            Role::Target => self.mark_target,
            Role::Date => self.mark_date,
        }
    }
}

words! {
    app_claim: "Une frise chronologique à laquelle on peut se fier\u{a0}: chaque événement montre les passages dont il vient.", "A timeline one can trust: every event shows the passages it comes from.";
    menu_file: "Fichier", "File";
    menu_view: "Affichage", "View";
    menu_help: "Aide", "Help";
    open_folder: "Ouvrir un dossier…", "Open a folder…";
    open_files: "Ouvrir des fichiers…", "Open files…";
    add_folder: "Ajouter un dossier…", "Add a folder…";
    add_files: "Ajouter des fichiers…", "Add files…";
    compose_figure: "Composer une figure…", "Compose a figure…";
    save_picture: "Enregistrer la figure (PNG, SVG, PDF)…", "Save the figure (PNG, SVG, PDF)…";
    save_window: "Photographier la fenêtre", "Take a picture of the window";
    copy_picture: "Copier la figure", "Copy the figure";
    quit: "Quitter", "Quit";
    fit: "Tout montrer", "Show all";
    zoom_in: "Zoomer", "Zoom in";
    zoom_out: "Dézoomer", "Zoom out";
    activity: "Activité", "Activity";
    theme: "Thème", "Theme";
    theme_system: "Comme le système", "As the system";
    theme_light: "Clair", "Light";
    theme_dark: "Sombre", "Dark";
    language: "Langue", "Language";
    keys: "Gestes et touches", "Gestures and keys";
    about: "À propos de Frise", "About Frise";
    legal_program: "Programme", "Program";
    legal_data: "Modèle, polices, exemples", "Model, fonts, samples";
    legal_libraries: "Bibliothèques", "Libraries";
    second_window: "Une autre fenêtre de Frise est ouverte, mais sans bus de session (D-Bus) elle ne peut pas recevoir ces fichiers\u{a0}: ils s’ouvrent ici.", "Another window of Frise is open, but without a session bus (D-Bus) it cannot take these files: they open here.";
    no_drop: "Sous Wayland sans serveur X, des fichiers ne peuvent pas être déposés sur la fenêtre\u{a0}: ouvrez-les par le menu Fichier (Ctrl+O).", "On Wayland without an X server, files cannot be dropped on the window: open them with the menu File (Ctrl+O).";
    broke_off: "Frise s’est arrêté sur une erreur la dernière fois. Ce qui était indiqué comme enregistré l’est.", "Frise broke off on an error last time. What was shown as saved is saved.";
    go_on_with: "Reprendre «\u{a0}{}\u{a0}»", "Go on with “{}”";
    show_report: "Voir le rapport", "Show the report";
    bad_settings: "Les réglages étaient illisibles\u{a0}: ils repartent de zéro, vos projets n’y perdent rien. L’ancien fichier est gardé\u{a0}: {}", "The settings could not be read: they start afresh, your projects lose nothing. The old file is kept: {}";
    close: "Fermer", "Close";
    empty_title: "Déposez un dossier d’articles ici", "Drop a folder of articles here";
    empty_text: "Frise lit les articles (pages web, PDF, courriels, textes…), retrouve le jour de chacun, et place sur un calendrier qui a fait quoi à qui.", "Frise reads the articles (web pages, PDF, mail, texts …), finds the day of each, and puts who did what to whom on a calendar.";
    empty_button: "Choisir un dossier…", "Choose a folder…";
    nothing_found: "Aucun événement dans ces articles", "No event in these articles";
    nothing_found_text: "Les articles ont été lus\u{202f}; aucun ne raconte un acte que Frise reconnaît.", "The articles were read; none tells an act that Frise knows.";
    all_hidden: "Aucun événement ne répond aux filtres", "No event passes the filters";
    all_hidden_button: "Tout afficher", "Show all kinds";
    drop_here: "Déposer pour ajouter", "Drop to add";
    reading: "Lecture", "Reading";
    looking: "Recherche des articles…", "Looking for articles…";
    cancel: "Annuler", "Cancel";
    reading_cancelled: "Lecture annulée\u{a0}: rien n’a changé.", "Reading cancelled: nothing has changed.";
    reading_failed: "La lecture s’est interrompue\u{a0}: un défaut de Frise. Ce qui était affiché reste affiché.", "Reading broke off: a defect of Frise. What was shown remains.";
    in_view: "{} en vue", "{} in view";
    of_total: "sur {}", "of {}";
    before: "{} avant", "{} before";
    after: "{} après", "{} after";
    clustered: "{} regroupés", "{} clustered";
    elsewhere: "{} sur d’autres lignes", "{} on other lanes";
    crowd_hint: "{}, {}\u{a0}: cliquer pour agrandir", "{}, {}: click to zoom in";
    search_hint: "Chercher", "Search";
    search_help: "Mots du titre ou des passages, pays\u{202f}; entre guillemets, une suite de mots. Touche /", "Words of titles or passages, countries; between quotation marks, a phrase. Key /";
    filter: "Filtrer", "Filter";
    filter_to: "Filtrer\u{a0}: {}", "Filter: {}";
    filter_certainty: "Certitude", "Certainty";
    filter_countries: "Pays", "Countries";
    filter_period: "Période", "Period";
    filter_starred: "Étoilés seulement", "Starred only";
    filter_without: "sans «\u{a0}{}\u{a0}»", "without “{}”";
    filter_starred_short: "étoilés", "starred";
    filter_starred_help: "La touche X donne une étoile à l’événement choisi\u{a0}; les étoilés viennent d’abord dans les figures", "The X key gives the selected event a star; starred events come first in figures";
    filter_sources: "Articles", "Articles";
    facets_hint: "Les nombres disent ce que chaque choix montrerait, les autres filtres restant ce qu’ils sont.", "The numbers say what each choice would show with the other filters as they are.";
    period_all: "toutes les dates", "all dates";
    period_hint: "2018, mars 2018 – juin 2019", "2018, 2018-03/2019-06";
    period_view: "Jours en vue", "Days in view";
    period_none: "Ne plus limiter la période", "No longer limit the period";
    period_zoom: "Agrandir", "Zoom in";
    period_filter: "Ne garder que cette période", "Only this period";
    key_period: "Maj + glisser", "Shift + drag";
    key_period_does: "marquer une période et compter", "mark a period and count";
    views: "Vues", "Views";
    views_none: "Une vue retient les jours, les filtres et les lignes. Nommez celle-ci pour la retrouver.", "A view keeps days, filters and lanes. Name this one to come back to it.";
    view_name: "Nom de la vue", "Name of the view";
    view_keep: "Enregistrer", "Keep";
    view_forget: "Oublier cette vue", "Forget this view";
    clock_happened: "Selon le jour des faits", "By the day of the facts";
    clock_told: "Selon le jour du récit", "By the day of telling";
    clock_told_help: "Chaque événement est placé au jour du premier article qui le raconte. Cliquer pour revenir au jour des faits.", "Each event stands at the day of the first article that tells it. Click to return to the day of the facts.";
    delays: "Délai jusqu’au récit", "Delay until told";
    delays_help: "Un trait va du jour de l’événement aux jours des articles qui le racontent.", "A line leads from the day of an event to the days of the articles that tell it.";
    anchored: "J = {}", "D = {}";
    anchored_short: "J±", "D±";
    anchor_here: "Compter les jours à partir d’ici (J−30 … J+90)", "Count days from here (D−30 … D+90)";
    group_none: "Sans regroupement", "Ungrouped";
    group_regions: "Par région", "By region";
    group_alliances: "Par alliance", "By alliance";
    group_rest: "Les moins actives ensemble", "The less active together";
    groups_open: "Tout déplier", "Open all";
    groups_close: "Tout replier", "Close all";
    group_open: "Déplier", "Open";
    group_close: "Replier", "Close";
    certainty_actual: "établi", "established";
    certainty_alleged: "allégué", "alleged";
    certainty_planned: "annoncé", "announced";
    part_either: "acteur ou cible", "actor or target";
    part_actor: "acteur", "actor";
    part_target: "cible", "target";
    lanes: "Lignes", "Lanes";
    order_activity: "Les plus actives d’abord", "Most active first";
    order_name: "Par nom", "By name";
    order_own: "À la main", "By hand";
    order_first: "Par premier événement", "By first event";
    lanes_actor: "Ligne de celui qui agit", "Lane of who acts";
    lanes_target: "Ligne de celui qui est visé", "Lane of who is acted upon";
    lanes_either: "Les deux", "Both";
    lanes_all: "Remontrer toutes les lignes", "Show all lanes again";
    lane_fit: "Cadrer sur cette ligne", "Fit this lane";
    lane_pin: "Garder en haut", "Keep at the top";
    lane_unpin: "Ne plus garder en haut", "No longer at the top";
    lane_up: "Monter", "Move up";
    lane_down: "Descendre", "Move down";
    lane_hide: "Masquer cette ligne", "Hide this lane";
    lane_only: "Seulement les événements de ce pays", "Only events of this country";
    arcs: "Liens de l’acteur à la cible", "Lines from actor to target";
    list_order: "Trier par", "Sort by";
    list_day: "jour", "day";
    list_actor: "acteur", "actor";
    list_kind: "type", "kind";
    list_sources: "sources", "sources";
    earlier_view: "Vue précédente", "Earlier view";
    later_view: "Vue suivante", "Later view";
    go_to: "Aller à une date…", "Go to a date…";
    go_to_hint: "juin 2018, 4 juin 2018, 2018-06…", "2018, 2018-06, 2018-06-04…";
    go_to_unknown: "Cette date n’est pas comprise.", "This date is not understood.";
    key_search: "/", "/";
    key_search_does: "chercher des mots", "look for words";
    key_goto: "Ctrl+G", "Ctrl+G";
    key_goto_does: "aller à une date", "go to a date";
    key_commands: "Ctrl+K", "Ctrl+K";
    key_commands_does: "trouver une commande par son nom", "find a command by its name";
    commands: "Toutes les commandes…", "All commands…";
    commands_hint: "Quelques lettres de son nom", "A few letters of its name";
    commands_none: "Aucune commande ne s’appelle ainsi", "No command has such a name";
    event_compare: "Comparer les articles", "Compare the articles";
    event_anchor: "Compter les jours depuis celui-ci (J±)", "Count days from this one (D±)";
    event_star: "Étoile", "Star";
    event_accept: "Valider", "Accept";
    event_correct: "Corriger…", "Correct…";
    event_hide: "Masquer", "Hide";
    tour: "Visite guidée", "Guided tour";
    tour_next: "Suivant", "Next";
    tour_back: "Retour", "Back";
    tour_skip: "Passer", "Skip";
    tour_done: "C’est parti", "Let’s start";
    tour_lanes: "Une ligne par pays, une marque par événement", "A lane for each country, a mark for each event";
    tour_lanes_text: "La forme et la couleur disent le type (voir Légende), une barre pâle que le jour n’est pas sûr. Marque pleine\u{a0}: établi. Marque vide\u{a0}: allégué.", "Shape and colour tell the kind (see Legend); a pale bar tells that the day is not sure. Solid: established; hollow: alleged.";
    tour_zoom: "De dix ans à un jour", "From ten years to one day";
    tour_zoom_text: "La molette zoome sous le pointeur, glisser déplace, un double-clic sur un groupe l’ouvre, F montre tout. La bande du bas garde l’ensemble sous les yeux.", "The wheel zooms at the pointer, dragging moves, a double-click on a cluster opens it, F shows all. The strip below keeps the whole in sight.";
    tour_why: "Cliquez sur un événement", "Click an event";
    tour_why_text: "Ici se lisent les passages dont il vient, dans chaque article qui le raconte, et pourquoi il a cette date. De là, le texte s’ouvre d’un clic.", "Here stand the passages it comes from, in every article that tells it, and why it has that date. From there the text opens.";
    tour_correct: "Vous avez le dernier mot", "The last word is yours";
    tour_correct_text: "Corriger, masquer, marquer d’une étoile\u{a0}: chaque geste est enregistré aussitôt et s’annule par Ctrl+Z. Ctrl+R fait passer en revue ce qui est peu sûr.", "Correct, hide, star: each step is saved at once and undone by Ctrl+Z. Ctrl+R goes through what is unsure.";
    tour_own: "À vous", "Your turn";
    tour_own_text: "Ceci est un exemple. Déposez votre dossier d’articles sur la fenêtre. Emportez une figure (Ctrl+E) ou un dossier avec sources (menu Fichier). Ctrl+K trouve toute commande. Rien n’est envoyé nulle part.", "This is a sample. Drop your own folder of articles on the window; take away a figure (Ctrl+E) or a brief with sources (menu File). Ctrl+K finds any command. Nothing is sent anywhere.";
    key_back: "Alt+← Alt+→", "Alt+← Alt+→";
    key_back_does: "vue précédente, suivante", "earlier, later view";
    key_lane_menu: "clic droit sur un nom", "right-click on a name";
    key_lane_menu_does: "garder en haut, déplacer, masquer la ligne", "keep at the top, move, hide the lane";
    undated: "{} sans date", "{} undated";
    undated_word: "sans date", "undated";
    hidden_kinds: "{} masqués", "{} hidden";
    event_one: "{} événement", "{} event";
    event_many: "{} événements", "{} events";
    article_one: "{} article", "{} article";
    article_many: "{} articles", "{} articles";
    passage_one: "{} passage", "{} passage";
    passage_many: "{} passages", "{} passages";
    source_one: "{} source", "{} source";
    source_many: "{} sources", "{} sources";
    in_words: "{} dans {}", "{} in {}";
    tab_events: "Événements", "Events";
    tab_articles: "Articles", "Articles";
    tab_warnings: "Réserves", "Not read";
    legend: "Légende", "Legend";
    legend_kinds: "Types d’événement", "Kinds of event";
    legend_kinds_hint: "Un clic masque ou montre un type.", "A click hides or shows a kind.";
    legend_dates: "Lire une date incertaine", "How to read an unsure date";
    legend_day: "Au jour près\u{a0}: une marque pleine", "Known to the day: a solid mark";
    legend_lasted: "A duré\u{a0}: une barre pleine", "Lasted: a solid bar";
    legend_band: "Au mois ou à l’année près\u{a0}: une bande aussi large que le doute", "Known to the month or year: a band as wide as the doubt";
    legend_fade: "«\u{a0}Vers\u{a0}», «\u{a0}fin novembre\u{a0}»\u{a0}: les bords s’estompent", "“About”, “late November”: the ends fade";
    legend_open: "Avant, après\u{a0}: une demi-bande vers le côté ouvert", "Before, after: half a band towards the open side";
    legend_certainty: "Plein\u{a0}: établi · contour\u{a0}: allégué · pointillé\u{a0}: annoncé", "Filled: actual · outline: alleged · dotted: planned";
    legend_rings: "Anneaux\u{a0}: 1 source, 2 ou 3, 4 et plus\u{202f}; des copies comptent une fois", "Rings: 1 source, 2 or 3, 4 and more; copies count once";
    legend_disagree: "≠\u{a0}: des sources se contredisent sur le jour ou l’auteur", "≠: sources contradict each other on the day or the doer";
    disagree: "Les sources ne s’accordent pas", "Sources disagree";
    disagree_says: "{}\u{a0}: {}", "{}: {}";
    disagree_see: "Montrer ce récit sur la frise", "Show this telling on the timeline";
    rival_day: "Un autre récit, très semblable, donne un autre jour\u{a0}: {}", "Another telling, much alike, gives another day: {}";
    rival_actor: "Un autre récit, très semblable, l’attribue à\u{a0}: {}", "Another telling, much alike, names another doer: {}";
    sources_copied: "{} (copies comptées une fois)", "{} (copies counted once)";
    weeks: "Semaines sur l’axe", "Weeks on the axis";
    motion: "Animations", "Animation";
    motion_system: "Comme le système", "As the system has it";
    motion_full: "Avec", "On";
    motion_none: "Sans (mouvement réduit)", "Off (reduced motion)";
    legend_pill: "Un nombre dans un cadre\u{a0}: autant d’événements trop proches pour être dessinés un à un\u{202f}; dessous, leurs familles et leurs jours.", "A number in a frame: so many events too close to be drawn one by one; below it their families and days.";
    legend_strip: "Des colonnes\u{a0}: plus d’événements que de place\u{202f}; hauteur et teinte disent combien.", "Columns: more events than there is room for; height and shade say how many.";
    legend_quiet: "Sans événement dans les jours en vue, des lignes se partagent une rangée.", "Without events in the days in view, lanes share a line.";
    all_kinds: "Tous", "All";
    choose_event: "Cliquez sur un événement pour lire les passages dont il vient.", "Click an event to read the passages it comes from.";
    selected_several: "{} sélectionnés", "{} selected";
    clear_selection: "Désélectionner", "Clear";
    back: "Retour", "Back";
    when: "Quand", "When";
    why_day: "Pourquoi cette date", "Why this date";
    who: "Qui", "Who";
    how_sure: "Certitude", "Certainty";
    actual_long: "établi\u{a0}: dit par l’article ou par une autorité sur son propre acte", "actual: in the article’s own voice, or an authority about its own act";
    alleged_long: "allégué\u{a0}: rapporté par l’un au sujet de l’autre", "alleged: told by someone about another";
    planned_long: "annoncé\u{a0}: à venir au moment de l’article", "planned: still to come when the article was written";
    nobody_named: "aucune partie nommée", "no party named";
    mark_kind: "type", "kind";
    mark_actor: "acteur", "actor";
    mark_target: "cible", "target";
    mark_date: "date", "date";
    compare: "Côte à côte", "Side by side";
    open_file: "Ouvrir le fichier", "Open the file";
    open_file_short: "Fichier", "File";
    not_opened: "{} n’a pas pu être ouvert\u{a0}: {}", "{} could not be opened: {}";
    passage_before: "Passage précédent", "Previous passage";
    passage_next: "Passage suivant", "Next passage";
    read_article: "Lire l’article", "Read the article";
    copy_passage: "Copier le passage", "Copy the passage";
    passage_copied: "Passage copié avec sa source.", "Passage copied with its source.";
    copied_from: "«\u{a0}{}\u{a0}» — {}, {}", "“{}” — {}, {}";
    article_of: "article paru\u{a0}: {}", "article published: {}";
    article_undated: "article sans date", "undated article";
    copy_of: "Copie de «\u{a0}{}\u{a0}»", "A copy of “{}”";
    dated_by: "Daté par", "Dated by";
    confidence: "confiance {}\u{a0}%", "confidence {}%";
    header_said: "mois d’enregistrement de la page\u{a0}: {}", "month in which the page was saved: {}";
    no_clue: "Aucun indice de date dans le texte.", "No clue to a date in the text.";
    open_text: "Lire le texte", "Read the text";
    events_of_article: "Événements de cet article", "Events of this article";
    warnings_text: "Ce qui n’a pas pu être lu, et pourquoi. Le reste a été lu.", "What could not be read, and why. The rest was read.";
    cluster_hint: "Clic\u{a0}: sélectionner · double-clic\u{a0}: zoomer", "Click: select · double-click: zoom";
    and_more: "et {} de plus", "and {} more";
    beyond_hint: "{} hors cadre\u{a0}: cliquer pour y aller", "{} outside the view: click to go there";
    tray_hint: "{} sans date\u{a0}: cliquer pour les lister", "{} without a date: click to list them";
    lane_hidden_one: "{} ligne masquée", "{} lane hidden";
    lane_hidden_many: "{} lignes masquées", "{} lanes hidden";
    lane_one: "{} ligne", "{} lane";
    lane_many: "{} lignes", "{} lanes";
    lane_above_one: "{} ligne plus haut", "{} lane above";
    lane_above_many: "{} lignes plus haut", "{} lanes above";
    lane_below_one: "{} ligne plus bas", "{} lane below";
    lane_below_many: "{} lignes plus bas", "{} lanes below";
    timeline: "Frise chronologique", "Timeline";
    picture_saved: "Image enregistrée\u{a0}: {}", "Picture saved: {}";
    picture_copied: "Image copiée. Elle reste disponible tant que Frise est ouvert.", "Picture copied. It stays available while Frise is open.";
    picture_making: "Préparation de l’image…", "Making the picture…";
    picture_broken: "L’image n’a pas pu être faite\u{a0}: {}", "The picture could not be made: {}";
    browse_folder: "Ouvrir un dossier", "Open a folder";
    browse_files: "Ouvrir des fichiers", "Open files";
    browse_save: "Enregistrer sous", "Save as";
    browse_up: "Dossier parent", "Folder above";
    browse_where: "Dossier", "Folder";
    browse_name: "Nom", "Name";
    browse_open: "Ouvrir", "Open";
    browse_save_here: "Enregistrer", "Save";
    browse_replace: "Remplacer le fichier", "Replace the file";
    browse_empty: "Rien à choisir dans ce dossier.", "Nothing to choose in this folder.";
    browse_unread: "Ce dossier ne peut pas être lu\u{a0}: {}", "This folder cannot be read: {}";
    browse_folder_hint: "Double-clic\u{a0}: entrer. Sans choix, c’est ce dossier qui est ouvert.", "Double-click: enter. Without a choice this very folder is opened.";
    activity_title: "Événements par", "Events by";
    by_month: "mois", "month";
    by_year: "année", "year";
    by_kind: "type", "kind";
    by_country: "pays qui agit", "acting country";
    one_scale: "une même échelle, au plus {}", "one scale, at most {}";
    not_in_chart: "{} hors du graphique (date trop large)", "{} not in the chart (date too wide)";
    about_text: "Version {}. Polices Source Sans 3 et Source Serif 4 (SIL OFL). Licence MIT ou Apache-2.0.", "Version {}. Fonts Source Sans 3 and Source Serif 4 (SIL OFL). Licence MIT or Apache-2.0.";
    key_wheel: "Molette", "Wheel";
    key_wheel_does: "zoomer sous le pointeur", "zoom at the pointer";
    key_shift_wheel: "Maj + molette", "Shift + wheel";
    key_shift_wheel_does: "se déplacer dans le temps", "move in time";
    key_lane_wheel: "Molette sur les noms", "Wheel over the names";
    key_lane_wheel_does: "faire défiler les pays", "scroll the countries";
    key_drag: "Glisser", "Drag";
    key_drag_does: "se déplacer\u{202f}; un nom de ligne\u{a0}: la ranger ailleurs", "move; a lane’s name: put it elsewhere";
    key_lane: "Double-clic sur un pays", "Double-click on a country";
    key_lane_does: "cadrer ses événements", "fit its events";
    key_overview: "Bande du bas", "Strip below";
    key_overview_does: "s’y rendre\u{202f}; glisser les bords du cadre\u{a0}: élargir, resserrer", "go there; drag the frame’s ends: widen, narrow";
    key_wasd: "W A S D", "W A S D";
    key_wasd_does: "zoomer (W, S) et se déplacer (A, D)", "zoom (W, S) and move (A, D)";
    key_arrows: "← →", "← →";
    key_arrows_does: "événement précédent, suivant", "previous, next event";
    key_updown: "↑ ↓", "↑ ↓";
    key_updown_does: "pays au-dessus, au-dessous", "country above, below";
    key_enter: "Entrée", "Enter";
    key_enter_does: "lire l’article de l’événement choisi", "read the article of the selected event";
    key_ends: "Origine, Fin", "Home, End";
    key_ends_does: "premier, dernier événement", "first, last event";
    key_fit: "F ou double-clic sur le fond", "F or double-click on the ground";
    key_fit_does: "tout montrer", "show all";
    key_click: "Clic, Maj + clic", "Click, Shift + click";
    key_click_does: "sélectionner, ajouter à la sélection", "select, add to the selection";
    key_cluster: "Double-clic sur un groupe", "Double-click on a cluster";
    key_cluster_does: "zoomer dessus", "zoom to it";
    undone: "Annulé\u{a0}: {}", "Undone: {}";
    redone: "Rétabli\u{a0}: {}", "Done again: {}";
    guide: "Guide", "Guide";
    key_event: "E · V · X · H", "E · V · X · H";
    key_event_does: "corriger, valider, étoile, masquer l’événement choisi", "correct, accept, star, hide the chosen event";
    key_merge: "M", "M";
    key_merge_does: "fusionner les événements choisis", "merge the chosen events";
    key_passage: "P", "P";
    key_passage_does: "prendre un passage (P\u{a0}: le suivant), puis P sur un autre événement l’y pose", "take up a passage (P: the next), then P on another event puts it there";
    merge_one: "Pour fusionner, choisissez au moins deux événements\u{a0}: Maj + clic en ajoute un.", "To merge, select at least two events: Shift + click adds one.";
    correct_all: "Corriger tous", "Correct all";
    differs: "(différents)", "(various)";
    key_review: "Ctrl+R, puis N", "Ctrl+R, then N";
    key_review_does: "revoir ce qui est incertain\u{a0}; le suivant", "review what is unsure; the next one";
    key_new_event: "Ctrl+J", "Ctrl+J";
    key_new_event_does: "nouvel événement, à la main", "new event, by hand";
    key_all_texts: "Ctrl+Maj+F", "Ctrl+Shift+F";
    key_all_texts_does: "chercher dans les textes de tous les articles", "search the texts of all articles";
    key_undo: "Ctrl+Z · Ctrl+Y", "Ctrl+Z · Ctrl+Y";
    key_undo_does: "annuler, rétablir", "undo, redo";
    text_size: "Taille du texte", "Text size";
    text_larger: "Plus grand", "Larger";
    text_smaller: "Plus petit", "Smaller";
    text_normal: "Normale", "Normal";
    key_text_size: "Ctrl + et Ctrl −", "Ctrl + and Ctrl −";
    key_text_size_does: "taille du texte et de la fenêtre", "size of texts and of all else";
    key_esc: "Échap", "Esc";
    key_esc_does: "fermer, désélectionner", "close, clear the selection";
    family_attack: "Attaque", "Attack";
    family_accusation: "Accusation", "Accusation";
    family_coercion: "Contrainte", "Coercion";
    family_force: "Force et riposte", "Force and response";
    family_word: "Parole", "Word";
    family_diplomacy: "Diplomatie", "Diplomacy";
    written: "Écrit\u{a0}: {}", "Written: {}";
    colon: "\u{a0}:", ":";
    copy_kept: "Le projet vient d’une version plus ancienne\u{a0}; une copie de l’original est gardée\u{a0}: {}", "The project comes from an older version; a copy of the original is kept: {}";
    salvaged: "Récupéré dans {}\u{a0}: {} articles, {} corrections. Les articles sont relus.", "Saved to {}: {} articles, {} corrections. The articles are read again.";
    salvage_lost: "{} lignes de leur journal manquent\u{a0}: des corrections, ou l’annulation de certaines.", "{} lines of their log are missing: corrections, or the undoing of some.";
    salvage_cut: "La fin du fichier manque\u{a0}: les dernières corrections peut-être aussi.", "The end of the file is missing: perhaps the last corrections as well.";
    salvage_textless: "{} articles n’ont plus de texte\u{a0}; ils reviennent si leurs fichiers sont là.", "{} articles have no text any more; they come back where their files are there.";
    opening: "Ouverture de «\u{a0}{}\u{a0}»…", "Opening “{}”…";
    opening_takes: "Un grand projet prend un moment.", "A large project takes a moment.";
    import_done: "{} événements importés.", "{} events imported.";
    import_remarks: "(et {} autres remarques)", "(and {} more remarks)";
    audit_title: "Dates du texte, et ce qu’elles sont devenues", "Dates in the text, and what became of them";
    audit_none: "Aucune date dans ce texte.", "No date in this text.";
    audit_see: "Voir dans le texte", "See in the text";
    audit_rather: "plutôt", "rather";
    audit_other: "Autre lecture de ces mots", "Another reading of these words";
    audit_article_day: "jour de l’article", "day of the article";
    audit_refused: "écarté pour le jour de l’article", "refused for the day of the article";
    audit_unbound: "ne date aucun événement", "dates no event";
    said_day: "le jour", "the day";
    said_actor: "l’acteur", "the actor";
    said_target: "la cible", "the target";
    said_by: "par", "by";
    said_told: "\u{202f}; dit", "; told";
    quoted: "«\u{a0}{}\u{a0}»", "“{}”";
    field_title: "titre", "title";
    field_certainty: "certitude", "certainty";
    field_actors: "acteurs", "actors";
    field_targets: "cibles", "targets";
    field_note: "note", "note";
    field_tags: "étiquettes", "tags";
    field_star: "étoile", "star";
    field_hidden: "masqué", "hidden";
    field_checked: "validé", "accepted";
    field_passages: "passages", "passages";
    file_project: "projet", "project";
    file_timeline: "frise", "timeline";
    file_brief: "synthèse", "brief";
    orphans: "Ne correspond plus à rien", "Fits nothing any more";
    orphans_told: "Ces corrections portent sur des événements que la dernière lecture ne trouve plus. Elles reprennent d’elles-mêmes si l’événement revient.", "These corrections are about events that the last reading no longer finds. They come back by themselves when the event does.";
    orphan_forget: "Oublier", "Forget";
    hidden_events: "Masqués", "Hidden";
    hidden_show: "Montrer", "Show";
    left_out_articles: "Articles écartés", "Articles left out";
    left_out_take_back: "Reprendre", "Take back";
    corrections: "Corrections", "Corrections";
    news: "Nouveautés", "News";
    corrections_state: "État", "State";
    corrections_journal: "Journal", "Journal";
    corrected_events: "Événements corrigés", "Corrected events";
    added_events: "Ajoutés", "Added";
    corrected_articles: "Articles corrigés", "Corrected articles";
    added_facts: "Pays, groupes et listes ajoutés", "Countries, groups and lists added";
    take_away: "Retirer", "Take away";
    nobody: "personne", "nobody";
    day_inferred: "date à déduire de nouveau", "day to be inferred anew";
    extracted_short: "extrait\u{a0}:", "extracted:";
    no_correction: "Rien n’est corrigé. Choisissez un événement, puis «\u{a0}Corriger\u{a0}» ou la touche E.", "Nothing is corrected. Select an event, then “Correct” or the key E.";
    restore_all: "Tout rétablir comme extrait", "Restore all as extracted";
    restore: "Rétablir", "Restore";
    menu_new_project: "Nouveau projet", "New project";
    menu_open_project: "Ouvrir un projet…", "Open project…";
    menu_recent: "Projets récents", "Recent projects";
    menu_save_as: "Enregistrer le projet sous…", "Save project as…";
    menu_export: "Exporter les événements", "Export the events";
    menu_import: "Importer une liste d’événements…", "Import a list of events…";
    menu_brief: "Note de synthèse avec sources", "Brief with sources";
    brief_starred: "Événements marqués d’une étoile", "Starred events";
    brief_filtered: "Événements filtrés", "Filtered events";
    brief_all: "Tous les événements", "All events";
    menu_edit: "Édition", "Edit";
    undo: "Annuler", "Undo";
    redo: "Refaire", "Redo";
    keys_redo: "Ctrl+Maj+Z", "Ctrl+Shift+Z";
    menu_new_event: "Nouvel événement", "New event";
    menu_new_party: "Ajouter un pays ou un groupe…", "Add a country or a group…";
    menu_review: "Revoir ce qui est peu sûr", "Review what is unsure";
    menu_read_again: "Relire les articles", "Read the articles again";
    keys_search_articles: "Ctrl+Maj+F", "Ctrl+Shift+F";
    search_articles: "Chercher dans les événements et les textes", "Search events and texts";
    menu_watch: "Suivre le dossier\u{a0}: lire les fichiers qui arrivent", "Watch the folder: read files as they come";
    menu_corrections: "Liste des corrections", "List of corrections";
    project_unnamed: "Sans nom", "Unnamed";
    project_unnamed_of: "{} (sans nom)", "{} (unnamed)";
    reading_not_kept: "Les articles lus sont montrés mais ne sont pas enregistrés\u{a0}; F5 recommence.", "The articles that were read are shown but not saved; F5 tries again.";
    project_not_kept: "lecture non enregistrée", "reading not saved";
    project_read_only: "lecture seule", "read only";
    project_in_memory: "en mémoire seulement", "in memory only";
    project_saving: "enregistrement…", "saving…";
    project_saved: "enregistré", "saved";
    project_typing: "saisie en cours…", "typing…";
    project_typing_kept: "saisie en cours, gardée", "typing, kept";
    typing_found: "Ce qui était en cours de saisie est de retour\u{a0}: «\u{a0}Terminé\u{a0}» l’applique.", "What was being typed is back: “Done” applies it.";
    salvage: "Récupérer ce qui se lit", "Save what can be read";
    salvage_hint: "Écrit un nouveau projet à côté\u{a0}; le fichier endommagé n’est pas touché", "Writes a new project beside it; the damaged file is not touched";
    project_watched: " · dossier suivi", " · folder watched";
    article_correct: "Corriger l’article", "Correct the article";
    article_leave_out: "Écarter", "Leave out";
    article_leave_out_hint: "Cet article ne compte plus\u{a0}; rien n’est effacé", "It counts no longer; nothing is erased";
    article_corrected: "Article corrigé", "Article corrected";
    article_title: "Titre", "Title";
    article_published: "Paru le", "Published";
    article_source_hint: "journal, agence…", "newspaper, agency…";
    event_of_selection: "Nouvel événement de la sélection", "New event from the selection";
    selection_hint: "Sélectionnez des mots du texte", "Select words of the text";
    selection_attach: "Ajouter à l’événement choisi", "Add to the selected event";
    star_hint: "Étoile (X)", "Star (X)";
    correct: "Corriger", "Correct";
    correct_hint: "Touche E", "Key E";
    accept: "✓ Valider", "✓ Accept";
    accept_hint: "Relu et bon (V)", "Looked at and good (V)";
    delete: "Supprimer", "Delete";
    cut_from: "Détaché de «\u{a0}{}\u{a0}»", "Split off from “{}”";
    badge_cut: "détaché", "split off";
    added_by_hand: "Ajouté à la main", "Added by hand";
    hide: "Masquer", "Hide";
    hide_hint: "Touche H", "Key H";
    from_list: "De la liste", "From the list";
    corrected: "Corrigé", "Corrected";
    badge_imported: "importé", "imported";
    badge_added: "ajouté", "added";
    badge_corrected: "corrigé", "corrected";
    extracted_from: "Extrait des articles", "Extracted from the articles";
    merge: "Fusionner", "Merge";
    merge_hint: "Un seul événement avec tous les passages\u{a0}; le premier choisi garde titre, jour et parties (M)", "One event with all passages; the one selected first keeps its title, day and parties (M)";
    accept_many_hint: "Relus et bons (V)", "Looked at and good (V)";
    passage_menu: "Passage ▾", "Passage ▾";
    passage_split: "En faire un événement à part", "Make it an event of its own";
    passage_move: "Déplacer vers un autre événement…", "Move to another event…";
    passage_detach: "Retirer de cet événement", "Take from this event";
    passage_moving: "Choisissez l’événement qui reçoit ce passage (P\u{a0}: le passage suivant, Échap\u{a0}: non)", "Select the event that gets this passage (P: the next passage, Esc: none)";
    passage_move_asked: "Déplacer ici ce passage\u{a0}? (P\u{a0}: oui, Échap\u{a0}: non)", "Move this passage here? (P: yes, Esc: no)";
    passage_move_here: "Déplacer ici", "Move here";
    calendar: "Calendrier", "Calendar";
    calendar_menu: "Calendrier ▾", "Calendar ▾";
    calendar_year_back: "un an avant", "a year before";
    calendar_month_back: "un mois avant", "a month before";
    calendar_month_on: "un mois après", "a month after";
    calendar_year_on: "un an après", "a year after";
    calendar_all: "tout", "all of";
    calendar_all_year: "toute l’année", "all of";
    day_hint: "2018-06-04, juin 2018, 2018/2020…", "2018-06-04, 2018-06, 2018/2020…";
    extent_within: "un jour parmi ceux-là", "some day of these";
    extent_throughout: "tout du long", "all along";
    tags_hint: "séparées par des virgules", "between commas";
    form_done: "Terminé", "Done";
    fact_no_name: "Il manque un nom.", "A name is missing.";
    fact_no_country: "Choisissez le pays pour lequel il compte.", "Select the country for which it counts.";
    fact_bad_code: "Le code a deux à quatre lettres majuscules.", "The code has two to four capitals.";
    fact_code_taken: "Ce code est déjà pris.", "This code is taken.";
    fact_title: "Un pays ou un groupe que Frise ne connaît pas", "A country or a group that Frise does not know";
    fact_told: "Les articles sont relus avec lui\u{a0}; il vaut pour ce projet.", "The articles are read again with it; it holds for this project.";
    fact_country: "un pays", "a country";
    fact_group: "un groupe, une entreprise, un service", "a group, a firm, a service";
    fact_name: "Nom", "Name";
    fact_counts_for: "Compte pour", "Counts for";
    fact_country_hint: "le début d’un nom de pays…", "the beginning of a country’s name…";
    fact_english: "En anglais", "In English";
    fact_names: "Autres noms", "Other names";
    fact_names_hint: "séparés par des virgules", "between commas";
    add: "Ajouter", "Add";
    was_extracted: "extrait", "extracted";
    not_a_date: "Pas une date. Essayez 2018-06-04, 2018-06 ou «\u{a0}juin 2018\u{a0}».", "Not a date. Try 2018-06-04 or 2018-06.";
    party_take_away: "Ôter", "Take away";
    party_add: "ajouter un pays…", "add a country…";
    party_unknown: "+ Pays ou groupe inconnu…", "+ Unknown country or group…";
    keys_add_folder: "Ctrl+Maj+O", "Ctrl+Shift+O";
    keys_copy_picture: "Ctrl+Maj+C", "Ctrl+Shift+C";
    tab_search: "Recherche", "Search";
    reason_day: "jour peu sûr", "unsure day";
    reason_party: "personne n’est nommé", "nobody is named";
    reason_denied: "accusation démentie", "accusation denied";
    reason_source: "un seul article, mal daté", "one article, badly dated";
    review_left: "À revoir", "To review";
    review_stop: "Arrêter", "Stop";
    review_next: "Suivant (N)", "Next (N)";
    review_nothing: "rien à redire", "nothing against it";
    review_keys: "V valider · E corriger · H masquer · X étoile · N suivant · Maj+clic puis M fusionner · Ctrl+Z annuler", "V accept · E correct · H hide · X star · N next · Shift+click, then M merge · Ctrl+Z undo";
    last_reading: "Dernière lecture", "Last reading";
    news_new: "nouveaux", "new";
    news_strengthened: "renforcés", "strengthened";
    news_contradicted: "contredits", "contradicted";
    news_unchanged: "inchangés", "unchanged";
    news_gone: "disparus", "gone";
    review_done: "La revue est terminée", "The review is done";
    search_told: "Tous les mots doivent y être\u{a0}; accents, majuscules et terminaisons ne comptent pas.", "All words must be there; accents, case and endings do not matter.";
    search_most: "{} au plus\u{a0}; d’autres mots en laissent moins", "{} at most; more words leave fewer";
    searching: "Recherche…", "Searching…";
    search_keys: "↓ ↑ parcourir, Entrée ouvrir", "↓ ↑ go through, Enter opens";
    search_text: "texte", "text";
    no_passage: "Aucun passage d’article ne le dit\u{a0}: sélectionnez des mots d’un article pour lui en donner un.", "No passage of an article tells it: select words of an article to give it one.";
    sources_one: "une seule source", "a single source";
    sources_many: "{} sources indépendantes", "{} independent sources";
    copies_one: " (une reprise d’une même dépêche)", " (one copy of a wire)";
    copies_many: " ({} reprises d’une même dépêche)", " ({} copies of a wire)";
    not_watched: "Ce dossier ne peut pas être suivi\u{a0}: relisez-le avec F5.", "This folder cannot be watched: read it again with F5.";
    err_no_display: "Aucun écran\u{a0}: ni DISPLAY ni WAYLAND_DISPLAY n’est défini.", "No display: neither DISPLAY nor WAYLAND_DISPLAY is set.";
    err_display: "L’écran ne répond pas\u{a0}: {}", "The display does not answer: {}";
    err_library: "Une bibliothèque du système manque\u{a0}: {}. Sous Debian et Ubuntu\u{a0}: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1", "A system library is missing: {}. On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1";
    err_graphics: "OpenGL n’est pas disponible\u{a0}: {}. Sous Debian et Ubuntu\u{a0}: apt install libgl1", "OpenGL is not available: {}. On Debian and Ubuntu: apt install libgl1";
    err_broke_off: "Frise s’est arrêté sur une erreur. Rapport\u{a0}: {}", "Frise broke off on an error. Report: {}";
    err_screenshot: "L’image n’a pas pu être écrite ({})\u{a0}: {}", "The picture could not be written ({}): {}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_shown_somewhere() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui");
        let files = walkdir::WalkDir::new(folder).into_iter().map(|file| file.expect("a file"));
        let source: String = files
            .filter(|file| file.file_type().is_file())
            .map(|file| std::fs::read_to_string(file.path()).expect("text"))
            .collect();
        let unused: Vec<&str> = ALL
            .iter()
            .map(|(name, ..)| *name)
            .filter(|name| {
                let used = |after: char| source.contains(&format!(".{name}{after}"));
                ![',', ')', ';', ' ', '.', '\n', ']', '}'].into_iter().any(used)
            })
            .collect();
        assert!(unused.is_empty(), "messages that nobody shows: {unused:?}");
    }

    #[test]
    fn both_languages_say_something_and_take_the_same_values() {
        for (name, fr, en) in ALL {
            assert!(!fr.is_empty() && !en.is_empty(), "{name}");
            assert_eq!(fr.matches("{}").count(), en.matches("{}").count(), "{name}");
        }
    }

    #[test]
    fn french_spacing_is_kept() {
        for (name, fr, _) in ALL {
            for wrong in [" ;", " !", " ?", " :", " »", "« ", "'", "..."] {
                assert!(!fr.contains(wrong), "{name}: {fr:?} has {wrong:?}");
            }
        }
    }

    #[test]
    fn numbers_and_plurals_follow_the_language() {
        assert_eq!(count(Lang::Fr, 0, FR.article_one, FR.article_many), "0 article");
        assert_eq!(count(Lang::En, 0, EN.article_one, EN.article_many), "0 articles");
        assert_eq!(fill("du {} au {}", &["1", "2"]), "du 1 au 2");
    }
}
