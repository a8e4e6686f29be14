// What is typed to create a team or to join one: the folder, and the passphrase where the system keeps no secrets.
import { useState } from "react";
import { type AppError, asAppError, ipc, type PickedFolder } from "../../ipc";
import { fieldMessage } from "../../ipc/errors";
import { toastError } from "../../ipc/toastError";
import { type MessageId, useT } from "../../lib/i18n";
import { useOnce } from "../../lib/useOnce";
import { withProgress } from "../../lib/work";

/** Shorter phrases are guessed. */
const PHRASE_MIN = 8;

/** By field. */
type Mistakes = Partial<Record<string, MessageId>>;

export type Start = ReturnType<typeof useStart>;

/** `invitation`: a link that is known already. */
export function useStart(invitation = "") {
  const { t } = useT();
  const [name, setName] = useState("");
  const [link, setLink] = useState(invitation);
  const [folder, setFolder] = useState<PickedFolder | null>(null);
  const [phrase, setPhrase] = useState({ first: "", again: "" });
  const [isPhraseNeeded, needPhrase] = useState(false);
  const [errors, setErrors] = useState<Mistakes>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const once = useOnce();
  /** How often something was refused: the focus goes to what is wrong then, and not as it is mended. */
  const [refusals, count] = useState(0);

  const forget = (field: string) => setErrors(({ [field]: _, ...rest }) => rest);
  const picking = useOnce();
  const pick = () =>
    picking.run(async () => {
      const picked = await ipc.folderPick();
      if (!picked) return;
      setFolder(picked);
      forget("folder");
    }, toastError);
  /** Asks the program, once everything that it needs is there. */
  const ask = <Answer>(
    doing: string,
    missing: Mistakes,
    command: (folder: string, phrase: string | null) => Promise<Answer>,
    onDone: (answer: Answer) => void,
  ) => {
    const wrong = isPhraseNeeded && wrongPhrase(phrase);
    const found: Mistakes = { ...missing, ...(folder ? {} : { folder: "folder.required" }), ...wrong };
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) count((n) => n + 1);
    if (Object.keys(found).length > 0 || !folder) return;
    once.run(
      async () => onDone(await withProgress(doing, command(folder.handle, isPhraseNeeded ? phrase.first : null))),
      (thrown) => {
        const error = asAppError(thrown);
        if (error.code === "passphrase_needed" && !isPhraseNeeded) return needPhrase(true);
        if (error.code === "passphrase_wrong") needPhrase(true);
        if (error.code === "invalid" && error.field)
          setErrors({ [error.field]: fieldMessage(error.detail, error.field) });
        else setFailure(error);
        count((n) => n + 1);
      },
    );
  };
  const error = (field: string) => {
    const id = errors[field];
    return id ? t(id) : null;
  };
  return {
    name,
    link,
    folder,
    phrase,
    isPhraseNeeded,
    failure,
    refusals,
    once,
    error,
    pick,
    ask,
    setName: (text: string) => {
      setName(text);
      forget("name");
    },
    setLink: (text: string) => {
      setLink(text);
      forget("link");
    },
    setPhrase: (part: Partial<typeof phrase>) => {
      setPhrase((now) => ({ ...now, ...part }));
      forget("phrase");
      forget("again");
    },
  };
}

function wrongPhrase({ first, again }: { first: string; again: string }): Mistakes {
  if (first.length < PHRASE_MIN) return { phrase: "phrase.short" };
  return first === again ? {} : { again: "phrase.differ" };
}
