import { join } from 'node:path';
import { openDataDir } from '../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { noticeKind } from '../../src/main/notice-kinds.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import { openSettingsFile } from '../../src/main/settings/settings-file.ts';
import { entryIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import { million } from './goals.ts';

const begun = Date.parse('2025-01-01T08:00:00Z');
const apartMs = 60_000;
let now = begun;
/** Stands at the latest order. */
export const clock: Clock = { now: () => now, uptime: () => 0, after: () => () => {} };

let seed = 42;
export const random = (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
export const of = (words: readonly string[]): string => words[random(words.length)] ?? '';
export const first = ['Олена', 'Іван', 'Марія', 'Тарас', 'Софія', 'Андрій', 'Ганна', 'Петро', 'Julia', 'Max'];
export const last = Array.from(
  { length: 400 },
  (_, i) =>
    `${of(['Ков', 'Бон', 'Шев', 'Мел', 'Гри', 'Пав'])}${of(['аль', 'дар', 'чен', 'ник'])}${of(['енко', 'чук', 'ський', 'ова'])}${i % 7}`,
);
export const goods = ['Букет «Осінь»', 'Троянди червоні', 'Кошик фруктів', 'Листівка', 'Піони', 'Орхідея'];
export const sources = ['shopify', 'shopify', 'mail:dostavo', 'mail:bloomdash', 'manual'];

/** Writes invented orders, the same ones each time, from the first on. */
export function fill(ledger: Ledger, to: number): void {
  for (let done = 0; done < to; done += 1000) {
    const end = Math.min(done + 1000, to);
    ledger.transaction(() => {
      for (let number = done; number < end; number += 1) receive(ledger, number);
    });
    ledger.transaction(() => tell(ledger, done, end));
  }
}

/** Has those that follow so many be others than these. */
export function goOnAfter(number: number): void {
  seed = number + 42;
  now = begun + number * apartMs;
}

/**
 * Writes more of them as they come in a shop: each by itself, with a commit of its own.
 * @returns what each took, in milliseconds of this process
 */
export function oneByOne(ledger: Ledger, to: number, from: number): readonly number[] {
  return Array.from({ length: to - from }, (_, nth) => {
    const before = process.cpuUsage();
    ledger.transaction(() => receive(ledger, from + nth));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
}

function receive(ledger: Ledger, number: number): void {
  now = begun + (number + 1) * apartMs;
  const source = of(sources);
  const orderId = orderIdOf(source, String(number));
  const price = { minor: 50_000 + random(200_000), currency: 'UAH' };
  ledger.entries.append({
    id: entryIdSchema.parse(`received:${orderId}`),
    kind: 'order-received',
    orderId,
    at: now,
    by: 'bench',
    data: {
      order: {
        source,
        sourceId: String(number),
        version: now,
        content: {
          number: `#${number}`,
          paymentStatus: 'paid',
          customer: {
            name: `${of(first)} ${of(last)}`,
            phone: `+380${of(['67', '50', '93', '63'])}${String(random(1e7)).padStart(7, '0')}`,
            email: `buyer${random(million)}@example.com`,
          },
          address: 'Київ, вул. Хрещатик 1',
          items: [{ title: of(goods), quantity: 1 + random(3), options: [], unitPrice: price }],
          total: price,
        },
      },
    },
  });
  // most orders of a grown ledger are done with
  if (random(100) < 97) {
    ledger.entries.append({
      id: entryIdSchema.parse(`status:${orderId}:1`),
      kind: 'status-set',
      orderId,
      at: now,
      by: 'bench',
      data: { status: 'handed-over', decision: 1 },
    });
  }
}

/** The notices of these orders went out: of each a message stays, done. */
function tell(ledger: Ledger, from: number, to: number): void {
  for (let number = from; number < to; number += 1) {
    const orderId = orderIdOf('bench', String(number));
    const payload = { manager: 'Anna', subscriberId: '1234567890123456' };
    const id = ledger.outbox.put({ kind: noticeKind, key: `bench:${number}`, orderId, payload });
    if (id !== null) ledger.outbox.done(id);
  }
}

/** Fills the shop of an app that is yet to be started, and keeps the sample shop out of it. */
export function fillDataDir(dataDir: string, total: number): void {
  const owned = openDataDir(dataDir);
  const ledger = openLedger({ file: owned.ledgerFile('shop'), clock, deskId: owned.deskId });
  fill(ledger, total);
  ledger.close();
  owned.close();
  openSettingsFile(join(dataDir, 'settings.json')).change({ sampleRemoved: true });
}
