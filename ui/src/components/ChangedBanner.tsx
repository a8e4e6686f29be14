// Somebody changed what is being edited: who, which fields, and that nothing typed is lost.
import { UsersRound } from "lucide-react";
import { useT } from "../lib/i18n";
import { peopleWords } from "../lib/names";
import { Banner } from "./Banner";
import { Button } from "./Button";

type Props = {
  people: { user: string | null; user_name: string | null }[];
  me: string | null;
  /** In the words of the form; none where nobody knows what it was before. */
  fields: string[];
  isOpen?: boolean;
  onSee: () => void;
};

export function ChangedBanner({ people, me, fields, isOpen, onSee }: Props) {
  const { t, locale } = useT();
  const users = new Set(people.map((one) => one.user));
  const isMine = me !== null && users.has(me);
  const named = [...new Set(fields)].map((field) => field.charAt(0).toLocaleLowerCase(locale) + field.slice(1));
  const who = peopleWords(people, me, locale, t);
  const verb = isMine ? (users.size === 1 ? "you" : "both") : users.size === 1 ? "one" : "many";
  const sentence =
    named.length === 0
      ? t("changed.unknown")
      : t(`changed.${verb}`, {
          who: who.charAt(0).toLocaleUpperCase(locale) + who.slice(1),
          fields: named.join(", "),
        });
  return (
    <Banner
      tone="info"
      icon={UsersRound}
      actions={
        <Button onClick={onSee} aria-expanded={isOpen}>
          {t(isOpen ? "changed.hide" : "changed.see")}
        </Button>
      }
    >
      <strong className="medium">{sentence}</strong> <span className="muted">{t("changed.stays")}</span>
    </Banner>
  );
}
