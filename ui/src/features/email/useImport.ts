// Several emails, read and then saved by the program: what is known of them, and what was chosen.
import { useEffect, useRef, useState } from "react";
import { type AppError, asAppError, type EmailsSaved, type ImportedEmail, ipc } from "../../ipc";
import {
  type Answer,
  canBeOn,
  choicesOf,
  choose,
  firstAnswer,
  isChosen,
  type Keep,
  refusedOne,
  type Whose,
} from "./emailImport";

export type Import = ReturnType<typeof useImport>;

export function useImport(handle: string, onSaved: (saved: EmailsSaved, left: number) => void) {
  const [emails, setEmails] = useState<ImportedEmail[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const [answers, setAnswers] = useState<Answer[]>([]);
  const [keep, setKeep] = useState<Keep>({ attach: true, associate: false });
  const [work, setWork] = useState<"reading" | "saving" | null>("reading");
  const [failure, setFailure] = useState<AppError | null>(null);
  /** How many others were given the customer that was chosen last. */
  const [alike, setAlike] = useState({ count: 0, customer: "" });
  const isBusy = useRef(false);

  /** What goes wrong is said, and thrown again. */
  const withProgress = async (what: "reading" | "saving", run: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setWork(what);
    setFailure(null);
    try {
      await run();
    } catch (error) {
      const refused = refusedOne(asAppError(error));
      setFailure(refused?.problem ?? asAppError(error));
      // Said at its row, and left out: the others need not wait for it.
      if (refused) {
        const isIt = ({ place }: ImportedEmail) => place === refused.place;
        setEmails((now) => now.map((email) => (isIt(email) ? { ...email, problem: refused.problem } : email)));
        setAnswers((now) => now.map((answer, at) => (at === refused.place ? { ...answer, isOn: false } : answer)));
      }
      throw error;
    } finally {
      isBusy.current = false;
      setWork(null);
    }
  };
  const read = () => {
    const reading = withProgress("reading", async () => {
      const proposed = await ipc.emailsPropose(handle);
      setEmails(proposed.emails);
      setLeftOut(proposed.left_out);
      setAnswers(proposed.emails.map(firstAnswer));
    });
    reading.catch(() => {});
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read once; others have another dialog.
  useEffect(read, []);

  const change = (place: number, values: Partial<Answer>) =>
    setAnswers((now) => now.map((answer, at) => (at === place ? { ...answer, ...values } : answer)));
  const tickAll = (isOn: boolean) =>
    setAnswers((now) => {
      const tick = (answer: Answer, at: number) => {
        const email = emails[at];
        return email && canBeOn(email, answer) ? { ...answer, isOn } : answer;
      };
      return now.map(tick);
    });
  const give = (place: number, whose: Whose | null) => {
    const chosen = choose(emails, answers, place, whose);
    setAnswers(chosen.answers);
    setAlike({ count: chosen.alike, customer: whose?.text ?? "" });
  };
  /** Fails when it is refused, which is said by then. */
  const save = () =>
    withProgress("saving", async () => {
      const chosen = choicesOf(emails, answers, keep);
      // What is here already, or cannot be read, is not waited for.
      const could = emails.filter((email) => !email.problem && !email.duplicate);
      const left = could.filter(({ place }) => !chosen.some((choice) => choice.place === place)).length;
      onSaved(await ipc.emailsSave(handle, chosen), left);
    });

  return {
    emails,
    leftOut,
    answers,
    keep,
    work,
    failure,
    alike,
    setKeep,
    read,
    save,
    change,
    tickAll,
    give,
    stop: () => void ipc.workStop().catch(() => {}),
    isRead: emails.length > 0,
    isChosen: isChosen(emails, answers),
    count: answers.filter((answer) => answer.isOn).length,
    possible: answers.filter((answer, at) => emails[at] && canBeOn(emails[at], answer)).length,
  };
}
