import { madeUpOrder } from '../../../src/shared/alert-rules/made-up-order.ts';
import { mergeRules } from '../../../src/shared/alert-rules/merge-rules.ts';
import type { AlertRules } from '../../../src/shared/alert-rules/rules.ts';
import { defaultRules, ruledOf } from '../../../src/shared/alert-rules/rules.ts';
import type { NewestOrder } from '../../../src/shared/alert-rules/view.ts';
import type { Input, Output } from '../../../src/shared/contract.ts';
import type { OrderId, Source } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';

export type FakeBellParts = {
  readonly now: () => number;
  readonly managers: () => readonly string[];
  readonly manager: () => string;
  readonly orderOf: (id: OrderId) => Order;
  readonly newest: () => readonly Order[];
};

/** Main's part for the bell: rules, shifts, ringing orders, and the text of a notification. */
export function createFakeAlertRules({ now, managers, manager, orderOf, newest }: FakeBellParts) {
  /** The orders since the window opened; it rings while one is new. */
  const rings: OrderId[] = [];
  const onDuty = new Set<string>();
  let bell: AlertRules = defaultRules;
  let silenced: readonly Source[] = [];

  function newestOf(order: Order): NewestOrder {
    const { isFirstTime: _asked, ...ruled } = ruledOf(order, () => false);
    return { id: order.id, number: order.content.number, ruled: { ...ruled, isFirstTime: false } };
  }

  function view(): Output<'alertRules.get'> {
    const orders = rings.filter((id) => {
      const { status, source } = orderOf(id);
      return status === 'new' && !silenced.includes(source);
    });
    const last = orders.at(-1);
    return {
      bell,
      managers: managers().map((name) => ({
        name,
        onDuty: onDuty.has(name),
        since: null,
        isQuiet: false,
        reach: { state: 'open', until: now() + 9 * 60 * 60_000 },
        channels: [
          { way: 'messenger', isOpen: true },
          { way: 'email', isOpen: false },
        ],
      })),
      ring: {
        orders,
        chats: [],
        sound: last !== undefined && orderOf(last).needsReview ? 'question' : 'bell',
      },
      newest: newest().map(newestOf),
      silenced,
    };
  }

  return {
    ring: (id: OrderId): void => void rings.push(id),
    commands: {
      'alertRules.get': view,
      'alertRules.set': (input: Input<'alertRules.set'>) => {
        bell =
          input.base === undefined
            ? input.bell
            : mergeRules({ base: input.base, mine: input.bell, theirs: bell });
        return view();
      },
      'alertRules.notice': ({ order }: Input<'alertRules.notice'>) =>
        order === null
          ? { order: madeUpOrder, sourceName: 'Shopify', link: 'https://example.com/1042', canTake: true }
          : { order: orderOf(order), sourceName: 'Bloomdash', link: null, canTake: true },
      'alertRules.ringHere': ({ source, on }: Input<'alertRules.ringHere'>) => {
        silenced = on ? silenced.filter((one) => one !== source) : [...silenced, source];
        return view();
      },
      'duty.set': ({ on, manager: whose = manager() }: Input<'duty.set'>) => {
        if (on) onDuty.add(whose);
        else onDuty.delete(whose);
        return view();
      },
    },
  };
}
