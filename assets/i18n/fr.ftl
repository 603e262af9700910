# Tous les mots de la fenêtre en français (Project Fluent, https://projectfluent.org/).
# Les espaces insécables sont écrites telles quelles : U+202F devant ; ! ?, U+00A0 devant : et dans « ».

app_claim = Une frise chronologique à laquelle on peut se fier : chaque événement montre les passages dont il vient.
menu_file = Fichier
menu_view = Affichage
menu_help = Aide
open_folder = Ouvrir un dossier…
open_files = Ouvrir des fichiers…
add_folder = Ajouter un dossier…
add_files = Ajouter des fichiers…
compose_figure = Composer une figure…
save_picture = Enregistrer la figure (PNG, SVG, PDF)…
save_window = Photographier la fenêtre
copy_picture = Copier la figure
quit = Quitter
fit = Tout montrer
zoom_in = Zoomer
zoom_out = Dézoomer
activity = Activité
theme = Thème
theme_system = Comme le système
theme_light = Clair
theme_dark = Sombre
language = Langue
keys = Gestes et touches
about = À propos de Frise
legal_program = Programme
legal_data = Modèle, polices, exemples
legal_libraries = Bibliothèques
second_window = Une autre fenêtre de Frise est ouverte, mais sans bus de session (D-Bus) elle ne peut pas recevoir ces fichiers : ils s’ouvrent ici.
no_drop = Sous Wayland sans serveur X, des fichiers ne peuvent pas être déposés sur la fenêtre : ouvrez-les par le menu Fichier (Ctrl+O).
broke_off = Frise s’est arrêté sur une erreur la dernière fois. Ce qui était indiqué comme enregistré l’est.
go_on_with = Reprendre « { $project } »
show_report = Voir le rapport
bad_settings = Les réglages étaient illisibles : ils repartent de zéro, vos projets n’y perdent rien. L’ancien fichier est gardé : { $file }
close = Fermer
empty_title = Déposez un dossier d’articles ici
empty_text = Frise lit les articles (pages web, PDF, courriels, textes…), retrouve le jour de chacun, et place sur un calendrier qui a fait quoi à qui.
empty_button = Choisir un dossier…
nothing_found = Aucun événement dans ces articles
nothing_found_text = Les articles ont été lus ; aucun ne raconte un acte que Frise reconnaît.
all_hidden = Aucun événement ne répond aux filtres
all_hidden_button = Tout afficher
drop_here = Déposer pour ajouter
drop_instead = Déposer pour ouvrir, à la place de l’exemple
reading = Lecture
looking = Recherche des articles…
seconds_left = encore { $n } s
minutes_left = encore { $n } min
cancel = Annuler
reading_cancelled = Lecture annulée : rien n’a changé.
reading_failed = La lecture s’est interrompue : un défaut de Frise. Ce qui était affiché reste affiché.
in_view = { $n } en vue
of_total = sur { $total }
before = { $n } avant
after = { $n } après
clustered =
    { $n ->
        [one] { $n } regroupé
       *[other] { $n } regroupés
    }
elsewhere =
    { $n ->
        [one] { $n } sur une autre ligne
       *[other] { $n } sur d’autres lignes
    }
crowd_hint = { $events }, { $days } : cliquer pour agrandir
search_hint = Chercher
search_help = Mots du titre ou des passages, pays ; entre guillemets, une suite de mots. Touche /
filter = Filtrer
filter_to = Filtrer : { $what }
filter_certainty = Certitude
filter_countries = Pays
filter_period = Période
filter_starred = Étoilés seulement
filter_without = sans « { $what } »
filter_starred_short = étoilés
filter_starred_help = La touche X donne une étoile à l’événement choisi ; les étoilés viennent d’abord dans les figures
filter_sources = Articles
facets_hint = Les nombres disent ce que chaque choix montrerait, les autres filtres restant ce qu’ils sont.
period_all = toutes les dates
period_hint = 2018, mars 2018 – juin 2019
period_view = Jours en vue
period_none = Ne plus limiter la période
period_zoom = Agrandir
period_filter = Ne garder que cette période
key_period = Maj + glisser
key_period_does = marquer une période et compter
views = Vues
views_none = Une vue retient les jours, les filtres et les lignes. Nommez celle-ci pour la retrouver.
view_name = Nom de la vue
view_keep = Enregistrer
view_forget = Oublier cette vue
clock_happened = Selon le jour des faits
clock_told = Selon le jour du récit
clock_told_help = Chaque événement est placé au jour du premier article qui le raconte. Cliquer pour revenir au jour des faits.
delays = Délai jusqu’au récit
delays_help = Un trait va du jour de l’événement aux jours des articles qui le racontent.
anchored = J = { $day }
anchored_short = J±
anchor_here = Compter les jours à partir d’ici (J−30 … J+90)
group_none = Sans regroupement
group_regions = Par région
group_alliances = Par alliance
group_rest = Les moins actives ensemble
groups_open = Tout déplier
groups_close = Tout replier
group_open = Déplier
group_close = Replier
certainty_actual = établi
certainty_alleged = allégué
certainty_planned = annoncé
part_either = acteur ou cible
part_actor = acteur
part_target = cible
lanes = Lignes
order_activity = Les plus actives d’abord
order_name = Par nom
order_own = À la main
order_first = Par premier événement
lanes_actor = Ligne de celui qui agit
lanes_target = Ligne de celui qui est visé
lanes_either = Les deux
lanes_all = Remontrer toutes les lignes
lane_fit = Cadrer sur cette ligne
lane_pin = Garder en haut
lane_unpin = Ne plus garder en haut
lane_up = Monter
lane_down = Descendre
lane_hide = Masquer cette ligne
lane_only = Seulement les événements de ce pays
arcs = Liens de l’acteur à la cible
list_order = Trier par
list_day = jour
list_actor = acteur
list_kind = type
list_sources = sources
earlier_view = Vue précédente
later_view = Vue suivante
go_to = Aller à une date…
go_to_hint = juin 2018, 4 juin 2018, 2018-06…
go_to_unknown = Cette date n’est pas comprise.
key_search = /
key_search_does = chercher des mots
key_goto = Ctrl+G
key_goto_does = aller à une date
key_commands = Ctrl+K
key_commands_does = trouver une commande par son nom
key_menus = F10
key_menus_does = aller aux menus
commands = Toutes les commandes…
commands_hint = Quelques lettres de son nom
commands_none = Aucune commande ne s’appelle ainsi
event_compare = Comparer les articles
event_anchor = Compter les jours depuis celui-ci (J±)
event_star = Étoile
event_accept = Valider
event_correct = Corriger…
event_hide = Masquer
tour = Visite guidée
tour_next = Suivant
tour_back = Retour
tour_skip = Passer
tour_done = C’est parti
tour_lanes = Une ligne par pays, une marque par événement
tour_lanes_text = La forme et la couleur disent le type (voir Légende), une barre pâle que le jour n’est pas sûr. Marque pleine : établi. Marque vide : allégué.
tour_zoom = De dix ans à un jour
tour_zoom_text = La molette zoome sous le pointeur, glisser déplace, un double-clic sur un groupe l’ouvre, F montre tout. La bande du bas garde l’ensemble sous les yeux.
tour_why = Cliquez sur un événement
tour_why_text = Ici se lisent les passages dont il vient, dans chaque article qui le raconte, et pourquoi il a cette date. De là, le texte s’ouvre d’un clic.
tour_correct = Vous avez le dernier mot
tour_correct_text = Corriger, masquer, marquer d’une étoile : chaque geste est enregistré aussitôt et s’annule par Ctrl+Z. Ctrl+R fait passer en revue ce qui est peu sûr.
tour_own = À vous
tour_own_text = Ceci est un exemple. Déposez votre dossier d’articles sur la fenêtre. Emportez une figure (Ctrl+E) ou un dossier avec sources (menu Fichier). Ctrl+K trouve toute commande. Rien n’est envoyé nulle part.
key_back = Alt+← Alt+→
key_back_does = vue précédente, suivante
key_lane_menu = clic droit sur un nom
key_lane_menu_does = garder en haut, déplacer, masquer la ligne
undated = { $n } sans date
undated_word = sans date
hidden_kinds = { $n } hors filtre
event =
    { $n ->
        [one] { $n } événement
       *[other] { $n } événements
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
in_words = { $passages } dans { $articles }
tab_events = Événements
tab_articles = Articles
tab_warnings = Non lus
legend = Légende
legend_kinds = Types d’événement
legend_kinds_hint = Un clic masque ou montre un type.
legend_dates = Lire une date incertaine
legend_day = Au jour près : une marque pleine
legend_lasted = A duré : une barre pleine
legend_band = Au mois ou à l’année près : une bande aussi large que le doute
legend_fade = « Vers », « fin novembre » : les bords s’estompent
legend_open = Avant, après : une demi-bande vers le côté ouvert
legend_certainty = Plein : établi · contour : allégué · pointillé : annoncé
legend_rings = Anneaux : 1 source, 2 ou 3, 4 et plus ; des copies comptent une fois
legend_disagree = ≠ : des sources se contredisent sur le jour ou l’auteur
disagree = Les sources ne s’accordent pas
disagree_says = { $title } : { $day }
disagree_see = Montrer ce récit sur la frise
rival_day = Un autre récit, très semblable, donne un autre jour : { $day }
rival_actor = Un autre récit, très semblable, l’attribue à : { $actor }
sources_copied = { $sources } (copies comptées une fois)
weeks = Semaines sur l’axe
motion = Animations
motion_system = Comme le système
motion_full = Avec
motion_none = Sans (mouvement réduit)
legend_pill = Un nombre dans un cadre : autant d’événements trop proches pour être dessinés un à un ; dessous, leurs familles et leurs jours.
legend_strip = Des colonnes : plus d’événements que de place ; hauteur et teinte disent combien.
legend_quiet = Sans événement dans les jours en vue, des lignes se partagent une rangée.
all_kinds = Tous
choose_event = Cliquez sur un événement pour lire les passages dont il vient ; Maj+clic pour en réunir plusieurs.
selected =
    { $n ->
        [one] { $n } sélectionné
       *[other] { $n } sélectionnés
    }
clear_selection = Désélectionner
back = Retour
when = Quand
why_day = Pourquoi cette date
day_by_hand = Fixée par vous.
day_otherwise = D’autres passages disent autrement :
day_was_extracted = Frise avait lu : { $day }. Ses raisons :
who = Qui
how_sure = Certitude
actual_long = établi : dit par l’article ou par une autorité sur son propre acte
alleged_long = allégué : rapporté par l’un au sujet de l’autre
planned_long = annoncé : à venir au moment de l’article
nobody_named = aucune partie nommée
mark_kind = type
mark_actor = acteur
mark_target = cible
mark_date = date
compare = Côte à côte
open_file = Ouvrir le fichier
open_file_short = Fichier
not_opened = { $file } n’a pas pu être ouvert : { $why }
passage_before = Passage précédent
passage_next = Passage suivant
read_article = Lire l’article
copy_passage = Copier le passage
passage_copied = Passage copié avec sa source.
copied_from = « { $passage } » — { $title }, { $day }
article_of = article paru : { $day }
article_undated = article sans date
copy_of = Copie de « { $title } »
dated_by = Daté par
confidence = confiance { $share } %
header_said = mois d’enregistrement de la page : { $header }
no_clue = Aucun indice de date dans le texte.
open_text = Lire le texte
events_of_article = Événements de cet article
warnings_text = Ce qui n’a pas pu être lu, et pourquoi. Le reste a été lu.
cluster_hint = Clic : sélectionner · double-clic : zoomer
and_more = et { $n } de plus
beyond_hint = { $n } hors cadre : cliquer pour y aller
tray_hint = { $n } sans date : cliquer pour les lister
lane_hidden =
    { $n ->
        [one] { $n } ligne masquée
       *[other] { $n } lignes masquées
    }
lane =
    { $n ->
        [one] { $n } ligne
       *[other] { $n } lignes
    }
lane_above =
    { $n ->
        [one] { $n } ligne plus haut
       *[other] { $n } lignes plus haut
    }
lane_below =
    { $n ->
        [one] { $n } ligne plus bas
       *[other] { $n } lignes plus bas
    }
timeline = Frise chronologique
picture_saved = Image enregistrée : { $file }
picture_copied = Image copiée. Elle reste disponible tant que Frise est ouvert.
picture_making = Préparation de l’image…
picture_broken = L’image n’a pas pu être faite : { $why }
browse_folder = Ouvrir un dossier
browse_files = Ouvrir des fichiers
browse_save = Enregistrer sous
browse_up = Dossier parent
browse_where = Dossier
browse_name = Nom
browse_open = Ouvrir
browse_save_here = Enregistrer
browse_replace = Remplacer le fichier
browse_empty = Rien à choisir dans ce dossier.
browse_unread = Ce dossier ne peut pas être lu : { $why }
browse_folder_hint = Double-clic : entrer. Sans choix, c’est ce dossier qui est ouvert.
browse_endings = La fin du nom dit la forme : { $endings }
activity_title = Événements par
by_month = mois
by_year = année
by_kind = type
by_country = pays qui agit
one_scale = une même échelle, au plus { $most }
not_in_chart = { $n } hors du graphique (date trop large)
about_text = Version { $version }. Polices Source Sans 3 et Source Serif 4 (SIL OFL). Licence MIT ou Apache-2.0.
key_wheel = Molette
key_wheel_does = zoomer sous le pointeur
key_shift_wheel = Maj + molette
key_shift_wheel_does = se déplacer dans le temps
key_lane_wheel = Molette sur les noms
key_lane_wheel_does = faire défiler les pays
key_drag = Glisser
key_drag_does = se déplacer ; un nom de ligne : la ranger ailleurs
key_lane = Double-clic sur un pays
key_lane_does = cadrer ses événements
key_overview = Bande du bas
key_overview_does = s’y rendre ; glisser les bords du cadre : élargir, resserrer
key_wasd = W A S D
key_wasd_does = zoomer (W, S) et se déplacer (A, D)
key_arrows = ← →
key_arrows_does = événement précédent, suivant
key_updown = ↑ ↓
key_updown_does = pays au-dessus, au-dessous
key_enter = Entrée
key_enter_does = lire l’article de l’événement choisi
key_ends = Origine, Fin
key_ends_does = premier, dernier événement
key_fit = F ou double-clic sur le fond
key_fit_does = tout montrer
key_click = Clic, Maj + clic
key_click_does = sélectionner, ajouter à la sélection
key_cluster = Double-clic sur un groupe
key_cluster_does = zoomer dessus
undone = Annulé : { $what }
redone = Rétabli : { $what }
guide = Guide
what_is_new = Ce qui est nouveau
new_version = Frise { $version } est installé.
key_event = E · V · X · H
key_event_does = corriger, valider, étoile, masquer l’événement choisi
key_merge = M
key_merge_does = fusionner les événements choisis
key_passage = P
key_passage_does = prendre un passage (P : le suivant), puis P sur un autre événement l’y pose
merge_one = Pour fusionner, choisissez au moins deux événements : Maj + clic en ajoute un.
correct_all = Corriger tous
differs = (différents)
key_review = Ctrl+R, puis N
key_review_does = revoir ce qui est incertain ; le suivant
key_new_event = Ctrl+J
key_new_event_does = nouvel événement, à la main
key_all_texts = Ctrl+Maj+F
key_all_texts_does = chercher dans les textes de tous les articles
key_undo = Ctrl+Z · Ctrl+Y
key_undo_does = annuler, rétablir
text_size = Taille du texte
text_larger = Plus grand
text_smaller = Plus petit
text_normal = Normale
key_text_size = Ctrl + et Ctrl −
key_text_size_does = taille du texte et de la fenêtre
key_esc = Échap
key_esc_does = fermer, désélectionner
family_attack = Attaque
family_accusation = Accusation
family_coercion = Contrainte
family_force = Force et riposte
family_word = Parole
family_diplomacy = Diplomatie
written = Écrit : { $file }
colon =  :
copy_kept = Le projet vient d’une version plus ancienne ; une copie de l’original est gardée : { $file }
project_away = { $file } n’est pas là (supprimé, ou son disque est absent) : voici le travail tel qu’il était avant de porter ce nom
salvaged = Récupéré dans { $project } : { $articles } articles, { $edits } corrections. Les articles sont relus.
salvage_lost =
    { $n ->
        [one] { $n } ligne de leur journal manque : une correction, ou l’annulation d’une.
       *[other] { $n } lignes de leur journal manquent : des corrections, ou l’annulation de certaines.
    }
salvage_cut = La fin du fichier manque : les dernières corrections peut-être aussi.
salvage_textless =
    { $n ->
        [one] { $n } article n’a plus de texte ; il revient si son fichier est là.
       *[other] { $n } articles n’ont plus de texte ; ils reviennent si leurs fichiers sont là.
    }
opening = Ouverture de « { $project } »…
opening_takes = Un grand projet prend un moment.
import_done =
    { $n ->
        [one] { $n } événement importé.
       *[other] { $n } événements importés.
    }
import_remarks =
    { $n ->
        [one] (et { $n } autre remarque)
       *[other] (et { $n } autres remarques)
    }
audit_title = Dates du texte, et ce qu’elles sont devenues
audit_none = Aucune date dans ce texte.
audit_see = Voir dans le texte
audit_rather = plutôt
audit_other = Autre lecture de ces mots
audit_article_day = jour de l’article
audit_refused = écarté pour le jour de l’article
audit_unbound = ne date aucun événement
said_day = le jour
said_actor = l’acteur
said_target = la cible
said_by = par
said_told =  ; dit
quoted = « { $words } »
field_title = titre
field_certainty = certitude
field_actors = acteurs
field_targets = cibles
field_note = note
field_tags = étiquettes
field_star = étoile
field_hidden = masqué
field_checked = validé
field_passages = passages
file_project = projet
file_timeline = frise
file_brief = synthèse
orphans = Ne correspond plus à rien
orphans_told = Ces corrections portent sur des événements que la dernière lecture ne trouve plus. Elles reprennent d’elles-mêmes si l’événement revient.
orphan_forget = Oublier
hidden_events = Masqués
hidden_show = Montrer
emptied_events = Plus aucun passage
all_restored = Tout est comme extrait ; Ctrl+Z rend toutes les corrections.
fact_in_use = Nommé dans { $events }, où il n’en reste que le code { $code } ; Ctrl+Z rend le nom.
told_hidden = { $title } est masqué : Corrections, « Masqués », le garde.
told_left_out = { $title } est écarté : Corrections, « Articles écartés », le garde.
told_emptied = { $title } n’a plus de passage : Corrections le garde.
no_news = Rien de nouveau dans les articles.
menu_news = Ce que la dernière lecture a apporté
review_twin = Ressemble à { $title } : M pour les fusionner
left_out_articles = Articles écartés
left_out_take_back = Reprendre
corrections = Corrections
news = Nouveautés
corrections_state = État
corrections_journal = Journal
journal_undone = annulé
corrected_events = Événements corrigés
accepted_events = Événements validés
added_events = Ajoutés
corrected_articles = Articles corrigés
added_facts = Pays, groupes et listes ajoutés
take_away = Retirer
nobody = personne
day_inferred = date à déduire de nouveau
extracted_short = extrait :
no_correction = Rien n’est corrigé. Choisissez un événement, puis « Corriger » ou la touche E.
restore_all = Tout rétablir comme extrait
restore = Rétablir
menu_new_project = Nouveau projet
menu_open_project = Ouvrir un projet…
menu_recent = Projets récents
menu_save_as = Enregistrer le projet sous…
menu_export = Exporter les événements
menu_import = Importer une liste d’événements…
menu_brief = Note de synthèse avec sources
brief_starred = Événements marqués d’une étoile
brief_filtered = Événements filtrés
brief_all = Tous les événements
menu_edit = Édition
undo = Annuler
redo = Refaire
keys_redo = Ctrl+Maj+Z
menu_new_event = Nouvel événement
menu_new_party = Ajouter un pays ou un groupe…
menu_review = Revoir ce qui est peu sûr
menu_read_again = Relire les articles
keys_search_articles = Ctrl+Maj+F
search_articles = Chercher dans les événements et les textes
menu_watch = Suivre le dossier : lire les fichiers qui arrivent
menu_corrections = Liste des corrections
project_unnamed = Sans nom
project_example = Exemple
project_unnamed_of = { $folder } (sans nom)
reading_not_kept = Les articles lus sont montrés mais ne sont pas enregistrés ; F5 recommence.
project_not_kept = lecture non enregistrée
project_read_only = lecture seule
project_in_memory = en mémoire seulement
project_saving = enregistrement…
project_saved = enregistré
project_typing = saisie en cours…
project_typing_kept = saisie en cours, gardée
typing_found = Ce qui était en cours de saisie est de retour : « Terminé » l’applique.
salvage = Récupérer ce qui se lit
salvage_hint = Écrit un nouveau projet à côté ; le fichier endommagé n’est pas touché
project_watched = { " · dossier suivi" }
article_correct = Corriger l’article
article_leave_out = Écarter
article_leave_out_hint = Cet article ne compte plus ; rien n’est effacé
article_corrected = Article corrigé
article_title = Titre
article_published = Paru le
article_source_hint = journal, agence…
event_of_selection = Nouvel événement de la sélection
selection_hint = Sélectionnez des mots du texte
selection_attach = Ajouter à l’événement choisi
star_hint = Étoile (X)
correct = Corriger
correct_hint = Touche E
accept = ✓ Valider
accept_hint = Relu et bon (V)
delete = Supprimer
cut_from = Détaché de « { $title } »
badge_cut = détaché
added_by_hand = Ajouté à la main
hide = Masquer
hide_hint = Touche H
from_list = De la liste
corrected = Corrigé
badge_imported = importé
badge_added = ajouté
badge_corrected = corrigé
extracted_from = Extrait des articles
merge = Fusionner
merge_hint = Un seul événement avec tous les passages ; le premier choisi garde titre, jour et parties (M)
accept_many_hint = Relus et bons (V)
passage_menu = Passage ▾
passage_split = En faire un événement à part
passage_move = Déplacer vers un autre événement…
passage_detach = Retirer de cet événement
passage_moving = Choisissez l’événement qui reçoit ce passage (P : le passage suivant, Échap : non)
passage_move_asked = Déplacer ici ce passage ? (P : oui, Échap : non)
passage_move_here = Déplacer ici
calendar = Calendrier
calendar_menu = Calendrier ▾
calendar_year_back = un an avant
calendar_month_back = un mois avant
calendar_month_on = un mois après
calendar_year_on = un an après
calendar_all = tout
calendar_all_year = toute l’année
day_hint = 2018-06-04, juin 2018, 2018/2020…
extent_within = un jour parmi ceux-là
extent_throughout = tout du long
tags_hint = séparées par des virgules
form_done = Terminé
fact_no_name = Il manque un nom.
fact_no_country = Choisissez le pays pour lequel il compte ; s’il ne compte pour aucun, prenez le premier choix.
fact_bad_code = Le code a deux à quatre lettres majuscules.
fact_code_taken = Ce code est déjà pris.
fact_title = Un pays ou un groupe que Frise ne connaît pas
fact_told = Les articles sont relus avec lui ; il vaut pour ce projet.
fact_country = un pays, ou un acteur sans État
fact_group = un groupe, une entreprise, un service
fact_name = Nom
fact_counts_for = Compte pour
fact_country_hint = le début d’un nom de pays…
fact_english = En anglais
fact_names = Autres noms
fact_names_hint = séparés par des virgules
add = Ajouter
was_extracted = extrait
not_a_date = Pas une date. Essayez 2018-06-04, 2018-06, « avant le 4 juin 2018 » ou « juin 2018 ».
party_take_away = Ôter
party_add = ajouter un pays…
party_unknown = + Pays ou groupe inconnu…
keys_add_folder = Ctrl+Maj+O
keys_copy_picture = Ctrl+Maj+C
tab_search = Recherche
reason_day = jour peu sûr
reason_party = personne n’est nommé
reason_denied = accusation démentie
reason_source = un seul article, mal daté
review_left = À revoir
review_stop = Arrêter
review_next = Suivant (N)
review_nothing = rien à redire
review_keys = V valider · E corriger · H masquer · X étoile · N suivant · Maj+clic puis M fusionner · Ctrl+Z annuler
last_reading = Dernière lecture
news_new_some =
    { $n ->
        [one] { $n } nouveau
       *[other] { $n } nouveaux
    }
news_strengthened_some =
    { $n ->
        [one] { $n } renforcé
       *[other] { $n } renforcés
    }
news_contradicted_some =
    { $n ->
        [one] { $n } contredit
       *[other] { $n } contredits
    }
news_gone_some =
    { $n ->
        [one] { $n } disparu
       *[other] { $n } disparus
    }
articles_read =
    { $n ->
        [one] { $n } article lu
       *[other] { $n } articles lus
    }
not_read =
    { $n ->
        [one] { $n } fichier non lu (onglet Non lus)
       *[other] { $n } fichiers non lus (onglet Non lus)
    }
files_gone =
    { $n ->
        [one] { $n } fichier n’est plus là ; son texte est gardé
       *[other] { $n } fichiers ne sont plus là ; leurs textes sont gardés
    }
file_missing = {" "}· fichier absent
news_new = nouveaux
news_strengthened = renforcés
news_contradicted = contredits
news_unchanged = inchangés
news_gone = disparus
review_done = La revue est terminée
search_told = Tous les mots doivent y être ; accents, majuscules et terminaisons ne comptent pas.
search_most = { $found } au plus ; d’autres mots en laissent moins
searching = Recherche…
search_keys = ↓ ↑ parcourir, Entrée ouvrir
search_text = texte
no_passage = Aucun passage d’article ne le dit : sélectionnez des mots d’un article pour lui en donner un.
sources =
    { $n ->
        [1] une seule source
       *[other] { $n } sources indépendantes
    }
copies =
    { $n ->
        [1] (une reprise d’une même dépêche)
       *[other] ({ $n } reprises d’une même dépêche)
    }
not_watched = Ce dossier ne peut pas être suivi : relisez-le avec F5.
err_no_display = Aucun écran : ni DISPLAY ni WAYLAND_DISPLAY n’est défini.
err_display = L’écran ne répond pas : { $why }
err_library = Une bibliothèque du système manque : { $what }. Sous Debian et Ubuntu : apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1
err_graphics = OpenGL n’est pas disponible : { $why }. Sous Debian et Ubuntu : apt install libgl1
err_broke_off = Frise s’est arrêté sur une erreur. Rapport : { $file }
err_screenshot = L’image n’a pas pu être écrite ({ $file }) : { $why }

# La fenêtre des figures.
studio_window = Figure pour une page ou une diapositive
studio_save = Enregistrer (PNG, SVG, PDF)…
studio_copy = Copier l’image
studio_name = Nom
studio_name_hint = par exemple Réunion de mars
studio_name_label = Nom de la figure
studio_keep = Garder la recette
studio_keep_hint = Le projet garde la recette : période, lignes, filtres, style. Après de nouveaux articles, la même recette refait la figure.
studio_kept = gardée
studio_recipes = Recettes du projet
studio_forget = Oublier
studio_says = Ce qu’elle dit
studio_title_hint = Titre : ce que l’on constate
studio_subtitle_hint = Sous-titre (par défaut : période et nombres)
studio_shows = Ce qu’elle montre
studio_page = Page
studio_look = Apparence
studio_from = du
studio_to = au
studio_period_of_window = La période de la fenêtre
studio_lanes_most_active = Lignes : les douze plus actives
studio_lanes = Lignes : { $names }
studio_square = carré
studio_most_active = Les douze plus actives
studio_all_events = Tous les événements
studio_filtered = Événements filtrés
studio_no_filter = Sans filtre
studio_filters_of_window = Filtres de la fenêtre
studio_width = largeur
studio_height = hauteur
studio_pixels = pixels à 96 par pouce
studio_fonts_embedded = avec ses polices
studio_fonts_outlined = en tracés
studio_fonts_named = sans polices
studio_light = clair
studio_dark = sombre
studio_print = noir et blanc
studio_accent = Couleur des numéros
studio_banner = Mention de diffusion (en tête et en pied)
studio_logo_add = Logo…
studio_logo = Logo : { $file }
studio_no_logo = Sans logo
studio_whole_page = Page entière
studio_drawing = en cours…
studio_unlisted =
    { $n ->
        [one] PDF : { $n } autre événement, sur une page à la suite
       *[other] PDF : { $n } autres événements, sur les pages à la suite
    }
studio_preview = Aperçu de la figure
