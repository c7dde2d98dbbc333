import { createEvents } from '../../src/main/events.ts';
import type { Desk } from '../../src/main/host.ts';
import type { Events } from '../../src/main/ports.ts';

export type FakeDesk = Desk & {
  readonly events: Events;
  /** What was asked of it, in order. */
  readonly asked: readonly { readonly name: string; readonly input: unknown }[];
  readonly isStopped: boolean;
  readonly nudges: number;
};

/** A desk without a shop: it echoes what it is asked and shows one mail. */
export function fakeDesk(mails: { readonly [id: string]: string } = {}): FakeDesk {
  const asked: { name: string; input: unknown }[] = [];
  let isStopped = false;
  let nudges = 0;
  return {
    asked,
    get isStopped() {
      return isStopped;
    },
    get nudges() {
      return nudges;
    },
    events: createEvents(() => {}),
    receiverUrl: 'http://127.0.0.1:1',
    sampleShop: null,
    dispatch: async (name, input) => {
      asked.push({ name, input });
      return { ok: true, value: { language: 'en', echo: input ?? null } };
    },
    face: async (id) => (id === '7001' ? { type: 'image/png', bytes: Buffer.from('face') } : null),
    mailHtml: async (id) => mails[id] ?? null,
    badge: () => 3,
    nudge: () => {
      nudges += 1;
    },
    stop: async () => {
      isStopped = true;
    },
  };
}
