import { z } from 'zod';
import type { DocumentId, Source } from '../../../shared/ids.ts';
import { mailSource } from '../../../shared/ids.ts';
import type { Clock, Ledger, Settings } from '../../ports.ts';
import type { GmailClient } from './gmail-client.ts';
import { searchEach } from './gmail-client.ts';
import { takenOverAt } from './left-by-others.ts';
import type { MailIntake } from './mail-intake.ts';
import { mailDocumentId } from './mail-intake.ts';
import { firstLookBackMs, fromEach } from './poll-plan.ts';
import type { Senders } from './senders.ts';

export type NamedMails = {
  /** The sources whose mails are looked for. */
  sources(): readonly Source[];
  /**
   * Which mails of a source the mailbox says came in a span, spam and trash too, without those that are no orders. Null
   * where the whole span is before the mails of this source were kept.
   */
  ask(
    source: Source,
    span: { readonly from: number; readonly to: number },
  ): Promise<readonly DocumentId[] | null>;
  /** Brings one mail to disk. @returns false when it is gone, or no order */
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

/** What was looked at and is no order, by the id under which it would be stored. */
export const noOrdersIn = (settings: Pick<Ledger['settings'], 'get'>): readonly string[] =>
  noOrdersSchema.parse(JSON.parse(settings.get(noOrdersSetting) ?? '[]'));

/** What was judged without what is known by now: each is looked at once more when it is asked for. */
export function forgetNoOrders(settings: Settings, ids: readonly DocumentId[]): void {
  const outdated = new Set<string>(ids);
  const kept = noOrdersIn(settings);
  const left = kept.filter((id) => !outdated.has(id));
  if (left.length < kept.length) settings.set(noOrdersSetting, JSON.stringify(left));
}

/** What the mailbox itself says came from whom, to be held against what is stored. */
export function createNamedMails({ client, senders, intake, ledger, clock }: NamedMailsParts): NamedMails {
  const addressesOf = (source: Source): readonly string[] => [
    ...new Set(senders.addresses.filter((address) => isOf(address, source))),
  ];
  const isOf = (address: string, source: Source): boolean => {
    const family = senders.familyOf(address);
    return family !== null && mailSource(family) === source;
  };

  /** Since when the mails of a source are kept: nothing older was ever to be here. */
  function keptSince(source: Source): number {
    const times = addressesOf(source).flatMap((sender) => ledger.readings.timesOf(sender, 0)[0] ?? []);
    const takenOver = takenOverAt(ledger.settings);
    // what others knew is to be here from where they left it, though nothing of it has come since
    if (takenOver !== null && ledger.orders.lastOfOthers(source, ledger.deskId) !== null)
      return Math.min(takenOver, ...times);
    if (times.length > 0) return Math.min(...times);
    const known = ledger.settings.get(firstAskedSetting);
    if (known === null) ledger.settings.set(firstAskedSetting, String(clock.now()));
    return Number(known ?? clock.now()) - firstLookBackMs;
  }

  /** @returns the mail as it would be kept; null when it is gone or no order, which is remembered */
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
    sources: () => senders.sources,
    async ask(source, { from, to }) {
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
        // looked at without keeping it: a difference is to be seen, not mended in silence
        if (ledger.documents.has(id) || (await look(id)) !== null) ids.push(id);
      }
      return ids;
    },
    async keep(id) {
      const kept = await look(id);
      if (kept) ledger.documents.put(kept);
      return kept !== null;
    },
  };
}
