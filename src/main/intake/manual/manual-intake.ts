import { crossedEdits } from '../../../shared/crossed-edits.ts';
import type { FormStep } from '../../../shared/form-merge.ts';
import type { ManualOrderForm } from '../../../shared/forms.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import type { Order } from '../../../shared/order.ts';
import { wasPaid } from '../../../shared/payment.ts';
import { Problem } from '../../../shared/problem.ts';
import { isSameForm, keyTaken } from '../../../shared/same-form.ts';
import { actionId } from '../../ledger/action-id.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Recorder } from '../recorder.ts';
import { formOfOrder, formsSent, stepsSince } from './form-of-order.ts';
import { manualOrder } from './manual-order.ts';
import { numberPart, numberStart, partOfNumber } from './order-number.ts';

export type ManualIntakeParts = {
  readonly recorder: Pick<Recorder, 'record'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly country?: () => string | null;
  /** Owes the order's copy in Shopify, in the transaction that records the order. */
  readonly askCopy?: (id: OrderId, by: string) => void;
};

/** What a form was opened on. */
export type Base = {
  readonly version: number;
  /** What it said of the payment, which is decided apart from the form as well; absent: not looked at. */
  readonly paymentStatus?: ManualOrderForm['paymentStatus'] | undefined;
};

export interface ManualIntake {
  /** The same form submitted twice is one order, with one number. @throws Problem for another form under its key */
  create(form: ManualOrderForm, by: string): OrderId;
  /** The form an order is changed by, as it stands now, and the version it is of. */
  form(id: OrderId): { readonly form: ManualOrderForm; readonly version: number };
  /** What was kept of the form since that version, oldest first, the last as it stands now; empty when nothing was. */
  since(id: OrderId, version: number): { readonly steps: readonly FormStep[]; readonly version: number };
  /** Keeps the change as a new version; one that changes nothing is none. @throws Problem when another came between */
  edit(id: OrderId, base: Base, form: ManualOrderForm, by: string): void;
}

const lastNumber = 'manual.lastNumber';
const partSetting = 'manual.numberPart';

export function createManualIntake(parts: ManualIntakeParts): ManualIntake {
  const { recorder, ledger, clock, country = () => null, askCopy = () => {} } = parts;

  const manual = (id: OrderId): Order => {
    const order = ledger.orders.get(id);
    if (!order) throw new Problem('not-found', `There is no order ${id}`);
    if (order.source !== 'manual') {
      throw new Problem('refused', 'What a source tells is changed at the source', {
        fix: 'Add a note here, or change the order where it was made',
      });
    }
    if (order.erased) {
      const { number } = order.content;
      throw new Problem('refused', `The customer of ${number} was erased: it cannot be edited any more`);
    }
    return order;
  };

  /** This desk's letters: the same as long as no other desk is known to give numbers with them. */
  function partHere(): string {
    const { deskId, settings } = ledger;
    const [keeper, kept] = settings.get(partSetting)?.split(' ') ?? [];
    const isOurs = keeper === deskId && kept !== undefined;
    if (isOurs && ledger.orders.numbersOfOthers('manual', numberStart(kept), deskId).length === 0)
      return kept;
    const given = ledger.orders.numbersOfOthers('manual', 'M-', deskId).map(partOfNumber);
    const taken = new Set(given.filter((part) => part !== null));
    // one that has given no number yet will give its first with these
    for (const other of ledger.entries.heard().keys()) taken.add(numberPart(other, new Set()));
    const part = numberPart(deskId, taken);
    settings.set(partSetting, `${deskId} ${part}`);
    return part;
  }

  /** Another desk never gives this number, and this one never again, though it may have been put back from a backup. */
  function nextNumber(): string {
    const start = numberStart(partHere());
    let next = Number(ledger.settings.get(lastNumber) ?? 0) + 1;
    while (ledger.orders.byNumber('manual', `${start}${next}`).length > 0) next += 1;
    ledger.settings.set(lastNumber, String(next));
    return `${start}${next}`;
  }

  return {
    create: (form, by) =>
      ledger.transaction(() => {
        const id = orderIdOf('manual', form.key);
        const known = ledger.orders.get(id);
        if (known) {
          const sent = formsSent(known, ledger.entries.ofOrder(id));
          if (sent.some((each) => isSameForm(each, form))) return id;
          throw keyTaken(known.content.number);
        }
        const order = manualOrder(form, { number: nextNumber(), at: clock.now(), country: country() });
        recorder.record(order, { by, ring: true, form, takenBy: by });
        if (form.inShopify) askCopy(id, by);
        return id;
      }),
    form: (id) => {
      const order = manual(id);
      return { form: formOfOrder(order, ledger.entries.ofOrder(id)), version: order.version };
    },
    since: (id, version) => {
      const order = manual(id);
      return { steps: stepsSince(order, ledger.entries.ofOrder(id), version), version: order.version };
    },
    edit: (id, base, form, by) =>
      ledger.transaction(() => {
        const order = manual(id);
        assertChangeable(order, base, form);
        const now = formOfOrder(order, ledger.entries.ofOrder(id));
        assertSameCurrency(order, now, form);
        const at = Math.max(clock.now(), order.version + 1);
        const { number, placedAt } = order.content;
        const facts = { number, at, country: country(), ...(placedAt !== undefined && { placedAt }) };
        const changed = manualOrder(form, facts);
        assertCovered(order, changed.content.total);
        const before = manualOrder(now, facts);
        const isSame = JSON.stringify(before.content) === JSON.stringify(changed.content);
        // who leaves it as it is after two edits crossed has looked at it: that is a word of its own
        if (isSame && crossedEdits(order.sourceId, ledger.entries.ofOrder(id)) === null) return;
        recorder.record(changed, { by, ring: false, form, base: order.version });
        const paymentStatus = form.paymentStatus;
        if (wasPaid(order.paymentStatus) === (paymentStatus === 'paid')) return;
        // an earlier decision on the payment would outlast what the form says now
        ledger.entries.append({
          id: actionId(),
          orderId: id,
          at: clock.now(),
          by,
          kind: 'payment-set',
          data: { paymentStatus, decision: order.decisions + 1, over: paymentStatus },
        });
      }),
  };
}

function assertChangeable(order: Order, base: Base, form: ManualOrderForm): void {
  const { number } = order.content;
  if (form.key !== order.sourceId) throw new Problem('bad-input', 'the form is of another order');
  const paid = wasPaid(order.paymentStatus) ? 'paid' : 'pending';
  const isPaidOtherwise = ![paid, undefined].includes(base.paymentStatus) && form.paymentStatus !== paid;
  if (order.version !== base.version || isPaidOtherwise) {
    throw new Problem('refused', `${number} was changed meanwhile`, {
      field: 'base',
      fix: 'Look at what was changed, then save again',
    });
  }
  if (order.status === 'cancelled') {
    throw new Problem('refused', `${number} is cancelled`, { fix: 'Open the order again first' });
  }
  if (order.partOf) {
    throw new Problem('refused', `${number} is already a part of another order`, {
      fix: 'Open that order and decide there',
    });
  }
  if (form.paymentStatus === 'pending' && order.refunds) {
    throw new Problem('refused', 'Money was given back, so it was paid', {
      fix: 'Take the refund back first',
    });
  }
}

/** The same figures in another currency would be another price, and nobody has decided on one. */
function assertSameCurrency({ content }: Order, { currency }: ManualOrderForm, form: ManualOrderForm): void {
  if (form.currency === currency) return;
  throw new Problem('bad-input', `${content.number} was written in ${currency}`, {
    field: 'currency',
    fix: 'Cancel it and write it anew in the other currency',
  });
}

/** More than the whole order cannot have been given back. */
function assertCovered({ refunds = [] }: Order, total: Money | undefined): void {
  const other = refunds.find(({ amount }) => amount.currency !== total?.currency);
  if (other) {
    throw new Problem('bad-input', `Money was given back in ${other.amount.currency} already`, {
      field: 'currency',
    });
  }
  const refunded = refunds.reduce((sum, { amount }) => sum + amount.minor, 0);
  if (refunded <= (total?.minor ?? 0)) return;
  throw new Problem('bad-input', 'More was given back already than this comes to', { field: 'items' });
}
