import { z } from 'zod';
import type { DocumentId, Source } from '../../../shared/ids.ts';
import { mailSource } from '../../../shared/ids.ts';
import type { Clock, Ledger, Settings } from '../../ports.ts';
import type { OrderSource } from '../order-source.ts';
import type { GmailClient } from './gmail-client.ts';
import { searchEach } from './gmail-client.ts';
import type { MailIntake } from './mail-intake.ts';
import { mailDocumentId } from './mail-intake.ts';
import { firstLookBackMs, fromEach } from './poll-plan.ts';
import type { Senders } from './senders.ts';

export type NamedMails = {
  /** Includes spam and trash, but no mails that are no orders. Null if the span is before the mails of this source were stored. */
  readonly list: OrderSource['list'];
  /** Fetches and stores one mail. @returns false when it is gone, or no order */
  keep(id: DocumentId): Promise<boolean>;
};

export type NamedMailsParts = {
  readonly client: Pick<GmailClient, 'search' | 'raw'>;
  readonly senders: Senders;
  readonly intake: Pick<MailIntake, 'consider'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
};

const noOrdersSetting = 'gmail.no-orders';
const firstAskedSetting = 'gmail.named-since';
const noOrdersSchema = z.array(z.string());
const mostRemembered = 2000;

/** Ids of the mails that were checked and are no orders, in the form of document ids. */
export const noOrdersIn = (settings: Pick<Ledger['settings'], 'get'>): readonly string[] =>
  noOrdersSchema.parse(JSON.parse(settings.get(noOrdersSetting) ?? '[]'));

/** Each mail is checked again at the next reconciliation, after a template or a sender was added. */
export const forgetNoOrders = (settings: Settings): void => settings.set(noOrdersSetting, null);

/** Lists the mails in the mailbox by sender, to compare them with the stored ones. */
export function createNamedMails({ client, senders, intake, ledger, clock }: NamedMailsParts): NamedMails {
  const addressesOf = (source: Source): readonly string[] => [
    ...new Set(senders.addresses.filter((address) => isOf(address, source))),
  ];
  const isOf = (address: string, source: Source): boolean => {
    const family = senders.familyOf(address);
    return family !== null && mailSource(family) === source;
  };

  /** Since when the mails of a source are stored; older ones are not expected here. */
  function keptSince(source: Source): number {
    const times = addressesOf(source).flatMap((sender) => ledger.readings.timesOf(sender, 0)[0] ?? []);
    if (times.length > 0) return Math.min(...times);
    const known = ledger.settings.get(firstAskedSetting);
    if (known === null) ledger.settings.set(firstAskedSetting, String(clock.now()));
    return Number(known ?? clock.now()) - firstLookBackMs;
  }

  /** @returns the mail to store; null when it is gone or no order, which is remembered */
  async function look(id: DocumentId) {
    const mail = await client.raw(id.replace(/^mail:/, ''));
    const kept = mail && (await intake.consider(mail)).kept;
    if (kept) return kept;
    ledger.settings.set(
      noOrdersSetting,
      JSON.stringify([...noOrdersIn(ledger.settings), id].slice(-mostRemembered)),
    );
    return null;
  }

  return {
    async list(source, { from, to }) {
      const since = Math.max(from, keptSince(source));
      if (since >= to) return null;
      const span = `after:${Math.floor(since / 1000)} before:${Math.ceil(to / 1000)}`;
      const queries = fromEach(addressesOf(source)).map(
        (part) => `${part} -in:chats -in:drafts -in:sent ${span}`,
      );
      const known = new Set(noOrdersIn(ledger.settings));
      const ids: DocumentId[] = [];
      for (const id of (await searchEach(client, queries)).map(mailDocumentId)) {
        if (known.has(id)) continue;
        // checked without storing it: a difference is reported, not repaired silently
        if (ledger.documents.has(id) || (await look(id)) !== null) ids.push(id);
      }
      return ids.map((id) => ({ id, number: '', at: clock.now() }));
    },
    async keep(id) {
      const kept = await look(id);
      if (kept) ledger.documents.put(kept);
      return kept !== null;
    },
  };
}
