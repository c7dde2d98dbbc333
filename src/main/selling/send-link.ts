import type { DraftView } from '../../shared/draft.ts';
import type { LinkMessage } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { LinkPlan, NoSending } from '../../shared/link-rules.ts';
import { isReminder, noSending, withSilent } from '../../shared/link-rules.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import { assertNever, isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { WindowClosed } from '../manychat/problems.ts';
import type { DraftLog } from './draft-log.ts';
import type { DraftOrder } from './draft-orders.ts';
import { changeThere, fetchDraft, isOrder, mailInvoice } from './draft-orders.ts';
import { linkMessage } from './link-text.ts';
import { madeElsewhere, mayBeElsewhere } from './other-shop.ts';
import type { PendingDrafts, UnderWay } from './pending-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import { settleMs } from './selling-parts.ts';
import type { Waits } from './waits.ts';

export type LinkParts = Pick<
  SellingParts,
  'client' | 'ledger' | 'clock' | 'log' | 'messenger' | 'onOrder'
> & {
  readonly country: () => string | null;
  readonly owed: PendingDrafts;
  readonly draftLog: DraftLog;
  readonly waits: Waits;
  readonly signal: AbortSignal;
};
const diskMs = 5_000;
export type LinkToSend = {
  /** Made by the page, so that a double click is one message. */
  readonly sending: string;
  readonly message: LinkMessage;
  readonly after?: string | undefined;
};

/**
 * Sends the link of a draft order, each sending by itself at most once. Neither ManyChat nor Shopify has a key that would
 * make a repeated message harmless, so that it is on its way is on disk before anything leaves:
 *
 *   look whether it may be sent → "sending" → send → sent | refused | unknown
 *
 * A "sending" that is found at the start means that the app ended in between. A mail can be looked up in Shopify by the
 * computer that knows what was there before; what cannot be, only a person who has looked for it may send again.
 */
export function createLinks(parts: LinkParts) {
  const {
    client,
    ledger,
    clock,
    log,
    messenger = () => null,
    country,
    owed,
    draftLog,
    waits,
    signal,
  } = parts;
  /** The last sending of each draft: the next one waits for it. */
  const lines = new Map<DraftId, Promise<unknown>>();

  async function send(id: DraftId, link: LinkToSend, by: string): Promise<void> {
    const draft = draftOf(id);
    if (draft.sendings.some(({ sending }) => sending === link.sending)) return;
    const { message } = link;
    const to = addressee(draft, message);
    const plan = { via: message.via, to, after: link.after };
    assertSendable(draft, plan);
    const start = {
      draftId: id,
      sending: link.sending,
      ...plan,
      by,
      reminder: isReminder(draft),
    };
    switch (message.via) {
      case 'copied':
        draftLog.link(by, {
          draftId: id,
          sending: link.sending,
          via: 'copied',
          to,
          state: 'sent',
          reminder: false,
        });
        return;
      case 'messenger':
        return byMessenger(draft, start, message.text);
      case 'email':
        return byMail(draft, start, message);
      default:
        return assertNever(message);
    }
  }

  type Start = Pick<UnderWay, 'draftId' | 'sending' | 'by' | 'reminder'> & LinkPlan;

  function assertSendable(draft: DraftView, plan: LinkPlan): void {
    const no = noSending(draft, plan, clock.now());
    if (no) throw refusalOf(no, draft, plan.via);
  }

  function begin({ after, ...start }: Start, text: string, before: string | null): UnderWay {
    // it may have been paid or closed while others were asked, or sent by another desk
    assertSendable(draftOf(start.draftId), { ...start, after });
    const one = { ...start, startedAt: clock.now(), before };
    ledger.transaction(() => {
      owed.beginSending(one);
      draftLog.link(start.by, { ...wordsOf(start), state: 'sending', text });
    });
    return one;
  }

  function end(one: Start, state: 'sent' | 'refused' | 'unknown', reason?: string): void {
    if (signal.aborted) return; // the ledger may be closed: found as it stands at the next start
    try {
      ledger.transaction(() => {
        draftLog.link(one.by, { ...wordsOf(one), state, ...(reason !== undefined && { reason }) });
        owed.endSending(one.draftId, one.sending);
      });
    } catch (error) {
      // how it ended is known, and only not on disk: a restart before it is would have to ask a person
      log.error('how a link ended could not be written', { draftId: one.draftId, error });
      waits.after(diskMs, () => end(one, state, reason));
      return;
    }
    log.info('link ended', { draftId: one.draftId, via: one.via, state, reason });
  }

  async function byMessenger(draft: DraftView, start: Start, text: string): Promise<void> {
    const person = draft.subscriberId;
    const manychat = messenger();
    if (person === null) throw new Problem('bad-input', 'Nobody in Messenger is known for this draft order');
    if (!manychat) throw new Problem('signed-out', 'ManyChat is not connected', { fix: connectManychat });
    await assertStillThere(draft);
    const lastInteraction = await lastWordsOf(manychat, person);
    if (windowOf(lastInteraction, clock.now()) === 'closed') throw windowShut();
    const url = draft.invoiceUrl ?? '';
    begin(start, text, null);
    try {
      await manychat.send(person, linkMessage(text, url, country()));
    } catch (error) {
      if (signal.aborted) throw error; // found as it stands at the next start
      const problem = forCustomer(error);
      const isUnknown = problem.kind === 'unknown-outcome' || problem.kind === 'bug';
      end(start, isUnknown ? 'unknown' : 'refused', problem.message);
      if (isUnknown) return;
      throw problem;
    }
    end(start, 'sent');
  }

  async function lastWordsOf(
    manychat: NonNullable<ReturnType<typeof messenger>>,
    person: NonNullable<DraftView['subscriberId']>,
  ) {
    try {
      return (await manychat.contact(person)).lastInteraction;
    } catch (error) {
      // what can not be looked up is no reason not to send: the answer to the message itself decides
      if (isProblem(error) && error.kind === 'not-found') return undefined;
      throw forCustomer(error);
    }
  }

  async function byMail(
    draft: DraftView,
    start: Start,
    { subject, text }: Extract<LinkMessage, { via: 'email' }>,
  ): Promise<void> {
    const shopifyId = draft.shopifyId;
    if (!client || shopifyId === null) throw notConnected();
    const now = await fetchDraft(client, shopifyId, { signal });
    assertPayable(draft, now);
    const one = begin(start, text, now?.invoiceSentAt ?? null);
    try {
      await mailInvoice(client, shopifyId, { to: start.to, subject, customMessage: text }, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      if (isProblem(error) && error.kind === 'unknown-outcome') {
        lookUpLater(one, settleMs);
        return;
      }
      end(start, 'refused', messageOf(error));
      if (isProblem(error) && error.field !== undefined) {
        throw new Problem(error.kind, error.message, {
          cause: error,
          field: error.field.replace(/^email\./, ''),
        });
      }
      throw error;
    }
    end(start, 'sent');
  }

  function lookUpLater(one: UnderWay, ms: number): void {
    waits.after(ms, () => {
      lookUp(one).catch((error: unknown) => {
        log.warn('looking for a mail waits', { draftId: one.draftId, error: messageOf(error) });
        lookUpLater(one, settleMs);
      });
    });
  }

  /** Shopify keeps when it last mailed an invoice: a time it did not have before is this mail. */
  async function lookUp(one: UnderWay): Promise<void> {
    const shopifyId = ledger.drafts.get(one.draftId)?.shopifyId ?? null;
    if (!client || shopifyId === null) return end(one, 'unknown', 'Shopify is not connected');
    const draft = await fetchDraft(client, shopifyId, { signal });
    const sentAt = draft?.invoiceSentAt ?? null;
    if (sentAt !== null && sentAt !== one.before) end(one, 'sent');
    else if (draft) end(one, 'refused', 'Shopify says that no mail was sent');
    else end(one, 'unknown', deletedThere);
  }

  /** A link is not given away that Shopify is known not to honour; when Shopify cannot be asked, it is. */
  async function assertStillThere(draft: DraftView): Promise<void> {
    if (!client || draft.shopifyId === null) return;
    let now: DraftOrder | null;
    try {
      now = await fetchDraft(client, draft.shopifyId, { signal });
    } catch (error) {
      if (isProblem(error)) return;
      throw error;
    }
    assertPayable(draft, now);
  }

  function assertPayable(draft: DraftView, now: DraftOrder | null): void {
    if (now && !isOrder(now)) {
      assertSameTotal(draft, now);
      return;
    }
    if (now) parts.onOrder?.();
    else if (client && mayBeElsewhere(draft, client.shop)) throw madeElsewhere(draft, client.shop);
    else draftLog.change(draft.id, 'shopify', { state: 'deleted' });
    throw new Problem('refused', now ? `${draft.name} has become an order meanwhile` : deletedThere);
  }

  /** The words were made for another sum than the checkout asks now. */
  function assertSameTotal(draft: DraftView, now: DraftOrder): void {
    if (changeThere(draft, now) === null) return;
    // it may have been written down since
    const known = ledger.drafts.get(draft.id);
    const change = known && changeThere(known, now);
    if (change) draftLog.change(draft.id, 'shopify', change);
    throw new Problem('refused', `${draft.name} was changed in Shopify: it costs another sum now`, {
      fix: 'Look at the text again, then send it',
    });
  }

  const draftOf = (id: DraftId): DraftView => {
    const draft = ledger.drafts.get(id);
    if (!draft) throw new Problem('not-found', `There is no draft order ${id}`);
    return seen(draft);
  };

  const isOwn = (sending: string): boolean => owed.sendings().some((one) => one.sending === sending);
  const seen = (draft: DraftView): DraftView => withSilent(draft, isOwn, clock.now());

  return {
    seen,
    /** @throws Problem when nothing was sent */
    send(id: DraftId, link: LinkToSend, by: string): Promise<void> {
      const before = lines.get(id) ?? Promise.resolve();
      const line = before.then(
        () => send(id, link, by),
        () => send(id, link, by),
      );
      lines.set(id, line);
      return line.finally(() => {
        if (lines.get(id) === line) lines.delete(id);
      });
    },
    /** A manager has looked for it: the message is there. */
    markSent(id: DraftId, sending: string, by: string): void {
      const one = draftOf(id).sendings.find((each) => each.sending === sending);
      if (one?.state !== 'unknown') return;
      const { via, to, reminder } = one;
      draftLog.link(by, { draftId: id, sending, via, to, reminder, state: 'sent' });
    },
    /** What the app was sending as it stopped. */
    resume(): void {
      for (const one of owed.sendings()) {
        if (one.via === 'email') lookUpLater(one, Math.max(0, one.startedAt + settleMs - clock.now()));
        else end(one, 'unknown', 'it was being sent as the app stopped');
      }
    },
    idle: () => Promise.allSettled(lines.values()),
  };
}

const wordsOf = ({ draftId, sending, via, to, reminder }: Omit<UnderWay, 'startedAt' | 'before'>) => ({
  draftId,
  sending,
  via,
  to,
  reminder,
});

const deletedThere = 'The draft order was deleted in Shopify';
const connectManychat = 'Connect ManyChat on the setup page';
const notConnected = () =>
  new Problem('signed-out', 'No Shopify shop is connected', { fix: 'Connect Shopify on the setup page' });

function addressee({ subscriberId }: DraftView, message: LinkMessage): string {
  if (message.via === 'messenger') return subscriberId ?? '';
  return message.via === 'email' ? message.to : '';
}

/** The window of a customer opens by the customer's own words, not by a manager's. */
const windowShut = (): Problem =>
  new Problem('refused', 'Messenger window closed: the customer last wrote over 24 hours ago', {
    fix: 'Write in the live chat yourself, or send the link by e-mail',
  });

function forCustomer(error: unknown): Problem {
  if (error instanceof WindowClosed) return windowShut();
  if (!isProblem(error)) return new Problem('bug', messageOf(error), { cause: error });
  // what helps for a manager's own contact does not help here
  return error.kind === 'refused' ? new Problem('refused', error.message, { cause: error }) : error;
}

function refusalOf(no: NoSending, { name }: DraftView, via: LinkMessage['via']): Problem {
  switch (no) {
    case 'not-payable':
      return new Problem('refused', `The link of ${name} can not be paid now`);
    case 'closing':
      return new Problem('refused', `${name} is being deleted in Shopify`);
    case 'under-way':
      return new Problem('refused', 'The link is being sent just now');
    case 'unknown':
      return new Problem('refused', 'Nobody knows whether the message before arrived', {
        fix:
          via === 'email'
            ? 'Look into its timeline in Shopify, then mark it as sent or send it again'
            : 'Look into the chat, then mark it as sent or send it again',
      });
    case 'too-soon':
      return new Problem('refused', 'This link was sent a short while ago', {
        fix: 'A reminder can go out three hours after it',
      });
    default:
      return assertNever(no);
  }
}
