import type { CompletenessView, CountedSource, Difference } from '../../../shared/completeness.ts';
import { completenessDays } from '../../../shared/completeness.ts';
import type { DocumentId } from '../../../shared/ids.ts';
import { isOfMail, mailSource, sourceSchema } from '../../../shared/ids.ts';
import { Problem } from '../../../shared/problem.ts';
import { lastDays } from '../../../shared/shop-days.ts';
import type { StripView } from '../../../shared/views.ts';
import type { GmailPoller } from '../../intake/gmail/poller.ts';
import type { Senders } from '../../intake/gmail/senders.ts';
import type { OrderSource } from '../../intake/order-source.ts';
import type { Reconciliation } from '../../intake/shopify/reconcile.ts';
import { promptKinds } from '../../notice-kinds.ts';
import type { Clock, Connection, Ledger, Log, Loop } from '../../ports.ts';
import type { Selling } from '../../selling/drafts.ts';
import type { Config } from '../../settings/config.ts';
import { waysOf } from '../../settings/ways-of.ts';
import { shopTime } from '../../shop-time.ts';
import { countParked, loadKinds, parkedLoads } from '../parked.ts';
import { buildStrip } from '../strip.ts';
import { buildCompleteness } from './completeness.ts';
import type { GatherParts } from './gather.ts';
import { gatherFacts } from './gather.ts';
import type { Askable } from './survey.ts';
import { createSurvey } from './survey.ts';
import { loadsAsideOf } from './unlisted-loads.ts';

/** One source or all, of one day or all. */
type Asked = { readonly source?: CountedSource | undefined; readonly day?: string | undefined };

export type Completeness = Loop & {
  view(): CompletenessView;
  strip(): StripView;
  /** Asks the sources now, after a usual poll. */
  ask(what: Asked): Promise<void>;
  /** Fetches one item that a source has reported. */
  fetch(source: CountedSource, id: string): Promise<void>;
  readAgain(document: DocumentId): Promise<void>;
  /** Retries at once everything waiting to be parsed, loaded or sent, and parked loads. */
  hurry(): Promise<void>;
};

export type CompletenessParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeZone: () => string;
  readonly reconciliation: Reconciliation | null;
  readonly gmail: GmailPoller | null;
  /** Whether this computer is the leader, which polls the mailbox. */
  readonly listens: boolean;
  readonly selling: Pick<Selling, 'paidElsewhere'>;
  readonly warehouse: Connection;
  readonly notices: Connection;
  readonly relay: { nudge(): void };
  readonly understander: { drain(): void };
  readonly senders: Senders;
  readonly config: Pick<Config, 'bigquery' | 'gmail' | 'manychat' | 'telegram' | 'managers'>;
  readonly onAsked: () => void;
};

/** A refused load is retried as a load of its own, and a table takes 1,500 a day from all computers. */
const mostUnparked = 50;
/** The days before today are compared at most this often: the strip only counts what is late there. */
const olderEveryMs = 30_000;

/** Compares what exists at the sources with what is here, and offers the steps that reconcile them. */
export function createCompleteness(parts: CompletenessParts): Completeness {
  const { ledger, clock, log, timeZone, reconciliation, gmail, selling, warehouse, notices, onAsked } = parts;
  const { senders, config, listens } = parts;
  // mails that another computer reads are not stored here: asking about them would fetch each again, on the same quota
  const mailbox = listens ? gmail : null;
  // mails stored while this computer was leader still have to be parsed here
  const readMails = async (): Promise<void> => (listens ? gmail?.now() : gmail?.read());
  const warehouseOff = config.bigquery === null;
  const notifyOff = config.managers.every((manager) => waysOf(manager, config).length === 0);
  const survey = createSurvey({
    clock,
    log,
    days: () => lastDays(timeZone(), clock.now(), completenessDays),
    askables: [reconciliation, mailbox].filter((each) => each !== null).map(askableOf),
    settings: ledger.settings,
    onAsked,
  });
  const gathering: GatherParts = {
    ledger,
    clock,
    timeZone,
    survey,
    sourceOfSender: (address) => mailSource(senders.familyFor(address)),
    warehouseOff,
    notifyOff,
    paidElsewhere: selling.paidElsewhere,
    draftsAskedAt: () => reconciliation?.draftsAt() ?? null,
    warehouseProblem: () => warehouse.status().problem,
  };
  let older: { readonly at: number; readonly today: string; readonly late: readonly Difference[] } | null =
    null;

  /** Late orders of the days before today. */
  function lateBefore(today: string): readonly Difference[] {
    const now = clock.now();
    if (older === null || older.today !== today || now - older.at >= olderEveryMs) {
      const { differences } = buildCompleteness(gatherFacts(gathering, completenessDays));
      older = { at: now, today, late: differences.filter((one) => one.late && one.day !== today) };
    }
    return older.late;
  }

  function proven(): CompletenessView['proven'] {
    const shopify = reconciliation && {
      what: 'shopify' as const,
      at: reconciliation.ordersAt(),
      problem: reconciliation.status().problem,
    };
    const others = (
      [
        ['gmail', mailbox],
        ['bigquery', warehouse],
        ['manychat', notices],
      ] as const
    ).flatMap(([what, connection]) => {
      const status = connection?.status();
      if (!status || status.state === 'off') return [];
      return [{ what, at: status.lastSuccessAt, problem: status.problem }];
    });
    return [...(shopify ? [shopify] : []), ...others];
  }

  function hurryMessages(): void {
    const now = clock.now();
    const due = (
      kind: string,
      isReady: (message: ReturnType<typeof ledger.outbox.open>[number]) => boolean,
    ) => {
      for (const message of ledger.outbox.open(kind)) {
        if (message.state === 'waiting' && message.notBefore > now && isReady(message)) {
          ledger.outbox.retryAt(message.id, now, message.reason ?? '');
        }
      }
    };
    for (const kind of loadKinds) due(kind, () => true);
    for (const { id } of parkedLoads(ledger).slice(0, mostUnparked)) ledger.outbox.unpark(id, now);
    // a notification that waits for BigQuery goes with the load, or at its scheduled time
    for (const kind of promptKinds) {
      due(kind, ({ orderId }) => orderId !== null && ledger.orders.warehouseState(orderId) !== 'pending');
    }
    parts.relay.nudge();
  }

  return {
    start: survey.start,
    stop: survey.stop,
    view() {
      const counted = buildCompleteness(gatherFacts(gathering, completenessDays));
      return {
        timeZone: timeZone(),
        ...counted,
        loadsAside: loadsAsideOf(parkedLoads(ledger), counted.differences),
        proven: proven(),
      };
    },
    strip() {
      const facts = gatherFacts(gathering, 1);
      const todayFrom = facts.days[0]?.from ?? facts.now;
      const { days, differences } = buildCompleteness(facts);
      const [today] = days;
      const [quarantined] = ledger.orders.howMany(
        [{ view: 'quarantine', text: '' }],
        shopTime(timeZone(), facts.now),
      );
      const isToday = ({ day }: Difference): boolean => day === today?.day;
      return buildStrip({
        today: today ?? null,
        differences: differences.filter(isToday),
        before: lateBefore(today?.day ?? '').length,
        touches: ledger.people.countSince(todayFrom),
        parked: countParked(ledger),
        noticesToLook: ledger.notices.countToLook(facts.now),
        quarantined: quarantined ?? 0,
        warehouseOff,
        notifyOff,
      });
    },
    async ask(what) {
      const isShopify = what.source === undefined || what.source === 'shopify' || what.source === 'pay-links';
      const isMail = what.source === undefined || isOfMail(what.source);
      await Promise.all([isShopify && reconciliation?.now(), isMail && mailbox?.now()]);
      await survey.ask(what.source === 'pay-links' ? { ...what, source: 'shopify' } : what);
      older = null;
    },
    async fetch(source, id) {
      if (isOfMail(source) && gmail) {
        if (!listens) throw new Problem('refused', 'Another computer is the leader');
        await gmail.fetch(id);
      } else if (reconciliation && (source === 'shopify' || source === 'pay-links'))
        await reconciliation.fetch(id);
      else throw new Problem('not-found', 'This source is not connected, so it cannot be checked');
      older = null;
    },
    async readAgain(document) {
      ledger.documents.readAgain(document);
      if (ledger.documents.look(document)?.kind === 'mail') await readMails();
      else parts.understander.drain();
      older = null;
    },
    async hurry() {
      hurryMessages();
      parts.understander.drain();
      await Promise.all([readMails(), warehouseOff ? null : warehouse.check()]);
      older = null;
    },
  };
}

const askableOf = ({ sources, list }: OrderSource): Askable => ({
  sources,
  ask: async (source, day) => list(sourceSchema.parse(source), day),
});
