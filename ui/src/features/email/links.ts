// What a link of an email says, beside where it leads.
import type { EmailLink } from "../../ipc";

const HOST = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/u;

/** The host that the link's text names, when it leads to another: how a reader is deceived. */
export function deceptiveHost(link: EmailLink): string | null {
  if (!link.host) return null;
  const said = HOST.exec(link.text)?.[0].toLowerCase();
  if (!said || /\.(pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|html?)$/.test(said)) return null;
  const leads = shownHost(link);
  const isSame = (host: string) => host === said || host.endsWith(`.${said}`) || said === `www.${host}`;
  return isSame(link.host) || isSame(leads) ? null : said;
}

/** As the address shows it: with its letters where they are familiar. */
export function shownHost(link: EmailLink): string {
  return /^[a-z]+:\/\/([^/?#:]+)/.exec(link.address)?.[1] ?? link.host;
}
