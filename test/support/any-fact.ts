import fc from 'fast-check';
import { defaultRules, lastRule } from '../../src/shared/alert-rules/rules.ts';
import type { EntryDraft } from '../../src/shared/entry.ts';
import { draftEnds, draftFactStates, linkStates } from '../../src/shared/entry.ts';
import { orderStatuses, paymentStatuses } from '../../src/shared/order.ts';
import { ticketStates } from '../../src/shared/ticket/ticket.ts';
import { personShapes } from './any-person-fact.ts';
import type { Shape } from './any-shape.ts';
import { actionOn, anyAmount, anyDraft, anyManager, anyNumber, anyOrder, anyPerson } from './any-shape.ts';
import { fact, incomingOrder } from './orders.ts';
import { kiosklyTemplate } from './templates.ts';

/** An order of a test run; another computer may record its mark later. */
const drilled = 'shopify:77';

export const namesInFacts = ['Olena', 'Petro', 'Koval', '380671234567', 'olena@example.com', 'tulips', '#1'];

const anyContent = fc.record({
  version: anyNumber,
  customer: fc.record({
    name: fc.constantFrom('Olena Koval', 'Petro Koval'),
    phone: fc.constantFrom('+380671234567', '+380501112233'),
    email: fc.constantFrom('olena@example.com', 'petro@example.com'),
  }),
  note: fc.constantFrom('tulips', 'ring twice'),
  total: anyAmount,
  paymentStatus: fc.constantFrom(...paymentStatuses),
});

const shapes: fc.Arbitrary<Shape> = fc.oneof(
  fc
    .record({ order: anyOrder, content: anyContent, quiet: fc.boolean(), isOld: fc.boolean() })
    .map(({ order, content, quiet, isOld }) => ({
      // with the id of an earlier version, or with one made of its content
      id: isOld ? `received:${order}` : `received:${order}:${content.version}:${content.note}`,
      kind: 'order-received' as const,
      orderId: order,
      data: { order: ordered(order, content), ...(quiet && { quiet: true }) },
    })),
  fc.record({ order: anyOrder, content: anyContent }).map(({ order, content }) => ({
    id: `updated:${order}:${content.version}:${content.note}`,
    kind: 'order-updated' as const,
    orderId: order,
    data: { order: ordered(order, content) },
  })),
  actionOn('status-set', { status: fc.constantFrom(...orderStatuses) }),
  fc
    .record({
      order: anyOrder,
      decision: anyNumber,
      manager: anyManager,
      isOwn: fc.boolean(),
      deed: fc.uuid(),
    })
    .map(({ order, isOwn, deed, decision, manager }) => ({
      id: isOwn ? `deed:${deed}` : `taken:${order}:${decision}`,
      kind: 'taken' as const,
      orderId: order,
      data: { manager, decision },
    })),
  actionOn('payment-set', {
    paymentStatus: fc.constantFrom(...paymentStatuses),
    over: fc.option(fc.constantFrom(...paymentStatuses), { nil: undefined }),
  }),
  actionOn('assigned', { manager: fc.option(anyManager) }),
  actionOn('tag-set', { tag: fc.constantFrom('fragile', 'gift', 'call first'), on: fc.boolean() }),
  actionOn('snoozed', { until: fc.option(fc.integer({ min: 1, max: 3 }).map((hours) => hours * 3_600_000)) }),
  fc.record({ name: anyManager, deed: anyNumber }).map(({ name, deed }) => ({
    id: `desk-named:${deed}`,
    kind: 'desk-named' as const,
    orderId: null,
    data: { name },
  })),
  fc
    .record({ desk: fc.constantFrom('desk-a', 'desk-b'), decision: anyNumber, forgotten: fc.boolean() })
    .map((data) => ({
      id: `desk-forgotten:${data.desk}:${data.decision}`,
      kind: 'desk-forgotten' as const,
      orderId: null,
      data,
    })),
  fc.record({ leader: fc.constantFrom('desk-a', 'desk-b'), decision: anyNumber }).map((data) => ({
    id: `leader-set:${data.leader}:${data.decision}`,
    kind: 'leader-set' as const,
    orderId: null,
    data,
  })),
  fc.record({ decision: anyNumber, name: fc.constantFrom('All', 'Big ones') }).map(({ decision, name }) => ({
    id: `bell-set:${decision}`,
    kind: 'bell-set' as const,
    orderId: null,
    data: { bell: { ...defaultRules, rules: [{ ...lastRule, name }] }, decision },
  })),
  fc.record({ manager: anyManager, on: fc.boolean(), decision: anyNumber }).map((data) => ({
    id: `duty-set:${data.manager}:${data.decision}`,
    kind: 'duty-set' as const,
    orderId: null,
    data: { ...data, via: 'app' as const },
  })),
  fc
    .record({
      source: fc.constantFrom('shopify', 'mail:wolt'),
      share: fc.integer({ min: 0, max: 10_000 }),
      decision: anyNumber,
    })
    .map((data) => ({
      id: `commission-set:${data.source}:${data.decision}`,
      kind: 'commission-set' as const,
      orderId: null,
      data: { ...data, fixed: null },
    })),
  fc
    .record(
      {
        timeZone: fc.constantFrom('Europe/Kyiv', 'UTC'),
        currency: fc.constantFrom('UAH', 'EUR'),
        name: fc.constantFrom('Fern', 'Moss'),
        decision: anyNumber,
      },
      { requiredKeys: ['timeZone', 'decision'] },
    )
    .map((data) => ({
      id: `zone-set:${data.decision}`,
      kind: 'zone-set' as const,
      orderId: null,
      data,
    })),
  fc
    .record({ family: fc.constantFrom('kioskly', 'kioskly-example', null), decision: anyNumber })
    .map(({ family, decision }) => ({
      id: `sender-decided:${family}:${decision}`,
      kind: 'sender-decided' as const,
      orderId: null,
      data: {
        sender: 'sales@kioskly.example',
        decision,
        ...(family === null ? { verdict: 'blocked' as const } : { verdict: 'approved' as const, family }),
      },
    })),
  fc.constantFrom('sales@kioskly.example', 'x@op.pl').map((address) => ({
    id: `sender-found:${address}`,
    kind: 'sender-found' as const,
    orderId: null,
    data: { address },
  })),
  fc.record({ version: anyNumber, name: fc.constantFrom('Kioskly', 'Kiosk') }).map((changes) => ({
    id: `recipe-taught:${changes.name}:${changes.version}`,
    kind: 'recipe-taught' as const,
    orderId: null,
    data: { recipe: kiosklyTemplate(changes) },
  })),
  anyNumber.map((version) => ({
    id: `recipe-withdrawn:${version}`,
    kind: 'recipe-withdrawn' as const,
    orderId: null,
    data: { taught: `recipe-taught:Kiosk:${version}` },
  })),
  fc
    .record({ order: anyOrder, step: fc.integer({ min: 2, max: 3 }), to: anyManager })
    .map(({ order, step, to }) => ({
      id: `passed-on:${order}:${step}`,
      kind: 'passed-on' as const,
      orderId: order,
      data: { rule: 'every-order', step, to: [to], why: 'not-taken' as const },
    })),
  fc.record({ order: anyOrder, to: anyManager }).map(({ order, to }) => ({
    id: `alert:cancelled:${order}:1`,
    kind: 'alert-raised' as const,
    orderId: order,
    data: { alert: `cancelled:${order}`, occasion: 'cancelled', step: 1, to: [to], text: 'Cancelled' },
  })),
  fc
    .record({ order: anyOrder, manager: anyManager, state: fc.constantFrom('sent', 'refused') })
    .map(({ order, manager, state }) => ({
      id: `told:alert:cancelled:${order}:${manager}:messenger`,
      kind: 'alert-ended' as const,
      orderId: order,
      data: { alert: `cancelled:${order}`, occasion: 'cancelled', manager, channel: 'messenger', state },
    })),
  fc.constantFrom('drill-1', 'drill-2').map((drill) => ({
    id: `drill-marked:${drilled}`,
    kind: 'drill-marked' as const,
    orderId: drilled,
    data: { drill },
  })),
  anyContent.map((content) => ({
    id: `received:${drilled}:${content.version}:${content.note}`,
    kind: 'order-received' as const,
    orderId: drilled,
    data: { order: ordered(drilled, content), quiet: true },
  })),
  anyOrder.map((order) => ({ id: `released:${order}`, kind: 'released' as const, orderId: order, data: {} })),
  fc
    .record({ order: anyOrder, text: fc.constantFrom('call', 'gift'), deed: anyNumber })
    .map(({ order, text, deed }) => ({
      id: `note:${order}:${deed}`,
      kind: 'note-added' as const,
      orderId: order,
      data: { text },
    })),
  fc.record({ order: anyOrder, kind: fc.constantFrom('organic', 'ad') }).map(({ order, kind }) => ({
    id: `attribution:${order}`,
    kind: 'attribution-found' as const,
    orderId: order,
    data: { attribution: { kind } },
  })),
  fc
    .record({
      draftId: anyDraft,
      state: fc.constantFrom(...draftFactStates),
      round: fc.option(anyNumber, { nil: undefined }),
      customerName: fc.constantFrom('Olena', 'Petro'),
      total: anyAmount,
      subscriberId: anyPerson,
    })
    .map((data) => ({
      id: `draft:${data.draftId}:${data.state}:${data.round}`,
      kind: 'draft-changed' as const,
      orderId: null,
      data: { ...data, tag: `tag-${data.draftId}` },
    })),
  fc
    .record({
      draftId: anyDraft,
      sending: fc.constantFrom('a', 'b'),
      state: fc.constantFrom(...linkStates),
      to: anyPerson,
    })
    .map((data) => ({
      id: `link:${data.draftId}:${data.sending}:${data.state}`,
      kind: 'link-sent' as const,
      orderId: null,
      data: { ...data, via: 'messenger', reminder: false },
    })),
  fc.record({ draftId: anyDraft, checkout: fc.constantFrom('c1', 'c2') }).map((data) => ({
    id: `opened:${data.draftId}:${data.checkout}`,
    kind: 'draft-opened' as const,
    orderId: null,
    data,
  })),
  fc
    .record({
      draftId: anyDraft,
      end: fc.constantFrom(...draftEnds),
      attempt: anyNumber,
      state: fc.constantFrom('asked', 'done', 'refused'),
    })
    .map((data) => ({
      id: `closing:${data.draftId}:${data.attempt}:${data.state}`,
      kind: 'draft-closing' as const,
      orderId: null,
      data,
    })),
  fc
    .record({ order: anyOrder, draftId: anyDraft, manager: anyManager })
    .map(({ order, draftId, manager }) => ({
      id: `draft-linked:${order}:${draftId}`,
      kind: 'draft-linked' as const,
      orderId: order,
      data: { draftId, tag: `tag-${draftId}`, manager },
    })),
  fc.constantFrom('a', 'b').map((tag) => ({
    id: 'copy-asked:manual:3',
    kind: 'copy-asked' as const,
    orderId: 'manual:3',
    data: { tag },
  })),
  fc.constantFrom('shopify:1', 'shopify:2').map((copy) => ({
    id: `copy-linked:manual:3:${copy}`,
    kind: 'copy-linked' as const,
    orderId: 'manual:3',
    data: { copy, tag: 'a', number: '#1' },
  })),
  fc.constantFrom('shopify:1', 'shopify:2').map((copy) => ({
    id: `copy-of:${copy}:manual:3`,
    kind: 'copy-of' as const,
    orderId: copy,
    data: { of: 'manual:3', tag: 'a' },
  })),
  fc.record({ version: anyNumber, paymentStatus: fc.constantFrom(...paymentStatuses) }).map((data) => ({
    id: `copy-told:manual:3:${data.version}`,
    kind: 'copy-told' as const,
    orderId: 'manual:3',
    data: { ...data, copy: 'shopify:1' },
  })),
  fc
    .record({ order: anyOrder, other: anyOrder, why: fc.constantFrom('phone', 'email') })
    .map(({ order, other, why }) => ({
      id: `same:${order}:${other}`,
      kind: 'same-guessed' as const,
      orderId: order,
      data: { other, because: [why] },
    })),
  actionOn('same-decided', { other: anyOrder, verdict: fc.constantFrom('kept', 'merged', 'both', 'open') }),
  fc
    .record({ order: anyOrder, refundId: fc.constantFrom('r1', 'r2'), amount: anyAmount })
    .map(({ order, ...data }) => ({
      id: `refund:${order}:${data.refundId}`,
      kind: 'refund-noted' as const,
      orderId: order,
      data: { ...data, reason: 'wilted' },
    })),
  fc.record({ order: anyOrder, refundId: fc.constantFrom('r1', 'r2') }).map(({ order, refundId }) => ({
    id: `refund-withdrawn:${order}:${refundId}`,
    kind: 'refund-withdrawn' as const,
    orderId: order,
    data: { refundId },
  })),
  fc
    .record({
      order: anyOrder,
      manager: anyManager,
      channel: fc.constantFrom('messenger', 'email'),
      state: fc.constantFrom('sent', 'refused', 'unknown'),
    })
    .map(({ order, ...data }) => ({
      id: `notified:${order}:${data.manager}:${data.channel}:${data.state}`,
      kind: 'notified' as const,
      orderId: order,
      data,
    })),
  fc
    .record({
      order: anyOrder,
      printing: fc.constantFrom('taken:a', 'asked:b'),
      decision: anyNumber,
      copy: fc.integer({ min: 1, max: 2 }),
      state: fc.constantFrom(...ticketStates),
    })
    .map(({ order, ...data }) => ({
      id: `ticket:${order}:${data.printing}:${data.decision}`,
      kind: 'ticket-printed' as const,
      orderId: order,
      data: { ...data, format: '80mm', why: 'asked' },
    })),
  ...personShapes,
);

const ordered = (
  id: string,
  { version, ...content }: { readonly version: number } & Parameters<typeof incomingOrder>[0],
) => {
  const [source = '', sourceId = ''] = id.split(':');
  return incomingOrder({ ...content, source, sourceId, version });
};

/** An event of any kind by any manager at any time. */
export const anyFact: fc.Arbitrary<EntryDraft> = fc
  .record({
    shape: shapes,
    at: fc.integer({ min: 1_741_080_000_000, max: 1_741_080_001_000 }),
    by: anyManager,
  })
  .map(({ shape, at, by }) => fact({ ...shape, at, by }));
