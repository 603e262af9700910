# All words of the window in English (Project Fluent, https://projectfluent.org/).

app_claim = A timeline one can trust: every event shows the passages it comes from.
menu_file = File
menu_view = View
menu_help = Help
open_folder = Open a folder…
open_files = Open files…
add_folder = Add a folder…
add_files = Add files…
compose_figure = Compose a figure…
save_picture = Save the figure (PNG, SVG, PDF)…
save_window = Take a picture of the window
copy_picture = Copy the figure
quit = Quit
fit = Show all
zoom_in = Zoom in
zoom_out = Zoom out
activity = Activity
theme = Theme
theme_system = As the system
theme_light = Light
theme_dark = Dark
language = Language
keys = Gestures and keys
about = About Frise
legal_program = Program
legal_data = Model, fonts, samples
legal_libraries = Libraries
second_window = Another window of Frise is open, but without a session bus (D-Bus) it cannot take these files: they open here.
no_drop = On Wayland without an X server, files cannot be dropped on the window: open them with the menu File (Ctrl+O).
broke_off = Frise broke off on an error last time. What was shown as saved is saved.
go_on_with = Go on with “{ $project }”
show_report = Show the report
bad_settings = The settings could not be read: they start afresh, your projects lose nothing. The old file is kept: { $file }
close = Close
empty_title = Drop a folder of articles here
empty_text = Frise reads the articles (web pages, PDF, mail, texts …), finds the day of each, and puts who did what to whom on a calendar.
empty_button = Choose a folder…
nothing_found = No event in these articles
nothing_found_text = The articles were read; none tells an act that Frise knows.
all_hidden = No event passes the filters
all_hidden_button = Show all
drop_here = Drop to add
drop_instead = Drop to open, in place of the sample
reading = Reading
looking = Looking for articles…
seconds_left = { $n } s left
minutes_left = { $n } min left
cancel = Cancel
reading_cancelled = Reading cancelled: nothing has changed.
reading_failed = Reading broke off: a defect of Frise. What was shown remains.
in_view = { $n } in view
of_total = of { $total }
before = { $n } before
after = { $n } after
clustered = { $n } clustered
elsewhere =
    { $n ->
        [one] { $n } on another lane
       *[other] { $n } on other lanes
    }
crowd_hint = { $events }, { $days }: click to zoom in
search_hint = Search
search_help = Words of titles or passages, countries; between quotation marks, a phrase. Key /
filter = Filter
filter_to = Filter: { $what }
filter_certainty = Certainty
filter_countries = Countries
filter_period = Period
filter_starred = Starred only
filter_without = without “{ $what }”
filter_starred_short = starred
filter_starred_help = The X key gives the selected event a star; starred events come first in figures
filter_sources = Articles
facets_hint = The numbers say what each choice would show with the other filters as they are.
period_all = all dates
period_hint = 2018, 2018-03/2019-06
period_view = Days in view
period_none = No longer limit the period
period_zoom = Zoom in
period_filter = Only this period
key_period = Shift + drag
key_period_does = mark a period and count
views = Views
views_none = A view keeps days, filters and lanes. Name this one to come back to it.
view_name = Name of the view
view_keep = Keep
view_forget = Forget this view
clock_happened = By the day of the facts
clock_told = By the day of telling
clock_told_help = Each event stands at the day of the first article that tells it. Click to return to the day of the facts.
delays = Delay until told
delays_help = A line leads from the day of an event to the days of the articles that tell it.
anchored = D = { $day }
anchored_short = D±
anchor_here = Count days from here (D−30 … D+90)
group_none = Ungrouped
group_regions = By region
group_alliances = By alliance
group_rest = The less active together
groups_open = Open all
groups_close = Close all
group_open = Open
group_close = Close
certainty_actual = established
certainty_alleged = alleged
certainty_planned = announced
part_either = actor or target
part_actor = actor
part_target = target
lanes = Lanes
order_activity = Most active first
order_name = By name
order_own = By hand
order_first = By first event
lanes_actor = Lane of who acts
lanes_target = Lane of who is acted upon
lanes_either = Both
lanes_all = Show all lanes again
lane_fit = Fit this lane
lane_pin = Keep at the top
lane_unpin = No longer at the top
lane_up = Move up
lane_down = Move down
lane_hide = Hide this lane
lane_only = Only events of this country
arcs = Lines from actor to target
list_order = Sort by
list_day = day
list_actor = actor
list_kind = kind
list_sources = sources
earlier_view = Earlier view
later_view = Later view
go_to = Go to a date…
go_to_hint = 2018, 2018-06, 2018-06-04…
go_to_unknown = This date is not understood.
key_search = /
key_search_does = look for words
key_goto = Ctrl+G
key_goto_does = go to a date
key_commands = Ctrl+K
key_commands_does = find a command by its name
key_menus = F10
key_menus_does = go to the menus
commands = All commands…
commands_hint = A few letters of its name
commands_none = No command has such a name
event_compare = Compare the articles
event_anchor = Count days from this one (D±)
event_star = Star
event_accept = Accept
event_correct = Correct…
event_hide = Hide
tour = Guided tour
tour_next = Next
tour_back = Back
tour_skip = Skip
tour_done = Let’s start
tour_lanes = A lane for each country, a mark for each event
tour_lanes_text = Shape and colour tell the kind (see Legend); a pale bar tells that the day is not sure. Solid: established; hollow: alleged.
tour_zoom = From ten years to one day
tour_zoom_text = The wheel zooms at the pointer, dragging moves, a double-click on a cluster opens it, F shows all. The strip below keeps the whole in sight.
tour_why = Click an event
tour_why_text = Here stand the passages it comes from, in every article that tells it, and why it has that date. From there the text opens.
tour_correct = The last word is yours
tour_correct_text = Correct, hide, star: each step is saved at once and undone by Ctrl+Z. Ctrl+R goes through what is unsure.
tour_own = Your turn
tour_own_text = This is a sample. Drop your own folder of articles on the window; take away a figure (Ctrl+E) or a brief with sources (menu File). Ctrl+K finds any command. Nothing is sent anywhere.
key_back = Alt+← Alt+→
key_back_does = earlier, later view
key_lane_menu = right-click on a name
key_lane_menu_does = keep at the top, move, hide the lane
undated = { $n } undated
undated_word = undated
hidden_kinds = { $n } filtered out
event =
    { $n ->
        [one] { $n } event
       *[other] { $n } events
    }
article =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
passage =
    { $n ->
        [one] { $n } passage
       *[other] { $n } passages
    }
source =
    { $n ->
        [one] { $n } source
       *[other] { $n } sources
    }
in_words = { $passages } in { $articles }
tab_events = Events
tab_articles = Articles
tab_warnings = Not read
legend = Legend
legend_kinds = Kinds of event
legend_kinds_hint = A click hides or shows a kind.
legend_dates = How to read an unsure date
legend_day = Known to the day: a solid mark
legend_lasted = Lasted: a solid bar
legend_band = Known to the month or year: a band as wide as the doubt
legend_fade = “About”, “late November”: the ends fade
legend_open = Before, after: half a band towards the open side
legend_certainty = Filled: actual · outline: alleged · dotted: planned
legend_rings = Rings: 1 source, 2 or 3, 4 and more; copies count once
legend_disagree = ≠: sources contradict each other on the day or the doer
disagree = Sources disagree
disagree_says = { $title }: { $day }
disagree_see = Show this telling on the timeline
rival_day = Another telling, much alike, gives another day: { $day }
rival_actor = Another telling, much alike, names another doer: { $actor }
sources_copied = { $sources } (copies counted once)
weeks = Weeks on the axis
motion = Animation
motion_system = As the system has it
motion_full = On
motion_none = Off (reduced motion)
legend_pill = A number in a frame: so many events too close to be drawn one by one; below it their families and days.
legend_strip = Columns: more events than there is room for; height and shade say how many.
legend_quiet = Without events in the days in view, lanes share a line.
all_kinds = All
choose_event = Click an event to read the passages it comes from; Shift+click to gather several.
selected =
    { $n ->
        [one] { $n } selected
       *[other] { $n } selected
    }
clear_selection = Clear
back = Back
when = When
why_day = Why this date
day_by_hand = Set by you.
day_otherwise = Other passages say otherwise:
day_was_extracted = Frise had read: { $day }. Its reasons:
who = Who
how_sure = Certainty
actual_long = actual: in the article’s own voice, or an authority about its own act
alleged_long = alleged: told by someone about another
planned_long = planned: still to come when the article was written
nobody_named = no party named
mark_kind = kind
mark_actor = actor
mark_target = target
mark_date = date
compare = Side by side
open_file = Open the file
open_file_short = File
not_opened = { $file } could not be opened: { $why }
passage_before = Previous passage
passage_next = Next passage
read_article = Read the article
copy_passage = Copy the passage
passage_copied = Passage copied with its source.
copied_from = “{ $passage }” — { $title }, { $day }
article_of = article published: { $day }
article_undated = undated article
copy_of = A copy of “{ $title }”
dated_by = Dated by
confidence = confidence { $share }%
header_said = month in which the page was saved: { $header }
no_clue = No clue to a date in the text.
open_text = Read the text
events_of_article = Events of this article
warnings_text = What could not be read, and why. The rest was read.
cluster_hint = Click: select · double-click: zoom
and_more = and { $n } more
beyond_hint = { $n } outside the view: click to go there
tray_hint = { $n } without a date: click to list them
lane_hidden =
    { $n ->
        [one] { $n } lane hidden
       *[other] { $n } lanes hidden
    }
lane =
    { $n ->
        [one] { $n } lane
       *[other] { $n } lanes
    }
lane_above =
    { $n ->
        [one] { $n } lane above
       *[other] { $n } lanes above
    }
lane_below =
    { $n ->
        [one] { $n } lane below
       *[other] { $n } lanes below
    }
timeline = Timeline
picture_saved = Picture saved: { $file }
picture_copied = Picture copied. It stays available while Frise is open.
picture_making = Making the picture…
picture_broken = The picture could not be made: { $why }
browse_folder = Open a folder
browse_files = Open files
browse_save = Save as
browse_up = Folder above
browse_where = Folder
browse_name = Name
browse_open = Open
browse_save_here = Save
browse_replace = Replace the file
browse_empty = Nothing to choose in this folder.
browse_unread = This folder cannot be read: { $why }
browse_folder_hint = Double-click: enter. Without a choice this very folder is opened.
browse_endings = The end of the name says the form: { $endings }
activity_title = Events by
by_month = month
by_year = year
by_kind = kind
by_country = acting country
one_scale = one scale, at most { $most }
not_in_chart = { $n } not in the chart (date too wide)
about_text = Version { $version }. Fonts Source Sans 3 and Source Serif 4 (SIL OFL). Licence MIT or Apache-2.0.
key_wheel = Wheel
key_wheel_does = zoom at the pointer
key_shift_wheel = Shift + wheel
key_shift_wheel_does = move in time
key_lane_wheel = Wheel over the names
key_lane_wheel_does = scroll the countries
key_drag = Drag
key_drag_does = move; a lane’s name: put it elsewhere
key_lane = Double-click on a country
key_lane_does = fit its events
key_overview = Strip below
key_overview_does = go there; drag the frame’s ends: widen, narrow
key_wasd = W A S D
key_wasd_does = zoom (W, S) and move (A, D)
key_arrows = ← →
key_arrows_does = previous, next event
key_updown = ↑ ↓
key_updown_does = country above, below
key_enter = Enter
key_enter_does = read the article of the selected event
key_ends = Home, End
key_ends_does = first, last event
key_fit = F or double-click on the ground
key_fit_does = show all
key_click = Click, Shift + click
key_click_does = select, add to the selection
key_cluster = Double-click on a cluster
key_cluster_does = zoom to it
undone = Undone: { $what }
redone = Done again: { $what }
guide = Guide
what_is_new = What is new
new_version = Frise { $version } is installed.
key_event = E · V · X · H
key_event_does = correct, accept, star, hide the chosen event
key_merge = M
key_merge_does = merge the chosen events
key_passage = P
key_passage_does = take up a passage (P: the next), then P on another event puts it there
merge_one = To merge, select at least two events: Shift + click adds one.
correct_all = Correct all
differs = (various)
key_review = Ctrl+R, then N
key_review_does = review what is unsure; the next one
key_new_event = Ctrl+J
key_new_event_does = new event, by hand
key_all_texts = Ctrl+Shift+F
key_all_texts_does = search the texts of all articles
key_undo = Ctrl+Z · Ctrl+Y
key_undo_does = undo, redo
text_size = Text size
text_larger = Larger
text_smaller = Smaller
text_normal = Normal
key_text_size = Ctrl + and Ctrl −
key_text_size_does = size of texts and of all else
key_esc = Esc
key_esc_does = close, clear the selection
family_attack = Attack
family_accusation = Accusation
family_coercion = Coercion
family_force = Force and response
family_word = Word
family_diplomacy = Diplomacy
written = Written: { $file }
colon = :
copy_kept = The project comes from an older version; a copy of the original is kept: { $file }
project_away = { $file } is not there (deleted, or its disk is away): this is the work as it was before it had that name
salvaged = Saved to { $project }: { $articles } articles, { $edits } corrections. The articles are read again.
salvage_lost =
    { $n ->
        [one] { $n } line of their log is missing: a correction, or the undoing of one.
       *[other] { $n } lines of their log are missing: corrections, or the undoing of some.
    }
salvage_cut = The end of the file is missing: perhaps the last corrections as well.
salvage_textless =
    { $n ->
        [one] { $n } article has no text any more; it comes back where its file is there.
       *[other] { $n } articles have no text any more; they come back where their files are there.
    }
opening = Opening “{ $project }”…
opening_takes = A large project takes a moment.
import_done =
    { $n ->
        [one] { $n } event imported.
       *[other] { $n } events imported.
    }
import_remarks =
    { $n ->
        [one] (and { $n } more remark)
       *[other] (and { $n } more remarks)
    }
audit_title = Dates in the text, and what became of them
audit_none = No date in this text.
audit_see = See in the text
audit_rather = rather
audit_other = Another reading of these words
audit_article_day = day of the article
audit_refused = refused for the day of the article
audit_unbound = dates no event
said_day = the day
said_actor = the actor
said_target = the target
said_by = by
said_told = ; told
quoted = “{ $words }”
field_title = title
field_certainty = certainty
field_actors = actors
field_targets = targets
field_note = note
field_tags = tags
field_star = star
field_hidden = hidden
field_checked = accepted
field_passages = passages
file_project = project
file_timeline = timeline
file_brief = brief
orphans = Fits nothing any more
orphans_told = These corrections are about events that the last reading no longer finds. They come back by themselves when the event does.
orphan_forget = Forget
hidden_events = Hidden
hidden_show = Show
emptied_events = No passage left
all_restored = Everything is as extracted; Ctrl+Z brings all corrections back.
fact_in_use = Named in { $events }, where only the code { $code } is left of it; Ctrl+Z gives the name back.
told_hidden = { $title } is hidden: Corrections, “Hidden”, keeps it.
told_left_out = { $title } is left out: Corrections, “Articles left out”, keeps it.
told_emptied = { $title } has no passage left: Corrections keeps it.
no_news = Nothing new in the articles.
menu_news = What the last reading brought
review_twin = Looks like { $title }: M merges them
left_out_articles = Articles left out
left_out_take_back = Take back
corrections = Corrections
news = News
corrections_state = State
corrections_journal = Journal
journal_undone = taken back
corrected_events = Corrected events
accepted_events = Accepted events
added_events = Added
corrected_articles = Corrected articles
added_facts = Countries, groups and lists added
take_away = Take away
nobody = nobody
day_inferred = day to be inferred anew
extracted_short = extracted:
no_correction = Nothing is corrected. Select an event, then “Correct” or the key E.
restore_all = Restore all as extracted
restore = Restore
menu_new_project = New project
menu_open_project = Open project…
menu_recent = Recent projects
menu_save_as = Save project as…
menu_export = Export the events
menu_import = Import a list of events…
menu_brief = Brief with sources
brief_starred = Starred events
brief_filtered = Filtered events
brief_all = All events
menu_edit = Edit
undo = Undo
redo = Redo
keys_redo = Ctrl+Shift+Z
menu_new_event = New event
menu_new_party = Add a country or a group…
menu_review = Review what is unsure
menu_read_again = Read the articles again
keys_search_articles = Ctrl+Shift+F
search_articles = Search events and texts
menu_watch = Watch the folder: read files as they come
menu_corrections = List of corrections
project_unnamed = Unnamed
project_example = Example
project_unnamed_of = { $folder } (unnamed)
reading_not_kept = The articles that were read are shown but not saved; F5 tries again.
project_not_kept = reading not saved
project_read_only = read only
project_in_memory = in memory only
project_saving = saving…
project_saved = saved
project_typing = typing…
project_typing_kept = typing, kept
typing_found = What was being typed is back: “Done” applies it.
salvage = Save what can be read
salvage_hint = Writes a new project beside it; the damaged file is not touched
project_watched = { " · folder watched" }
article_correct = Correct the article
article_leave_out = Leave out
article_leave_out_hint = It counts no longer; nothing is erased
article_corrected = Article corrected
article_title = Title
article_published = Published
article_source_hint = newspaper, agency…
event_of_selection = New event from the selection
selection_hint = Select words of the text
selection_attach = Add to the selected event
star_hint = Star (X)
correct = Correct
correct_hint = Key E
accept = ✓ Accept
accept_hint = Looked at and good (V)
delete = Delete
cut_from = Split off from “{ $title }”
badge_cut = split off
added_by_hand = Added by hand
hide = Hide
hide_hint = Key H
from_list = From the list
corrected = Corrected
badge_imported = imported
badge_added = added
badge_corrected = corrected
extracted_from = Extracted from the articles
merge = Merge
merge_hint = One event with all passages; the one selected first keeps its title, day and parties (M)
accept_many_hint = Looked at and good (V)
passage_menu = Passage ▾
passage_split = Make it an event of its own
passage_move = Move to another event…
passage_detach = Take from this event
passage_moving = Select the event that gets this passage (P: the next passage, Esc: none)
passage_move_asked = Move this passage here? (P: yes, Esc: no)
passage_move_here = Move here
calendar = Calendar
calendar_menu = Calendar ▾
calendar_year_back = a year before
calendar_month_back = a month before
calendar_month_on = a month after
calendar_year_on = a year after
calendar_all = all of
calendar_all_year = all of
day_hint = 2018-06-04, 2018-06, 2018/2020…
extent_within = some day of these
extent_throughout = all along
tags_hint = between commas
form_done = Done
fact_no_name = A name is missing.
fact_no_country = Select the country for which it counts; if it counts for none, take the first choice.
fact_bad_code = The code has two to four capitals.
fact_code_taken = This code is taken.
fact_title = A country or a group that Frise does not know
fact_told = The articles are read again with it; it holds for this project.
fact_country = a country, or an actor of no state
fact_group = a group, a firm, a service
fact_name = Name
fact_counts_for = Counts for
fact_country_hint = the beginning of a country’s name…
fact_english = In English
fact_names = Other names
fact_names_hint = between commas
add = Add
was_extracted = extracted
not_a_date = Not a date. Try 2018-06-04, 2018-06 or “before 4 June 2018”.
party_take_away = Take away
party_add = add a country…
party_unknown = + Unknown country or group…
keys_add_folder = Ctrl+Shift+O
keys_copy_picture = Ctrl+Shift+C
tab_search = Search
reason_day = unsure day
reason_party = nobody is named
reason_denied = accusation denied
reason_source = one article, badly dated
review_left = To review
review_stop = Stop
review_next = Next (N)
review_nothing = nothing against it
review_keys = V accept · E correct · H hide · X star · N next · Shift+click, then M merge · Ctrl+Z undo
last_reading = Last reading
news_new_some =
    { $n ->
        [one] { $n } new
       *[other] { $n } new
    }
news_strengthened_some =
    { $n ->
        [one] { $n } strengthened
       *[other] { $n } strengthened
    }
news_contradicted_some =
    { $n ->
        [one] { $n } contradicted
       *[other] { $n } contradicted
    }
news_gone_some =
    { $n ->
        [one] { $n } gone
       *[other] { $n } gone
    }
articles_read =
    { $n ->
        [one] { $n } article read
       *[other] { $n } articles read
    }
not_read =
    { $n ->
        [one] { $n } file not read (tab Not read)
       *[other] { $n } files not read (tab Not read)
    }
files_gone =
    { $n ->
        [one] { $n } file is no longer there; its text is kept
       *[other] { $n } files are no longer there; their texts are kept
    }
file_missing = {" "}· file not there
news_new = new
news_strengthened = strengthened
news_contradicted = contradicted
news_unchanged = unchanged
news_gone = gone
review_done = The review is done
search_told = All words must be there; accents, case and endings do not matter.
search_most = { $found } at most; more words leave fewer
searching = Searching…
search_keys = ↓ ↑ go through, Enter opens
search_text = text
no_passage = No passage of an article tells it: select words of an article to give it one.
sources =
    { $n ->
        [1] a single source
       *[other] { $n } independent sources
    }
copies =
    { $n ->
        [1] (one copy of a wire)
       *[other] ({ $n } copies of a wire)
    }
not_watched = This folder cannot be watched: read it again with F5.
err_no_display = No display: neither DISPLAY nor WAYLAND_DISPLAY is set.
err_display = The display does not answer: { $why }
err_library = A system library is missing: { $what }. On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1
err_graphics = OpenGL is not available: { $why }. On Debian and Ubuntu: apt install libgl1
err_broke_off = Frise broke off on an error. Report: { $file }
err_screenshot = The picture could not be written ({ $file }): { $why }

# The window for figures.
studio_window = Figure for a page or a slide
studio_save = Save (PNG, SVG, PDF)…
studio_copy = Copy the picture
studio_name = Name
studio_name_hint = Meeting of March, say
studio_name_label = Name of the figure
studio_keep = Keep the recipe
studio_keep_hint = The project keeps the recipe: period, lanes, filters, style. After new articles the same recipe makes the figure again.
studio_kept = kept
studio_recipes = Recipes of the project
studio_forget = Forget
studio_says = What it says
studio_title_hint = Title: the finding
studio_subtitle_hint = Subtitle (by default: period, numbers)
studio_shows = What it shows
studio_page = Page
studio_look = Look
studio_from = from
studio_to = to
studio_period_of_window = The period of the window
studio_lanes_most_active = Lanes: the twelve most active
studio_lanes = Lanes: { $names }
studio_square = square
studio_most_active = The twelve most active
studio_all_events = All events
studio_filtered = Filtered events
studio_no_filter = No filter
studio_filters_of_window = Filters of the window
studio_width = width
studio_height = height
studio_pixels = pixels at 96 to the inch
studio_fonts_embedded = with its fonts
studio_fonts_outlined = as outlines
studio_fonts_named = without fonts
studio_light = light
studio_dark = dark
studio_print = black and white
studio_accent = Colour of the numbers
studio_banner = Classification (at head and foot)
studio_logo_add = Logo…
studio_logo = Logo: { $file }
studio_no_logo = No logo
studio_whole_page = Whole page
studio_drawing = being drawn …
studio_unlisted =
    { $n ->
        [one] PDF: { $n } more event, on a page behind it
       *[other] PDF: { $n } more events, on the pages behind it
    }
studio_preview = Preview of the figure
