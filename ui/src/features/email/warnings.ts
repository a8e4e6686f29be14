// What the reader of an email should know, in words.
import type { SenderDoubt } from "../../ipc";
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
  date_derived: "emailWarning.date_derived",
  sender_ambiguous: "emailWarning.sender_ambiguous",
  several_messages: "emailWarning.several_messages",
  parts_not_found: "emailWarning.parts_not_found",
};

/** Why it is uncertain whom an email is from. */
export const doubtWords: Record<SenderDoubt, MessageId> = {
  no_address: "emailDoubt.no_address",
  by_name: "emailDoubt.by_name",
  delegate: "emailDoubt.delegate",
  two_addresses: "emailDoubt.two_addresses",
};

export function emailWarning(code: string, t: Translate): string {
  const id = words[code];
  return id ? t(id) : code;
}

/** What a server said of an email that did not arrive; most say the code themselves. */
export const failureWords = (status: string, reason: string): string =>
  reason.includes(status) ? reason : [status, reason].filter(Boolean).join(" ");
