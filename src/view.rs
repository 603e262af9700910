//! A view that is worth a name: what of the calendar is seen, which events, in which lanes. Small, and as plain as a settings
//! file or a project can keep it; knows no window.

use crate::filter::Filter;
use crate::model::Dates;
use crate::timeline::{Clock, LaneChoice, View};
use serde::{Deserialize, Serialize};

/// What makes up a view. A field that is new has a default, so that older files stay readable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewState {
    /// What the user calls it.
    pub name: String,
    /// The days in view; `None` leaves them as they are.
    pub days: Option<Dates>,
    /// Which events.
    pub filter: Filter,
    /// Which lanes.
    pub lanes: LaneChoice,
    /// By what an event's place is told.
    pub clock: Clock,
    /// Lines from actors to targets of all events.
    pub arcs: bool,
    /// Lines from the day of an event to the days on which it was told.
    pub delays: bool,
    /// The weeks are numbered on the axis.
    pub weeks: bool,
}

impl ViewState {
    /// The days of a view, whole.
    pub fn days_of(view: &View) -> Dates {
        Dates::between(view.first_date(), view.last_date())
    }

    /// The part of the calendar that it shows.
    pub fn view(&self) -> Option<View> {
        let days = self.days?;
        Some(View::of_dates(days.earliest?, days.latest?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;
    use crate::timeline::LaneOrder;

    #[test]
    fn a_view_is_read_as_it_was_written() {
        let party = Party::new("FR");
        let view = ViewState {
            name: "Été 2018".into(),
            days: "2018-06/2018-08".parse().ok(),
            filter: Filter { text: "élysée".into(), ..Filter::default() },
            lanes: LaneChoice {
                order: LaneOrder::Own(vec![party, None]),
                pinned: vec![party],
                ..LaneChoice::default()
            },
            clock: Clock::Told,
            arcs: true,
            delays: true,
            weeks: true,
        };
        let json = serde_json::to_string(&view).expect("JSON");
        assert_eq!(serde_json::from_str::<ViewState>(&json).expect("a view"), view);
        assert_eq!(view.view().map(|v| ViewState::days_of(&v)), view.days);
    }

    #[test]
    fn an_older_file_with_less_in_it_is_a_view() {
        let view: ViewState = serde_json::from_str(r#"{"name":"A","filter":{"text":"b"}}"#).expect("a view");
        assert_eq!((view.name.as_str(), view.filter.text.as_str(), view.view()), ("A", "b", None));
    }
}
