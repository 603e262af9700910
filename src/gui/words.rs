//! The words of the interface, in French and English: messages of Project Fluent in `assets/i18n`, read once. What a message
//! lacks in a language, and one that nobody shows, is found by a test.

use crate::model::{Certainty, Family, Lang, Role};
use crate::timeline::words as calendar;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::LazyLock;

macro_rules! words {
    ($($name:ident $(($($value:ident),+))?;)*) => {
        /// The messages of one language: a text, or what makes one of values.
        pub(crate) struct Words { $(pub(crate) $name: words!(@kind $($($value),+)?),)* }

        impl Words {
            fn of(lang: Lang) -> Self {
                Self { $($name: words!(@read lang, $name $(, $($value),+)?),)* }
            }
        }

        #[cfg(test)]
        const ALL: &[(&str, &[&str])] = &[$((stringify!($name), &[$($(stringify!($value)),+)?]),)*];
    };
    (@kind) => { &'static str };
    (@kind $($value:ident),+) => { Message };
    (@read $lang:ident, $name:ident) => { text($lang, stringify!($name)) };
    (@read $lang:ident, $name:ident, $($value:ident),+) => {
        Message { lang: $lang, id: stringify!($name), values: &[$(stringify!($value)),+] }
    };
}

/// A message that is made of values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message {
    lang: Lang,
    id: &'static str,
    /// What its values are called, in their order.
    values: &'static [&'static str],
}

/// The messages of both languages.
static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| {
    [(Lang::Fr, include_str!("../../assets/i18n/fr.ftl")), (Lang::En, include_str!("../../assets/i18n/en.ftl"))]
        .map(|(lang, source)| bundle(lang, source))
});

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| [Lang::Fr, Lang::En].map(Words::of));

fn bundle(lang: Lang, source: &str) -> FluentBundle<FluentResource> {
    let id = lang.pick("fr", "en").parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Marks of direction round each value: none of ours is written from right to left without being made harmless.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Fr => |value, _| thousands(value, Lang::Fr),
        Lang::En => |value, _| thousands(value, Lang::En),
    }));
    // What is wrong in a line is left out; a test reads both files.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Numbers are written with their thousands apart.
fn thousands(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(n) = value else { return None };
    Some(calendar::thousands(n.value as usize, lang))
}

fn formatted(lang: Lang, id: &str, values: Option<&FluentArgs<'_>>) -> Option<String> {
    let bundle = &BUNDLES[usize::from(lang == Lang::En)];
    let pattern = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(pattern, values, &mut Vec::new()).into_owned())
}

/// A text without values, read once.
fn text(lang: Lang, id: &'static str) -> &'static str {
    formatted(lang, id, None).map_or(id, |text| text.leak())
}

/// The messages of `lang`.
pub(crate) fn words(lang: Lang) -> &'static Words {
    &WORDS[usize::from(lang == Lang::En)]
}

pub use crate::system_lang;

/// A message with its values, in their order.
pub(crate) fn fill(message: Message, values: &[&str]) -> String {
    let args: FluentArgs<'_> =
        message.values.iter().copied().zip(values.iter().map(|v| FluentValue::String(Cow::Borrowed(*v)))).collect();
    formatted(message.lang, message.id, Some(&args)).unwrap_or_else(|| message.id.to_owned())
}

/// A message with a number in it, which decides on singular and plural: French says "0 article", English "0 articles".
pub(crate) fn count(message: Message, n: usize) -> String {
    let args: FluentArgs<'_> = message.values.iter().map(|name| (*name, FluentValue::from(n))).collect();
    formatted(message.lang, message.id, Some(&args)).unwrap_or_else(|| message.id.to_owned())
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
    app_claim;
    menu_file;
    menu_view;
    menu_help;
    open_folder;
    open_files;
    add_folder;
    add_files;
    compose_figure;
    save_picture;
    save_window;
    copy_picture;
    quit;
    fit;
    zoom_in;
    zoom_out;
    activity;
    theme;
    theme_system;
    theme_light;
    theme_dark;
    language;
    keys;
    about;
    legal_program;
    legal_data;
    legal_libraries;
    second_window;
    no_drop;
    broke_off;
    go_on_with(project);
    show_report;
    bad_settings(file);
    close;
    empty_title;
    empty_text;
    empty_button;
    nothing_found;
    nothing_found_text;
    all_hidden;
    all_hidden_button;
    drop_here;
    drop_instead;
    reading;
    looking;
    seconds_left(n);
    minutes_left(n);
    cancel;
    reading_cancelled;
    reading_failed;
    in_view(n);
    of_total(total);
    before(n);
    after(n);
    clustered(n);
    elsewhere(n);
    crowd_hint(events, days);
    search_hint;
    search_help;
    filter;
    filter_to(what);
    filter_certainty;
    filter_countries;
    filter_period;
    filter_starred;
    filter_without(what);
    filter_starred_short;
    filter_starred_help;
    filter_sources;
    facets_hint;
    period_all;
    period_hint;
    period_view;
    period_none;
    period_zoom;
    period_filter;
    key_period;
    key_period_does;
    views;
    views_none;
    view_name;
    view_keep;
    view_forget;
    clock_happened;
    clock_told;
    clock_told_help;
    delays;
    delays_help;
    anchored(day);
    anchored_short;
    anchor_here;
    group_none;
    group_regions;
    group_alliances;
    group_rest;
    groups_open;
    groups_close;
    group_open;
    group_close;
    certainty_actual;
    certainty_alleged;
    certainty_planned;
    part_either;
    part_actor;
    part_target;
    lanes;
    order_activity;
    order_name;
    order_own;
    order_first;
    lanes_actor;
    lanes_target;
    lanes_either;
    lanes_all;
    lane_fit;
    lane_pin;
    lane_unpin;
    lane_up;
    lane_down;
    lane_hide;
    lane_only;
    arcs;
    list_order;
    list_day;
    list_actor;
    list_kind;
    list_sources;
    earlier_view;
    later_view;
    go_to;
    go_to_hint;
    go_to_unknown;
    key_search;
    key_search_does;
    key_goto;
    key_goto_does;
    key_commands;
    key_commands_does;
    key_menus;
    key_menus_does;
    commands;
    commands_hint;
    commands_none;
    event_compare;
    event_anchor;
    event_star;
    event_accept;
    event_correct;
    event_hide;
    tour;
    tour_next;
    tour_back;
    tour_skip;
    tour_done;
    tour_lanes;
    tour_lanes_text;
    tour_zoom;
    tour_zoom_text;
    tour_why;
    tour_why_text;
    tour_correct;
    tour_correct_text;
    tour_own;
    tour_own_text;
    key_back;
    key_back_does;
    key_lane_menu;
    key_lane_menu_does;
    undated(n);
    undated_word;
    hidden_kinds(n);
    event(n);
    article(n);
    passage(n);
    source(n);
    in_words(passages, articles);
    tab_events;
    tab_articles;
    tab_warnings;
    legend;
    legend_kinds;
    legend_kinds_hint;
    legend_dates;
    legend_day;
    legend_lasted;
    legend_band;
    legend_fade;
    legend_open;
    legend_certainty;
    legend_rings;
    legend_disagree;
    disagree;
    disagree_says(title, day);
    disagree_see;
    rival_day(day);
    rival_actor(actor);
    sources_copied(sources);
    weeks;
    motion;
    motion_system;
    motion_full;
    motion_none;
    legend_pill;
    legend_strip;
    legend_quiet;
    all_kinds;
    choose_event;
    selected(n);
    clear_selection;
    back;
    when;
    why_day;
    day_by_hand;
    day_otherwise;
    day_was_extracted(day);
    who;
    how_sure;
    actual_long;
    alleged_long;
    planned_long;
    nobody_named;
    mark_kind;
    mark_actor;
    mark_target;
    mark_date;
    compare;
    open_file;
    open_file_short;
    not_opened(file, why);
    passage_before;
    passage_next;
    read_article;
    copy_passage;
    passage_copied;
    copied_from(passage, title, day);
    article_of(day);
    article_undated;
    copy_of(title);
    dated_by;
    confidence(share);
    header_said(header);
    no_clue;
    open_text;
    events_of_article;
    warnings_text;
    cluster_hint;
    and_more(n);
    beyond_hint(n);
    tray_hint(n);
    lane_hidden(n);
    lane(n);
    lane_above(n);
    lane_below(n);
    timeline;
    picture_saved(file);
    picture_copied;
    picture_making;
    picture_broken(why);
    browse_folder;
    browse_files;
    browse_save;
    browse_up;
    browse_where;
    browse_name;
    browse_open;
    browse_save_here;
    browse_replace;
    browse_empty;
    browse_unread(why);
    browse_folder_hint;
    browse_endings(endings);
    activity_title;
    by_month;
    by_year;
    by_kind;
    by_country;
    one_scale(most);
    not_in_chart(n);
    about_text(version);
    key_wheel;
    key_wheel_does;
    key_shift_wheel;
    key_shift_wheel_does;
    key_lane_wheel;
    key_lane_wheel_does;
    key_drag;
    key_drag_does;
    key_lane;
    key_lane_does;
    key_overview;
    key_overview_does;
    key_wasd;
    key_wasd_does;
    key_arrows;
    key_arrows_does;
    key_updown;
    key_updown_does;
    key_enter;
    key_enter_does;
    key_ends;
    key_ends_does;
    key_fit;
    key_fit_does;
    key_click;
    key_click_does;
    key_cluster;
    key_cluster_does;
    undone(what);
    redone(what);
    guide;
    what_is_new;
    new_version(version);
    key_event;
    key_event_does;
    key_merge;
    key_merge_does;
    key_passage;
    key_passage_does;
    merge_one;
    correct_all;
    differs;
    key_review;
    key_review_does;
    key_new_event;
    key_new_event_does;
    key_all_texts;
    key_all_texts_does;
    key_undo;
    key_undo_does;
    text_size;
    text_larger;
    text_smaller;
    text_normal;
    key_text_size;
    key_text_size_does;
    key_esc;
    key_esc_does;
    family_attack;
    family_accusation;
    family_coercion;
    family_force;
    family_word;
    family_diplomacy;
    written(file);
    colon;
    copy_kept(file);
    project_away(file);
    salvaged(project, articles, edits);
    salvage_lost(n);
    salvage_cut;
    salvage_textless(n);
    opening(project);
    opening_takes;
    import_done(n);
    import_remarks(n);
    audit_title;
    audit_none;
    audit_see;
    audit_rather;
    audit_other;
    audit_article_day;
    audit_refused;
    audit_unbound;
    said_day;
    said_actor;
    said_target;
    said_by;
    said_told;
    quoted(words);
    field_title;
    field_certainty;
    field_actors;
    field_targets;
    field_note;
    field_tags;
    field_star;
    field_hidden;
    field_checked;
    field_passages;
    file_project;
    file_timeline;
    file_brief;
    orphans;
    orphans_told;
    orphan_forget;
    hidden_events;
    hidden_show;
    emptied_events;
    all_restored;
    fact_in_use(events, code);
    told_hidden(title);
    told_left_out(title);
    told_emptied(title);
    no_news;
    menu_news;
    review_twin(title);
    left_out_articles;
    left_out_take_back;
    corrections;
    news;
    corrections_state;
    corrections_journal;
    journal_undone;
    corrected_events;
    accepted_events;
    added_events;
    corrected_articles;
    added_facts;
    take_away;
    nobody;
    day_inferred;
    extracted_short;
    no_correction;
    restore_all;
    restore;
    menu_new_project;
    menu_open_project;
    menu_recent;
    menu_save_as;
    menu_export;
    menu_import;
    menu_brief;
    brief_starred;
    brief_filtered;
    brief_all;
    menu_edit;
    undo;
    redo;
    keys_redo;
    menu_new_event;
    menu_new_party;
    menu_review;
    menu_read_again;
    keys_search_articles;
    search_articles;
    menu_watch;
    menu_corrections;
    project_unnamed;
    project_example;
    project_unnamed_of(folder);
    reading_not_kept;
    project_not_kept;
    project_read_only;
    project_in_memory;
    project_saving;
    project_saved;
    project_typing;
    project_typing_kept;
    typing_found;
    salvage;
    salvage_hint;
    project_watched;
    article_correct;
    article_leave_out;
    article_leave_out_hint;
    article_corrected;
    article_title;
    article_published;
    article_source_hint;
    event_of_selection;
    selection_hint;
    selection_attach;
    star_hint;
    correct;
    correct_hint;
    accept;
    accept_hint;
    delete;
    cut_from(title);
    badge_cut;
    added_by_hand;
    hide;
    hide_hint;
    from_list;
    corrected;
    badge_imported;
    badge_added;
    badge_corrected;
    extracted_from;
    merge;
    merge_hint;
    accept_many_hint;
    passage_menu;
    passage_split;
    passage_move;
    passage_detach;
    passage_moving;
    passage_move_asked;
    passage_move_here;
    calendar;
    calendar_menu;
    calendar_year_back;
    calendar_month_back;
    calendar_month_on;
    calendar_year_on;
    calendar_all;
    calendar_all_year;
    day_hint;
    extent_within;
    extent_throughout;
    tags_hint;
    form_done;
    fact_no_name;
    fact_no_country;
    fact_bad_code;
    fact_code_taken;
    fact_title;
    fact_told;
    fact_country;
    fact_group;
    fact_name;
    fact_counts_for;
    fact_country_hint;
    fact_english;
    fact_names;
    fact_names_hint;
    add;
    was_extracted;
    not_a_date;
    party_take_away;
    party_add;
    party_unknown;
    keys_add_folder;
    keys_copy_picture;
    tab_search;
    reason_day;
    reason_party;
    reason_denied;
    reason_source;
    review_left;
    review_stop;
    review_next;
    review_nothing;
    review_keys;
    last_reading;
    news_new_some(n);
    news_strengthened_some(n);
    news_contradicted_some(n);
    news_gone_some(n);
    articles_read(n);
    not_read(n);
    files_gone(n);
    file_missing;
    news_new;
    news_strengthened;
    news_contradicted;
    news_unchanged;
    news_gone;
    review_done;
    search_told;
    search_most(found);
    searching;
    search_keys;
    search_text;
    no_passage;
    sources(n);
    copies(n);
    not_watched;
    err_no_display;
    err_display(why);
    err_library(what);
    err_graphics(why);
    err_broke_off(file);
    studio_window;
    studio_save;
    studio_copy;
    studio_name;
    studio_name_hint;
    studio_name_label;
    studio_keep;
    studio_keep_hint;
    studio_kept;
    studio_recipes;
    studio_forget;
    studio_says;
    studio_title_hint;
    studio_subtitle_hint;
    studio_shows;
    studio_page;
    studio_look;
    studio_from;
    studio_to;
    studio_period_of_window;
    studio_lanes_most_active;
    studio_lanes(names);
    studio_square;
    studio_most_active;
    studio_all_events;
    studio_filtered;
    studio_no_filter;
    studio_filters_of_window;
    studio_width;
    studio_height;
    studio_pixels;
    studio_fonts_embedded;
    studio_fonts_outlined;
    studio_fonts_named;
    studio_light;
    studio_dark;
    studio_print;
    studio_accent;
    studio_banner;
    studio_logo_add;
    studio_logo(file);
    studio_no_logo;
    studio_whole_page;
    studio_drawing;
    studio_unlisted(n);
    studio_preview;
    err_screenshot(file, why);
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::Entry;
    use std::collections::{BTreeMap, BTreeSet};

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
            .map(|(name, _)| *name)
            .filter(|name| {
                let used = |after: char| source.contains(&format!(".{name}{after}"));
                ![',', ')', ';', ' ', '.', '\n', ']', '}'].into_iter().any(used)
            })
            .collect();
        assert!(unused.is_empty(), "messages that nobody shows: {unused:?}");
    }

    /// The identifiers of a file of messages, each with the values that its texts name.
    fn messages(lang: Lang) -> BTreeMap<String, (BTreeSet<String>, String)> {
        let source = match lang {
            Lang::Fr => include_str!("../../assets/i18n/fr.ftl"),
            Lang::En => include_str!("../../assets/i18n/en.ftl"),
        };
        let resource =
            FluentResource::try_new(source.to_owned()).map_err(|(_, wrong)| wrong).expect("all of it is read");
        let values = |text: &str| {
            text.match_indices('$')
                .map(|(at, _)| text[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>())
                .collect::<BTreeSet<_>>()
        };
        let mut out = BTreeMap::new();
        for block in source.lines().fold(Vec::<String>::new(), |mut blocks, line| {
            match blocks.last_mut() {
                Some(last) if line.starts_with([' ', '}']) => last.extend(["\n", line]),
                _ => blocks.push(line.to_owned()),
            }
            blocks
        }) {
            let Some((id, text)) = block.split_once('=').filter(|_| !block.starts_with('#')) else { continue };
            let twice = out.insert(id.trim().to_owned(), (values(text), text.to_owned()));
            assert!(twice.is_none(), "{id} stands there twice");
        }
        assert_eq!(out.len(), resource.entries().filter(|e| matches!(e, Entry::Message(_))).count());
        out
    }

    #[test]
    fn both_languages_have_every_message_with_its_values_and_no_other() {
        for lang in [Lang::Fr, Lang::En] {
            let mut there = messages(lang);
            for (name, values) in ALL {
                let (named, text) = there.remove(*name).unwrap_or_else(|| panic!("{lang:?} lacks {name}"));
                assert!(!text.trim().is_empty(), "{name}");
                let values: BTreeSet<String> = values.iter().map(|v| (*v).to_owned()).collect();
                // A plural may say "one" without its number.
                assert_eq!(named, values, "{lang:?}: {name}");
            }
            assert!(there.is_empty(), "messages that no program asks for: {there:?}");
        }
    }

    #[test]
    fn french_spacing_is_kept() {
        for (name, (_, fr)) in messages(Lang::Fr) {
            // Fluent's own signs are no words.
            let words = fr.replace("->", "");
            for wrong in [" ;", " !", " ?", " :", " »", "« ", "'", "..."] {
                assert!(!words.contains(wrong), "{name}: {fr:?} has {wrong:?}");
            }
        }
    }

    #[test]
    fn numbers_and_plurals_follow_the_language() {
        let said = |n| [Lang::Fr, Lang::En].map(|lang| count(words(lang).article, n));
        assert_eq!(said(0), ["0 article", "0 articles"]);
        assert_eq!(said(1), ["1 article", "1 article"]);
        assert_eq!(said(12_345), ["12\u{202f}345 articles", "12,345 articles"]);
        assert_eq!(fill(words(Lang::Fr).crowd_hint, &["3", "mai"]), "3, mai\u{a0}: cliquer pour agrandir");
        assert_eq!(fill(words(Lang::Fr).of_total, &["{ $x }"]), "sur { $x }", "a value is no message");
    }
}
