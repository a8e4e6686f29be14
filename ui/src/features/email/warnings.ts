// What the reader of an email should know, in words.
import type { MessageId, Translate } from "../../lib/i18n";

const words: Record<string, MessageId> = {
  decoded_as: "emailWarning.decoded_as",
  truncated: "emailWarning.truncated",
  damaged: "emailWarning.damaged",
  unknown_sender_address: "emailWarning.unknown_sender_address",
  encrypted: "emailWarning.encrypted",
  signed_opaque: "emailWarning.signed_opaque",
  text_derived: "emailWarning.text_derived",
  attachment_not_included: "emailWarning.attachment_not_included",
};

export function emailWarning(code: string, t: Translate): string {
  const id = words[code];
  return id ? t(id) : code;
}
