import type { Source } from '../shared/ids.ts';
import { isOfMail } from '../shared/ids.ts';
import { connectedSince } from './intake/shopify/connected-since.ts';
import type { Ledger, Settings } from './ports.ts';

const mailboxSetting = 'gmail.connectedAt';

/** Remembers when a mailbox was first read here; later calls change nothing. @param now epoch milliseconds */
export function rememberMailbox(settings: Settings, now: number): void {
  if (settings.get(mailboxSetting) === null) settings.set(mailboxSetting, String(now));
}

export type ConnectedAtParts = {
  readonly ledger: Ledger;
  /** `name.myshopify.com`; null while no shop is connected. */
  readonly shop: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** When a source was first connected, epoch milliseconds; null if not known. Its older orders are backlog. */
export function connectedAt(source: Source, { ledger, shop, now }: ConnectedAtParts): number | null {
  if (source === 'shopify') return shop === null ? null : connectedSince(ledger, shop, now);
  const mailbox = isOfMail(source) ? ledger.settings.get(mailboxSetting) : null;
  return mailbox === null ? null : Number(mailbox);
}
