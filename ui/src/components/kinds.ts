// The kinds of records, as they are drawn.
import {
  Building2,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  Package,
  Paperclip,
  Shapes,
  Tags,
  TextCursorInput,
  UserRound,
} from "lucide-react";

/** Whoever draws a record looks its kind up here, and does not compile where one is missing. */
export const kindIcons = {
  contact: MessageSquareText,
  customer: Building2,
  person: UserRound,
  product: Package,
  action: ListChecks,
  contact_type: Shapes,
  customer_group: Tags,
  custom_field: TextCursorInput,
  user: UserRound,
  attachment: Paperclip,
} satisfies Record<string, LucideIcon>;
