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
import type { RecordKind } from "../ipc";

export const kindIcons: Record<RecordKind, LucideIcon> = {
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
};
