import { afterAll, afterEach, beforeEach } from 'vitest';
import { createMailHealth } from '../../../../src/main/health/mail-health.ts';
import type { GmailPoller, GmailPollerParts } from '../../../../src/main/intake/gmail/poller.ts';
import { createGmailPoller } from '../../../../src/main/intake/gmail/poller.ts';
import { createSenders } from '../../../../src/main/intake/gmail/senders.ts';
import type { MailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { createSenderBook } from '../../../../src/main/senders/sender-book.ts';
import { createTemplateStore } from '../../../../src/main/trainer/template-store.ts';
import { sampleTemplates } from '../../../../src/sample-shop/mail-templates/index.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import type { OrderStatus } from '../../../../src/shared/order.ts';
import type { StatusTold } from '../../../../src/shared/status-entries.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { fact } from '../../../support/orders.ts';
import { approve, askedAbout } from '../../../support/senders.ts';
import type { FakeGmail } from './fake-gmail.ts';
import { googleError, startFakeGmail } from './fake-gmail.ts';

const hour = 3_600_000;
const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);

/** A poller between a small Gmail and a real ledger, fresh for each test. */
export function gmailDesk() {
  const reader: MailReader = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
  const state: {
    clock: FakeClock;
    gmail: FakeGmail;
    ledger: Ledger;
    rung: string[];
    /** Called as an order's notices are owed, inside its transaction. */
    onOwed: (id: OrderId) => void;
  } = {} as never; // filled before each test
  const newRecorder = () => {
    const { ledger, clock, rung } = state;
    return createRecorder({
      ledger,
      clock,
      enqueueNotices: (id) => {
        state.onOwed(id);
        rung.push(id);
      },
    });
  };

  beforeEach(async () => {
    state.clock = fakeClock();
    state.gmail = await startFakeGmail(() => state.clock.now());
    state.ledger = memoryLedger({ clock: state.clock });
    state.rung = [];
    state.onOwed = () => {};
  });
  afterEach(() => state.gmail.close());
  afterAll(() => reader.stop());

  /** Gmail does not give one mail out, until the function that is returned is called. */
  const holdBack = (id: string | undefined): (() => void) => {
    state.gmail.fail = (path) => (path.endsWith(`/${id}`) ? googleError(503, 'backendError') : null);
    return () => {
      state.gmail.fail = () => null;
    };
  };
  const recipes =
    (given = sampleTemplates) =>
    () => [...given, ...createTemplateStore({ ledger: state.ledger, clock: state.clock }).all()];
  const orders = () => [...state.ledger.orders.each()].map(({ order }) => order);
  const poller = (
    mailReader: MailReader = reader,
    given = sampleTemplates,
    more: Pick<GmailPollerParts, 'limitMs' | 'listens'> = {},
  ) =>
    createGmailPoller({
      ...more,
      config: state.gmail.config,
      ledger: state.ledger,
      recorder: newRecorder(),
      clock: state.clock,
      log: quietLog(),
      reader: mailReader,
      recipes: recipes(given),
    });
  const say = (orderId: string, kind: 'status-set' | 'taken', data: unknown) =>
    state.ledger.entries.append(
      fact({ id: `${kind}:${orderId}`, kind, orderId, at: state.clock.now(), data }),
    );
  return {
    state,
    /** What a manager says has become of an order. */
    setStatus: (id: string, status: OrderStatus, told?: StatusTold) =>
      say(id, 'status-set', { status, decision: 1, ...(told && { told }) }),
    take: (id: string) => say(id, 'taken', { manager: 'Anna', decision: 1 }),
    poller,
    /** A manager approves a sender, for a service of its own where none is named. */
    approve: (sender: string, family?: string) =>
      approve({ ledger: state.ledger, clock: state.clock, recipes: recipes() }, sender, family),
    senderBook: () =>
      createSenderBook({
        ledger: state.ledger,
        clock: state.clock,
        senders: createSenders({ ledger: state.ledger, clock: state.clock, recipes: recipes() }),
        manager: () => 'Anna',
      }),
    /** The addresses that managers were asked about. */
    asked: () => askedAbout(state.ledger).map(({ address }) => address),
    /** One that leaves a mail that does not come after so long, by the clock on the wall. */
    hastyPoller: (limitMs: number) => poller(reader, sampleTemplates, { limitMs }),
    /** What is warned of in the mailbox of a poller. */
    healthOf: (connection: GmailPoller) =>
      createMailHealth({
        ledger: state.ledger,
        clock: state.clock,
        log: quietLog(),
        recipes: () => [],
        mailbox: {
          connection,
          unfetched: connection.unfetched,
          isRead: connection.isRead,
          everyMs: 30_000,
          consentEndsAt: () => null,
        },
        onChange: () => {},
      }),
    orders,
    recorder: newRecorder,
    numbers: () => orders().map((order) => order.content.number),
    /** From now on Gmail gives all but the text of these mails, and refuses that. */
    refuseRaw(...mails: readonly { readonly id: string }[]): void {
      state.gmail.fail = (path, format) =>
        mails.some(({ id }) => path.endsWith(id)) && format === 'raw'
          ? googleError(400, 'failedPrecondition')
          : null;
    },
    holdBack,
    /** Delivers mails one after the other, a second apart, and polls for each. */
    async receive(...mails: readonly string[]) {
      const desk = poller();
      await desk.now();
      for (const mail of mails) {
        state.gmail.deliver(mail);
        await desk.now();
        await state.clock.advance(1000);
      }
      return desk;
    },
    /** Delivers an announcement, an hour later another mail, and polls while the announcement cannot be had at first. */
    async receiveLate(announcement: string, later: string) {
      const desk = poller();
      await desk.now();
      const { id } = state.gmail.deliver(announcement, { at: state.clock.now() - 2 * hour });
      state.gmail.deliver(later, { at: state.clock.now() - hour });
      const giveOut = holdBack(id);
      await desk.now();
      giveOut();
      await desk.now();
    },
  };
}
