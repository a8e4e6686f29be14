// The window itself: emails from outside, the diagnostic report.
export const window = {
  "arrived.over": "Drop the email here",
  "arrived.overText": "One or several .msg or .eml. You see what each would fill in before anything is used.",
  "arrived.later": "The email opens when you are done with this contact. What you typed is still here.",
  "arrived.laterMany": "The emails will open when you finish with this contact. What you wrote is still here.",
  "arrived.afterImport": "What came in will open when you finish with these emails.",
  "arrived.others":
    "{n, plural, one {The first email is open; the other file is where it was. Open it afterwards.} other {The first email is open; the {n} others are where they were. Open them afterwards.}}",
  "report.open": "Diagnostic report",
  "report.see": "View report…",
  "report.help":
    "If something goes wrong, this report helps to find out why. You see all of it before you copy it, and it holds nothing of your customers.",
  "report.text":
    "This is all that the report holds: versions, counts and the end of the log. Nothing of your customers is in it, and it is sent nowhere.",
  "report.copy": "Copy report",
  "report.save": "Save report…",
  "report.copied": "Report copied",
  "report.saved": "Report saved",
  "work.stop": "Stop",
  "work.undo": "Undoing",
  "work.redo": "Redoing",
  "sample.text": "You are trying Hilo with sample data.",
  "sample.remove": "Remove the sample data",
  "sample.removing": "Removing the sample data",
  "sample.removed": "Sample data removed. What is yours is still here.",
  "sample.question": "Remove the sample data?",
  "sample.questionText":
    "{n, plural, one {# sample record is} other {# sample records are}} removed for good. What you have added or changed stays.",
  "arrived.noHolder":
    "Open the contact or the customer that those files belong to first, and drop them on it. They are where they were.",
};
