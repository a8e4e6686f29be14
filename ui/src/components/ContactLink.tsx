// A phone or an email address that a click calls or writes to.
import { Mail, Phone } from "lucide-react";
import { useT } from "../lib/i18n";
import { Button } from "./Button";

type Props = { kind: "phone" | "email"; text: string; onReach: () => void };

export function ContactLink({ kind, text, onReach }: Props) {
  const { t } = useT();
  return (
    <Button look="link" onClick={onReach} title={t(`reach.${kind}`, { text })}>
      {kind === "phone" ? (
        <Phone className="small" aria-hidden="true" />
      ) : (
        <Mail className="small" aria-hidden="true" />
      )}
      <span className="tnum">{text}</span>
    </Button>
  );
}
