import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import { linkScheme } from './app-names.ts';

const form = new RegExp(`^${linkScheme}:(?://)?order/([A-Za-z0-9%._~-]{1,900})/?$`);

/** The order that a link names; null for any other form, because links are untrusted. */
export function orderOfLink(link: string): OrderId | null {
  const encoded = form.exec(link)?.[1];
  if (encoded === undefined) return null;
  try {
    const id = decodeURIComponent(encoded);
    // an id is one line of visible characters
    return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(id) ? (orderIdSchema.safeParse(id).data ?? null) : null;
  } catch {
    return null; // an incomplete escape
  }
}

export type Started = {
  /** The flags of a person; none if a link started the app, because its author could have added flags. */
  readonly flags: readonly string[];
  /** A link that claims to be one of ours. */
  readonly link: string | null;
};

/** The Windows installer starts a newer version with this flag; it has no meaning here. */
const byInstaller = '--updated';

const isLink = (arg: string): boolean => arg.toLowerCase().startsWith(`${linkScheme}:`);

/** Windows and Linux pass a link among the arguments of a start. */
export function splitLink(args: readonly string[]): Started {
  const link = args.find(isLink) ?? null;
  return { flags: link === null ? args.filter((arg) => arg !== byInstaller) : [], link };
}

/** Whether Chromium's sandbox is switched off on the command line. Arguments after a link may come from its author. */
export function saysNoSandbox(args: readonly string[]): boolean {
  const at = args.findIndex(isLink);
  return (at < 0 ? args : args.slice(0, at)).includes('--no-sandbox');
}
