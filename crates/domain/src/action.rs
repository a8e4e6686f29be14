//! Actions to take: the catalogue, and the lines of a contact (S30-S32).

use crate::id::{ActionId, ActionLineId};
use crate::limits;
use crate::refusal::{Reason, Refusal, refuse};
use crate::text;

/// An entry of the catalogue. Renaming it leaves past contacts as they were: their lines hold their own text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    pub name: String,
}

impl Action {
    /// Refuses what no action may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self { name: text::required_line("name", &self.name)? })
    }
}

/// One action of a contact: out of the catalogue, or typed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    pub id: ActionLineId,
    pub action: Option<ActionId>,
    pub text: String,
    pub is_done: bool,
    /// Where it stands among the others; of two equal ones the earlier added comes first.
    pub rank: i64,
}

/// Between two lines that are added one after the other there is room for those that are moved there later.
const RANK_STEP: i64 = 1024;

/// Refuses what no list of actions may be and cleans what was typed.
pub(crate) fn check(lines: Vec<ActionLine>) -> Result<Vec<ActionLine>, Refusal> {
    if lines.len() > limits::ACTIONS_MAX {
        return refuse("actions", Reason::TooMany);
    }
    let clean = |line: ActionLine| {
        let text = text::long_line("actions", &line.text)?;
        Ok(ActionLine { text: text.ok_or(Refusal { field: "actions", reason: Reason::Required })?, ..line })
    };
    let mut lines = lines.into_iter().map(clean).collect::<Result<Vec<_>, Refusal>>()?;
    rank(&mut lines);
    Ok(lines)
}

/// Ranks that say the order in which the lines stand. A line keeps its rank where it can, so that what two people do
/// to different lines stays two things.
fn rank(lines: &mut [ActionLine]) {
    let mut last = 0;
    for at in 0..lines.len() {
        if lines[at].rank <= last {
            // The least that a later line has and may keep.
            let next = lines[at + 1..].iter().map(|line| line.rank).find(|rank| *rank > last + 1);
            let room = next.map_or(last + RANK_STEP, |next| last + ((next - last) / 2).min(RANK_STEP));
            lines[at].rank = room;
        }
        last = lines[at].rank;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn line(number: u128, rank: i64) -> ActionLine {
        let id = ActionLineId(Uuid::from_u128(number));
        ActionLine { id, action: None, text: format!("acción {number}"), is_done: false, rank }
    }

    fn ranks(lines: Vec<ActionLine>) -> Vec<i64> {
        check(lines).expect("actions").iter().map(|line| line.rank).collect()
    }

    #[test]
    fn s30_lines_stand_as_they_were_put_and_keep_their_ranks_where_they_can() {
        assert_eq!(ranks(vec![line(1, 0), line(2, 0), line(3, 0)]), [1024, 2048, 3072]);
        assert_eq!(
            ranks(vec![line(1, 1024), line(9, 0), line(2, 2048)]),
            [1024, 1536, 2048],
            "one put between"
        );
        let moved = ranks(vec![line(3, 3072), line(1, 1024), line(2, 2048)]);
        assert!(moved.is_sorted() && moved[0] == 3072, "{moved:?}");
        let crowded = ranks(vec![line(1, 1), line(9, 0), line(2, 2)]);
        assert!(crowded.windows(2).all(|pair| pair[0] < pair[1]), "{crowded:?}");
    }

    #[test]
    fn s32_a_line_says_something() {
        let empty = ActionLine { text: "  ".into(), ..line(1, 0) };
        assert_eq!(check(vec![empty]).unwrap_err().reason, Reason::Required);
        let many = (0..=limits::ACTIONS_MAX as u128).map(|number| line(number, 0)).collect();
        assert_eq!(check(many).unwrap_err().reason, Reason::TooMany);
    }
}
