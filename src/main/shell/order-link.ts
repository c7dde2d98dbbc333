import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import { linkScheme } from './app-names.ts';

const form = new RegExp(`^${linkScheme}:(?://)?order/([A-Za-z0-9%._~-]{1,900})/?$`);

/** The order that a link names; null for anything else. It came from outside: whatever is not this one form is nothing. */
export function orderOfLink(link: string): OrderId | null {
  const encoded = form.exec(link)?.[1];
  if (encoded === undefined) return null;
  try {
    const id = decodeURIComponent(encoded);
    // an id is one line of letters that can be seen
    return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(id) ? (orderIdSchema.safeParse(id).data ?? null) : null;
  } catch {
    return null; // a half-written escape
  }
}

export type Started = {
  /** The flags, as a person gave them; none where a link started the app, for then the line is the link's writer's. */
  readonly flags: readonly string[];
  /** Something that claims to be one of our links. */
  readonly link: string | null;
};

/** What the installer on Windows starts a newer version with; it says nothing that we would not know. */
const byInstaller = '--updated';

const isLink = (arg: string): boolean => arg.toLowerCase().startsWith(`${linkScheme}:`);

/** Windows and Linux hand a link over among the arguments of a start. */
export function splitLink(args: readonly string[]): Started {
  const link = args.find(isLink) ?? null;
  return { flags: link === null ? args.filter((arg) => arg !== byInstaller) : [], link };
}

/** Whether whoever starts the app has switched Chromium's sandbox off. What stands behind a link may be its writer's. */
export function saysNoSandbox(args: readonly string[]): boolean {
  const at = args.findIndex(isLink);
  return (at < 0 ? args : args.slice(0, at)).includes('--no-sandbox');
}
