import { createEvents } from '../../src/main/events.ts';
import type { Desk } from '../../src/main/host.ts';
import type { Events } from '../../src/main/ports.ts';
import type { Language } from '../../src/shared/languages.ts';

export type FakeDesk = Desk & {
  readonly events: Events;
  /** The requests so far, in order. */
  readonly asked: readonly { readonly name: string; readonly input: unknown }[];
  /** The pages that sent requests, and those that closed. */
  readonly pages: readonly (string | undefined)[];
  readonly gone: readonly (string | undefined)[];
  readonly isStopped: boolean;
  readonly isEnded: boolean;
  /** Refuses every further request. */
  refuses: boolean;
  readonly nudges: number;
  /** The language of its manager. */
  language: Language;
  /** The number of untaken orders. */
  waiting: number;
  /** Resolves when it has stopped. */
  stops: Promise<void>;
};

/** An app without a shop: it echoes every command and shows one mail. */
export function fakeDesk(mails: { readonly [id: string]: string } = {}): FakeDesk {
  const asked: { name: string; input: unknown }[] = [];
  const pages: (string | undefined)[] = [];
  const gone: (string | undefined)[] = [];
  let isStopped = false;
  let isEnded = false;
  let nudges = 0;
  let refuses = false;
  let language: Language = 'en';
  return {
    get refuses() {
      return refuses;
    },
    set refuses(now) {
      refuses = now;
    },
    get language() {
      return language;
    },
    set language(now) {
      language = now;
    },
    asked,
    pages,
    gone,
    get isStopped() {
      return isStopped;
    },
    get isEnded() {
      return isEnded;
    },
    get nudges() {
      return nudges;
    },
    events: createEvents(() => {}),
    receiverUrl: 'http://127.0.0.1:1',
    sampleShop: null,
    dispatch: async (name, input, page) => {
      asked.push({ name, input });
      pages.push(page);
      if (refuses) return { ok: false, error: { kind: 'refused', message: 'not now' } };
      return { ok: true, value: { language, echo: input ?? null } };
    },
    pageGone: (page) => void gone.push(page),
    face: async (id) => (id === '7001' ? { type: 'image/png', bytes: Buffer.from('face') } : null),
    mailHtml: async (id) => mails[id] ?? null,
    waiting: 3,
    stops: Promise.resolve(),
    badge() {
      return this.waiting;
    },
    nudge: () => {
      nudges += 1;
    },
    async stop() {
      await this.stops;
      isStopped = true;
    },
    endNow: () => {
      isEnded = true;
    },
  };
}
