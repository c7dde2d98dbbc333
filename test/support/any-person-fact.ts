import fc from 'fast-check';
import type { Shape } from './any-shape.ts';
import { anyNumber, anyOrder, anyPerson } from './any-shape.ts';

/** Events about people: chat contacts and customers. */
export const personShapes: readonly fc.Arbitrary<Shape>[] = [
  fc
    .record({
      subscriberId: anyPerson,
      visit: anyNumber,
      name: fc.constantFrom('Olena', 'Petro'),
      wantsManager: fc.boolean(),
    })
    .map(({ visit, ...data }) => ({
      id: `touched:${data.subscriberId}:${visit}`,
      kind: 'touched' as const,
      orderId: null,
      data,
    })),
  fc
    .record({
      subscriberId: anyPerson,
      answered: fc.boolean(),
      decision: anyNumber,
      upTo: fc.integer({ min: 0, max: 2e12 }),
    })
    .map((data) => ({
      id: `answered:${data.subscriberId}:${data.decision}`,
      kind: 'chat-answered' as const,
      orderId: null,
      data,
    })),
  fc
    .record({
      pair: fc.constantFrom(['shopify:1', 'shopify:2'], ['manual:3', 'shopify:1'], ['manual:3', 'shopify:2']),
      verdict: fc.constantFrom('joined', 'parted', 'open'),
      first: fc.boolean(),
      decision: anyNumber,
      deed: fc.uuid(),
    })
    .map(({ pair: [one, other], verdict, first, decision, deed }) => ({
      id: `deed:${deed}`,
      kind: 'customer-decided' as const,
      orderId: null,
      data: {
        one,
        other,
        verdict,
        decision,
        ...(verdict === 'joined' && { lead: first ? one : other }),
        ...(verdict === 'parted' && first && { alone: one }),
      },
    })),
  fc
    .record({ about: anyOrder, note: fc.constantFrom('n1', 'n2'), text: fc.constantFrom('call', 'gift') })
    .map((data) => ({
      id: `customer-note:${data.note}:${data.about}`,
      kind: 'customer-noted' as const,
      orderId: null,
      data: { ...data, note: `${data.note}:${data.about}` },
    })),
  fc.record({ about: anyOrder, note: fc.constantFrom('n1', 'n2') }).map(({ about, note }) => ({
    id: `customer-note-withdrawn:${note}:${about}`,
    kind: 'customer-note-withdrawn' as const,
    orderId: null,
    data: { about, note: `${note}:${about}` },
  })),
  fc
    .record({
      about: anyOrder,
      mark: fc.constantFrom('vip', 'do-not-serve'),
      on: fc.boolean(),
      decision: anyNumber,
      deed: fc.uuid(),
    })
    .map(({ deed, ...data }) => ({
      id: `deed:${deed}`,
      kind: 'customer-marked' as const,
      orderId: null,
      data: { ...data, ...(data.on && { reason: 'never pays' }) },
    })),
  fc.oneof(
    fc.constant({ id: 'erased:shopify:2', kind: 'customer-erased' as const, orderId: 'shopify:2', data: {} }),
    fc.constant({
      id: 'erased:draft:draft-2',
      kind: 'customer-erased' as const,
      orderId: null,
      data: { draft: 'draft-2' },
    }),
    fc.constant({
      id: 'erased:person:41',
      kind: 'customer-erased' as const,
      orderId: null,
      data: { person: '41' },
    }),
  ),
];
