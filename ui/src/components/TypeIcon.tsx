// The icon and the word of each type of contact.
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
import { isHiddenType, nameOfType, ownTypes } from "../lib/types";

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
} satisfies Record<string, LucideIcon>;
export type BuiltInType = keyof typeof icons;
export const builtInTypes = Object.keys(icons) as BuiltInType[];

const isBuiltIn = (type: string): type is BuiltInType => type in icons;

export function TypeIcon({ type }: { type: string }) {
  const Icon = isBuiltIn(type) ? icons[type] : CircleEllipsis;
  return <Icon aria-hidden="true" />;
}

export function typeWord(type: string, t: Translate, other = t("type.other")): string {
  return isBuiltIn(type) ? t(`type.${type}`) : (nameOfType(type) ?? other);
}

/** Every type with its word, hidden ones too: contacts may have them. */
export function typeWords(t: Translate): [string, string][] {
  return [...builtInTypes, ...ownTypes().map((type) => type.key)].map((key) => [key, typeWord(key, t)]);
}

/** What can be chosen now; what is chosen already stays to be seen. */
export function typeChoices(t: Translate, chosen: string | null) {
  return typeWords(t)
    .filter(([id]) => id === chosen || !isHiddenType(id))
    .map(([id, text]) => ({ id, text, icon: <TypeIcon type={id} /> }));
}
