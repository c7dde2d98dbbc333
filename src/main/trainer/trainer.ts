import { isDeepStrictEqual } from 'node:util';
import { isByHand, newestContent } from '../../shared/content-entry.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { DocumentId, OrderId } from '../../shared/ids.ts';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { templateName } from '../../shared/mail-template.ts';
import type { Order, OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { Reading } from '../../shared/reading.ts';
import type { TrainerBegun, TrainerValues, TrainerView } from '../../shared/trainer.ts';
import { templatesFor } from '../intake/gmail/senders.ts';
import type { MailReader } from '../intake/mail/create-mail-reader.ts';
import { unreadable } from '../intake/mail/read-mail.ts';
import { readingToKeep } from '../intake/mail/reading-to-keep.ts';
import { mailedAt } from '../mailed-at.ts';
import { asTold, toldOf } from '../order-contents.ts';
import type { Clock, Ledger, StoredDocument } from '../ports.ts';
import { withChangesSince } from './changed-since.ts';
import { correctOrder, isGiven } from './correct-order.ts';
import { standingOf } from './mail-standing.ts';
import { nameTemplate } from './name-template.ts';
import { orderOfValues } from './order-of-values.ts';
import type { Replayed } from './replay.ts';
import { createReplayer, mostReplayed } from './replay.ts';
import { reread, tellsAlone, unanswered } from './reread.ts';
import type { TemplateStore } from './template-store.ts';
import { valuesOfOrder, withKnown, withPhonesShown, withPhonesStored } from './values-of-order.ts';

export type TrainerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly reader: MailReader;
  readonly book: TemplateStore;
  /** ISO 3166 country of the shop, for phones without a country code. */
  readonly country?: () => string | null;
  /** The user of this computer. */
  readonly manager: () => string;
  /** The family under which orders of a sender are recorded. */
  readonly familyOf: (sender: string) => string;
};

/** Learns a mail template from one mail and the values that a user selects in it. */
export type Trainer = {
  open(input: Input<'trainer.open'>): Promise<TrainerView>;
  preview(input: Input<'trainer.preview'>): Promise<Output<'trainer.preview'>>;
  save(input: Input<'trainer.save'>): Promise<Output<'trainer.save'>>;
  heal(input: Input<'trainer.heal'>): Promise<Output<'trainer.heal'>>;
};

const mostTried = 5;

type Tried = {
  readonly recipe: MailTemplate | null;
  readonly problem: string | null;
  readonly missed: readonly string[];
  readonly replayed: Replayed | null;
};

export function createTrainer(parts: TrainerParts): Trainer {
  const { ledger, clock, reader, book, manager, familyOf, country = () => null } = parts;
  const stored = (values: TrainerValues): TrainerValues => withPhonesStored(values, country());
  const replayer = createReplayer({
    documents: ledger.documents,
    reader,
    isGenuine(id) {
      const document = ledger.documents.look(id);
      // a mail whose sender is undecided has a reason if Google did not verify it
      if (document?.state === 'undecided') return document.reason === null;
      return ledger.readings.get(id)?.verified ?? true;
    },
  });

  function mailOf(id: DocumentId): StoredDocument {
    const document = ledger.documents.get(id);
    if (document?.kind !== 'mail') throw new Problem('not-found', 'This mail is not stored here');
    return document;
  }

  function orderOf(document: StoredDocument): Order | null {
    const order = document.orderIds.map((id) => ledger.orders.get(id)).find((one) => one !== null);
    return order ? asTold(order, toldOf(ledger, order.id)) : null;
  }

  const contentOf = (document: StoredDocument): OrderContent =>
    orderOf(document)?.content ?? unreadable('unreadable', '').orders[0] ?? empty;

  /**
   * The initial content of a mail's form: corrections by users and newer changes by other mails override the mail's own parse
   * result.
   */
  function shownOf(document: StoredDocument, { orders: [told] }: Reading): OrderContent | undefined {
    const order = orderOf(document);
    if (!order || !told) return told ?? order?.content;
    const contents = toldOf(ledger, order.id);
    if (!order.needsReview || standingOf(document, contents) === 'overtaken') return order.content;
    return contents.some(isByHand)
      ? reread({ id: document.id, content: told }, order.content, contents)
      : told;
  }

  /**
   * Applies a user's values to the order of a mail; review reasons from other mails remain.
   * @throws Problem `refused` when the user changed a field that was changed elsewhere since the form was opened
   */
  function corrected(
    document: StoredDocument,
    order: Order,
    { values, begun }: { readonly values: TrainerValues; readonly begun?: TrainerBegun | undefined },
  ): OrderContent {
    const contents = toldOf(ledger, order.id);
    const isLast = standingOf(document, contents) === 'last';
    const own = begun?.own ?? [];
    const all = tellsAlone(document.id, contents) ? values : withKnown(values, own, order.content);
    const before = contents.find(({ id }) => id === begun?.entry)?.data.order.content ?? null;
    const now = begun ? withChangesSince(all, own, before, order.content) : all;
    return orderOfValues(now, order.content, isLast ? undefined : unanswered).content;
  }

  /** The newest other mails of the same sender. */
  const othersOf = (sender: string, { id }: StoredDocument, most: number) =>
    ledger.documents
      .ofTopic('mail', sender, most + 1)
      .filter((other) => other.id !== id)
      .slice(0, most);

  /** A sample of them: a rule must work on more mails than the one it was learnt from. */
  const otherBodies = (sender: string, document: StoredDocument): readonly Uint8Array[] =>
    othersOf(sender, document, mostTried).flatMap(({ id }) => ledger.documents.get(id)?.body ?? []);

  async function tryOut(document: StoredDocument, values: TrainerValues, name: string): Promise<Tried> {
    // a forwarded mail teaches the template of its original sender, not of the forwarder
    const { from = document.topic } = (await reader.read(document.body, [])).mail;
    const {
      recipe: learnt,
      missed,
      problem,
    } = await reader.learn(document.body, otherBodies(from, document), values);
    if (!learnt) return { recipe: null, problem, missed, replayed: null };
    const { sender } = learnt.match;
    const recipe = nameTemplate(learnt, book, familyOf(sender), name);
    const replayed = await replayer.replay(sender, book.all(), recipe);
    return { recipe, problem: null, missed, replayed };
  }

  /** Corrects the other orders that the new template parses completely, each in place from its original mails. */
  function healFixed(replayed: Replayed, except: OrderId | null): readonly OrderId[] {
    const healed = new Set<OrderId>();
    const fixed = replayed.mails
      .filter(({ outcome }) => outcome === 'fixed')
      .flatMap((mail) => ledger.documents.look(mail.document) ?? [])
      .toSorted((one, other) => mailedAt(one) - mailedAt(other));
    for (const { id } of fixed) {
      const reading = replayed.readings.get(id)?.reading;
      const document = mailOf(id);
      const order = orderOf(document);
      const told = reading?.orders[0];
      if (!order || order.id === except || !told) continue;
      // its other orders do not exist yet: a user handles the mail while it is up for review
      if (reading.orders.length > document.orderIds.length) continue;
      // such a mail repeats the order but does not confirm its current content
      if (reading.says === 'cancelled' || reading.says === 'changed') continue;
      // after an earlier mail corrected the order, a later mail counts only if it announces the order again
      const isOpen = healed.has(order.id) ? reading.says === 'new-order' : order.needsReview;
      if (!isOpen) continue;
      const contents = toldOf(ledger, order.id);
      // keep the changes of a later mail
      if (standingOf(document, contents) === 'overtaken') continue;
      // a user decides on a second mail about an order; it is no reason to refuse the template
      if (isGiven(ledger, order, told)) continue;
      const content = reread({ id, content: told }, order.content, contents);
      if (isDeepStrictEqual(content, order.content)) continue;
      correctOrder(ledger, clock, {
        orderId: order.id,
        documentId: id,
        content,
        by: 'orderbell',
        corrected: 'by-recipe',
        ...(reading.recipe !== null && { readBy: reading.recipe }),
      });
      healed.add(order.id);
    }
    return [...healed];
  }

  /** Stores the new parse results of the template's mails. */
  function keepReadings(replayed: Replayed): void {
    for (const [id, read] of replayed.readings) {
      const before = ledger.readings.get(id);
      if (before) ledger.readings.put(readingToKeep({ id, topic: before.sender }, read, before));
    }
  }

  return {
    async open({ document: id }) {
      const document = mailOf(id);
      const { reading, mail, pieces } = await reader.read(
        document.body,
        templatesFor(book.all(), document.topic, familyOf(document.topic)),
      );
      const order = orderOf(document);
      const entry = order && newestContent(toldOf(ledger, order.id));
      const shown = shownOf(document, reading);
      return {
        document: id,
        sender: document.topic,
        subject: mail.subject,
        receivedAt: document.receivedAt,
        hasHtml: mail.hasHtml,
        pieces,
        kind: reading.kind,
        recipe: reading.recipe,
        why: reading.why,
        values: shown ? withPhonesShown(valuesOfOrder(shown), country()) : { otherFees: [], items: [] },
        confidence: confidenceOf(reading),
        review: (order?.content ?? shown)?.review ?? [],
        order: entry
          ? {
              id: order.id,
              number: order.content.number,
              needsReview: order.needsReview,
              entry: entry.id,
            }
          : null,
        others: othersOf(mail.from ?? document.topic, document, mostReplayed).length,
      };
    },
    async preview({ document: id, values: typed }) {
      const document = mailOf(id);
      const values = stored(typed);
      const { sum, addsUp } = orderOfValues(values, contentOf(document));
      const { recipe, problem, missed, replayed } = await tryOut(document, values, document.topic);
      return {
        sum,
        addsUp,
        recipe: recipe && templateName(recipe),
        problem,
        missed,
        replay: replayed && {
          same: replayed.same,
          changed: replayed.changed,
          fixed: replayed.fixed,
          broken: replayed.broken,
          unread: replayed.unread,
          mails: replayed.mails,
        },
      };
    },
    async save({ document: id, values: typed, begun, name }) {
      const document = mailOf(id);
      const values = stored(typed);
      // validated before the slow learning: rejects an amount that cannot be stored
      orderOfValues(values, contentOf(document));
      const { recipe, problem, replayed } = await tryOut(document, values, name);
      if (!recipe || !replayed)
        throw new Problem('refused', problem ?? 'No template could be created from these values');
      if (replayed.broken > 0) {
        throw new Problem(
          'refused',
          `${replayed.broken} mails that are read completely now would no longer be`,
          {
            fix: 'Check them in the preview, then select the differing fields again',
          },
        );
      }
      if (replayed.unread > 0) {
        throw new Problem('refused', `${replayed.unread} mails not tested: this computer is too busy`, {
          fix: 'Save again in a moment',
        });
      }
      return ledger.transaction(() => {
        book.save(recipe, manager());
        keepReadings(replayed);
        const order = orderOf(document);
        // an overtaken mail only teaches the template
        const content =
          order && standingOf(document, toldOf(ledger, order.id)) !== 'overtaken'
            ? corrected(document, order, { values, begun })
            : null;
        const isCorrected = order !== null && content !== null && !isDeepStrictEqual(order.content, content);
        if (isCorrected) {
          correctOrder(ledger, clock, {
            orderId: order.id,
            documentId: id,
            content,
            by: manager(),
            corrected: 'by-hand',
          });
        }
        const healed = healFixed(replayed, order?.id ?? null);
        return {
          recipe: templateName(recipe),
          healed: [...(isCorrected ? [order.id] : []), ...healed],
        };
      });
    },
    async heal({ document: id, values, begun }) {
      const document = mailOf(id);
      const order = orderOf(document);
      if (!order) throw new Problem('not-found', 'This mail belongs to no order');
      correctOrder(ledger, clock, {
        orderId: order.id,
        documentId: id,
        content: corrected(document, order, { values: stored(values), begun }),
        by: manager(),
        corrected: 'by-hand',
      });
      return { order: order.id };
    },
  };
}

/** The confidence of each value, by its name in the form. */
const confidenceOf = ({
  confidence: { number, note, fees, ...others },
}: Reading): TrainerView['confidence'] => ({
  ...others,
  ...(number !== undefined && { orderNumber: number }),
  ...(note !== undefined && { notes: note }),
  ...(fees !== undefined && { otherFees: fees }),
});

const empty: OrderContent = { number: '', paymentStatus: 'unknown', customer: {}, items: [] };
