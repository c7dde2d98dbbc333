import type { EntryDraft } from '../../../shared/entry.ts';
import { lastDecision } from '../../../shared/fold-takings.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { messageOf } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { Contact } from './read-request.ts';

const heardKinds = ['catalogue', 'touch', 'manager'] as const;
export type HeardKind = (typeof heardKinds)[number];

export type Touch = {
  readonly contact: Contact;
  readonly wantsManager: boolean;
  readonly isPressed: boolean;
  readonly product: { readonly id: string; readonly title: string } | undefined;
};
export type TouchBook = {
  /** Resolves when the contact is on disk. @throws when the disk does not accept it */
  write(touch: Touch): Promise<void>;
  /** The bot sent a request with the right key; stored to the minute. */
  heard(kind: HeardKind): void;
  heardAt(kind: HeardKind): number | null;
};

type Waiting = {
  readonly touch: Touch;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

const minute = 60_000;
/** A visit is in progress for this long: ManyChat's clock may be behind, and a flow takes time. */
const lately = 10 * minute;
const settingOf = (kind: HeardKind): string => `chatbot.heard.${kind}`;

/** Records who contacted the shop. Contacts that arrive during a commit share the next one. */
export function createTouchBook({
  ledger,
  clock,
  log,
  ahead,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** How far this computer's clock is known to be ahead, in milliseconds. */
  readonly ahead: () => number;
}): TouchBook {
  let waiting: Waiting[] = [];
  const heardAt = (kind: HeardKind): number | null => {
    const text = ledger.settings.get(settingOf(kind));
    return text === null ? null : Number(text);
  };

  function commit(): void {
    const group = waiting;
    waiting = [];
    try {
      ledger.transaction(() => {
        for (const { touch } of group) append(touch);
      });
    } catch (error) {
      log.error('touches could not be written', { touches: group.length, error: messageOf(error) });
      // one of them may be at fault: write each alone
      for (const one of group) writeAlone(one);
      return;
    }
    for (const { done } of group) done();
  }

  function writeAlone({ touch, done, failed }: Waiting): void {
    try {
      append(touch);
      done();
    } catch (error) {
      failed(error);
    }
  }

  function append({ contact, wantsManager, isPressed, product }: Touch): void {
    const now = clock.now();
    const known = ledger.people.get(contact.id);
    const heard = contact.interactionAt === undefined ? undefined : Math.min(contact.interactionAt, now);
    const interactionAt = isPressed ? now : heard;
    // one event per visit, however often the flow calls; a request for a manager is a separate event per product
    const visit = isPressed || heard === undefined ? Math.floor(now / minute) * minute : heard;
    const ask = wantsManager ? `:manager${product ? `:${product.id}` : ''}` : '';
    // a request after an answer is a new one, even within the minute
    const decisions = ask === '' ? 0 : (known?.decisions ?? decisionsOf(contact.id));
    const again = decisions > 0 ? `:${decisions}` : '';
    // a flow may send less than an earlier one: keep what is known of the person
    const name = contact.name ?? known?.name ?? '';
    const picture = contact.picture ?? known?.picture ?? undefined;
    const chatUrl = contact.chatUrl ?? known?.chatUrl ?? undefined;
    const { lastWords } = contact;
    // on a clock that is ahead, each visit would look old
    const isGoingOn = heard === undefined || now - ahead() - heard < lately;
    const actsNow = isPressed || wantsManager || isGoingOn;
    // ManyChat, or the computer that erased the person, may use another clock: someone who writes now was not erased earlier, and
    // a new request was not answered before
    const after = Math.max(
      actsNow ? (ledger.people.erasedTo(contact.id) ?? -1) : -1,
      wantsManager ? (known?.answeredTo ?? -1) : -1,
    );
    const entry: EntryDraft = {
      id: entryIdSchema.parse(`touched:${contact.id}:${visit}${ask}${again}`),
      orderId: null,
      at: Math.max(interactionAt ?? now, after + 1),
      by: 'chat-bot',
      kind: 'touched',
      data: {
        subscriberId: contact.id,
        name,
        wantsManager,
        ...(picture !== undefined && { picture }),
        ...(chatUrl !== undefined && { chatUrl }),
        ...(lastWords !== undefined && { lastWords }),
        ...(product !== undefined && { product: { productId: product.id, title: product.title } }),
        ...(interactionAt !== undefined && { interactionAt }),
      },
    };
    ledger.entries.append(entry);
  }

  /** The decisions on an erased person are hidden, but a repeated request must not become a new one. */
  const decisionsOf = (id: SubscriberId): number =>
    lastDecision(ledger.entries.ofSubject(id).filter((entry) => entry.kind === 'chat-answered'))?.data
      .decision ?? 0;

  return {
    heardAt,
    heard(kind) {
      const before = heardAt(kind);
      const now = clock.now();
      if (before === null || now - before >= minute) ledger.settings.set(settingOf(kind), String(now));
    },
    write: (touch) =>
      new Promise((done, failed) => {
        waiting.push({ touch, done, failed });
        if (waiting.length === 1) setImmediate(commit);
      }),
  };
}
