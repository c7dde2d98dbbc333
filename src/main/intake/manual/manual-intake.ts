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
  /** Queues the order's copy in Shopify, in the transaction that records the order. */
  readonly askCopy?: (id: OrderId, by: string) => void;
};

/** The state of the order when the form was opened. */
export type Base = {
  readonly version: number;
  /** The payment status shown then, which can also change outside the form; absent: not checked. */
  readonly paymentStatus?: ManualOrderForm['paymentStatus'] | undefined;
};

export interface ManualIntake {
  /** The same form submitted twice makes one order with one number. @throws Problem for another form with its key */
  create(form: ManualOrderForm, by: string): OrderId;
  /** The current form of an order, and its version. */
  form(id: OrderId): { readonly form: ManualOrderForm; readonly version: number };
  /** The forms saved since that version, oldest first, the last being the current one; empty if there were none. */
  since(id: OrderId, version: number): { readonly steps: readonly FormStep[]; readonly version: number };
  /** Saves the change as a new version, unless nothing changed. @throws Problem when another change came in between */
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
      throw new Problem('refused', 'Orders from this source can only be changed there', {
        fix: 'Add a note here, or change the order at its source',
      });
    }
    if (order.erased) {
      const { number } = order.content;
      throw new Problem('refused', `The customer of ${number} was erased, so it can no longer be edited`);
    }
    return order;
  };

  /** The letters of this computer's numbers: unchanged unless another computer uses the same. */
  function partHere(): string {
    const { deskId, settings } = ledger;
    const [keeper, kept] = settings.get(partSetting)?.split(' ') ?? [];
    const isOurs = keeper === deskId && kept !== undefined;
    if (isOurs && ledger.orders.numbersOfOthers('manual', numberStart(kept), deskId).length === 0)
      return kept;
    const given = ledger.orders.numbersOfOthers('manual', 'M-', deskId).map(partOfNumber);
    const taken = new Set(given.filter((part) => part !== null));
    // a computer without a number yet will use these letters for its first
    for (const other of ledger.entries.heard().keys()) taken.add(numberPart(other, new Set()));
    const part = numberPart(deskId, taken);
    settings.set(partSetting, `${deskId} ${part}`);
    return part;
  }

  /** A number that no other computer uses and this one never reuses, even after a restore from a backup. */
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
        // saving unchanged after two concurrent edits confirms the result: that is an event
        if (isSame && crossedEdits(order.sourceId, ledger.entries.ofOrder(id)) === null) return;
        recorder.record(changed, { by, ring: false, form, base: order.version });
        const paymentStatus = form.paymentStatus;
        if (wasPaid(order.paymentStatus) === (paymentStatus === 'paid')) return;
        // an earlier payment decision would override the form
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
  if (form.key !== order.sourceId) throw new Problem('bad-input', 'the form belongs to another order');
  const paid = wasPaid(order.paymentStatus) ? 'paid' : 'pending';
  const isPaidOtherwise = ![paid, undefined].includes(base.paymentStatus) && form.paymentStatus !== paid;
  if (order.version !== base.version || isPaidOtherwise) {
    throw new Problem('refused', `${number} was changed in the meantime`, {
      field: 'base',
      fix: 'Check what changed, then save again',
    });
  }
  if (order.status === 'cancelled') {
    throw new Problem('refused', `${number} is cancelled`, { fix: 'Reopen the order first' });
  }
  if (order.partOf) {
    throw new Problem('refused', `${number} is already merged into another order`, {
      fix: 'Open that order and decide there',
    });
  }
  if (form.paymentStatus === 'pending' && order.refunds) {
    throw new Problem('refused', 'A refund is recorded, so the order was paid', {
      fix: 'Remove the refund first',
    });
  }
}

/** The same amounts in another currency would be another price. */
function assertSameCurrency({ content }: Order, { currency }: ManualOrderForm, form: ManualOrderForm): void {
  if (form.currency === currency) return;
  throw new Problem('bad-input', `${content.number} is in ${currency}`, {
    field: 'currency',
    fix: 'Cancel it and create a new order in the other currency',
  });
}

/** The refunds must not exceed the total. */
function assertCovered({ refunds = [] }: Order, total: Money | undefined): void {
  const other = refunds.find(({ amount }) => amount.currency !== total?.currency);
  if (other) {
    throw new Problem('bad-input', `A refund in ${other.amount.currency} is already recorded`, {
      field: 'currency',
    });
  }
  const refunded = refunds.reduce((sum, { amount }) => sum + amount.minor, 0);
  if (refunded <= (total?.minor ?? 0)) return;
  throw new Problem('bad-input', 'The recorded refunds are higher than this total', { field: 'items' });
}
