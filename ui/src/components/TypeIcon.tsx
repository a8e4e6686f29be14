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

export function typeWord(type: string, t: Translate): string {
  return isBuiltIn(type) ? t(`type.${type}`) : type;
}
