// The icon of each type of contact.
import {
  CircleEllipsis,
  Globe,
  type LucideIcon,
  Mail,
  Mailbox,
  MapPin,
  Phone,
  Presentation,
  Printer,
  Store,
} from "lucide-react";
import type { Translate } from "../lib/i18n";
import { type BuiltInType, isBuiltIn, isHiddenType, typeWords } from "../lib/types";

const icons = {
  phone: Phone,
  email: Mail,
  visit: MapPin,
  demo: Presentation,
  fair: Store,
  web: Globe,
  fax: Printer,
  post: Mailbox,
  other: CircleEllipsis,
} satisfies Record<BuiltInType, LucideIcon>;

export function TypeIcon({ type }: { type: string }) {
  const Icon = isBuiltIn(type) ? icons[type] : CircleEllipsis;
  return <Icon aria-hidden="true" />;
}

/** What can be chosen now; what is chosen already stays to be seen. */
export function typeChoices(t: Translate, chosen: string | null) {
  return typeWords(t)
    .filter(([id]) => id === chosen || !isHiddenType(id))
    .map(([id, text]) => ({ id, text, icon: <TypeIcon type={id} /> }));
}
