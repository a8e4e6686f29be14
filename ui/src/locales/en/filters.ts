// Criteria kept under a name.
export const filters = {
  "filters.title": "Filters",
  "filters.keep": "Save these criteria…",
  "filters.nothing": "Fill in some criterion first",
  "filters.name": "Name of the filter",
  "filters.help":
    "{n, plural, =0 {There are no criteria to save.} one {Saves # criterion and the state of the list.} other {Saves # criteria and the state of the list.}}",
  "filters.save": "Save filter",
  "filters.replace": "Replace filter",
  "filters.kept": "Filter saved: {name}",
  "filters.saved": "Saved filters",
  "filters.remove": "Remove the filter {name}",
  "filters.removed": "Removed the filter {name}",
  "filters.tooLong": "At most {n} letters.",
  "filters.tooMany": "There are {n} filters already: remove one first.",
};
