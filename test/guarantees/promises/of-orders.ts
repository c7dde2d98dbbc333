import { atLeast, ms, none, tried } from './budgets.ts';
import type { Promised } from './promised.ts';

/** No order is lost, sent twice or counted wrong. */
export const ofOrders = {
  1: {
    name: 'an acknowledged order survives the death of the process',
    method: 'kill -9 at any moment while orders come',
    tests: ['guarantees/kill/', 'guarantees/kill/ledger-crash.test.ts'],
    control: 'would be seen to lose',
    budgets: {
      kills: tried(4, 12, 500),
      'acknowledged for each': { atLeast: 1, unit: '' },
      lost: none(''),
      twice: none(''),
      'without notice': none(''),
    },
  },
  2: {
    name: '… and a power cut',
    method: 'files as a cut leaves them, made from the calls that wrote them',
    tests: ['guarantees/durability/power-cut.test.ts'],
    control: 'would be seen to lose',
    budgets: { cuts: tried(10, 50, 1_000), lost: none(''), broken: none('') },
  },
  3: {
    name: 'the settings that keep orders cannot drift',
    method: 'each is read back at every start; one at a time drifts while the ledger is opened',
    tests: ['unit/ledger/durability.test.ts'],
    control: 'would be seen to be opened',
    budgets: { 'settings sabotaged': { atLeast: 6, unit: '' } },
  },
  4: {
    name: 'an upgrade is whole or not at all',
    method:
      'kill before every statement of every migration, and while a ledger with orders is brought up to date',
    tests: [
      'guarantees/durability/upgrade.test.ts',
      'guarantees/durability/opening.test.ts',
      'unit/ledger/open.test.ts',
    ],
    control: 'would be seen',
    budgets: {
      statements: tried(6, 20, 100),
      torn: none(''),
      openings: tried(3, 10, 150),
      'half opened': none(''),
    },
  },
  5: {
    name: 'a full disk loses nothing',
    method: 'ENOSPC and EIO in the calls that write, at many points, for a while',
    tests: [
      'guarantees/durability/full-disk.test.ts',
      'guarantees/kill/ledger-crash.test.ts',
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
    ],
    control: 'would be seen to lose',
    budgets: {
      // such as refused a delivery
      faults: tried(2, 6, 50),
      lost: none(''),
      stuck: none(''),
      'taken again after': { atMost: 30, unit: 's' },
    },
  },
  6: {
    name: 'a broken file is repaired',
    method: 'random pages overwritten; restored from the hourly copy and the sources',
    tests: ['guarantees/timing/broken-file.test.ts'],
    control: 'would be seen',
    standIn: 'the test for Shopify and Gmail, which give again what is not in the hourly copy',
    budgets: {
      files: tried(1, 6, 60),
      pages: tried(4, 20, 20),
      'not restored': none(''),
      'repaired in': ms(120_000),
    },
  },
  7: {
    name: 'webhooks are answered fast, and after the commit alone',
    method:
      'fifty a second on a whole desk while BigQuery and ManyChat are down; when it synced and answered, by its system calls',
    tests: ['guarantees/timing/webhook-burst.test.ts'],
    control: 'would be seen',
    budgets: {
      deliveries: tried(100, 150, 500),
      'answer, p99': ms(300),
      'answer, longest': ms(1_000),
      'not taken': none(''),
      'answered before the commit': none(''),
      'refused by the others': { atLeast: 1, unit: '' },
    },
  },
  8: {
    name: 'a forged delivery is refused',
    method: 'changes to body, signature and headers, all tried on the real receiver',
    tests: [
      'guarantees/exploits/receiver.test.ts',
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
      'unit/intake/shopify-webhook/webhook-keys.test.ts',
    ],
    control: 'would be seen to be taken',
    budgets: {
      changes: tried(200, 1_000, 10_000),
      'taken or crashed': none(''),
      'taken by one that does not look': { atLeast: 50, unit: '%' },
      'refused while the key changes': none(''),
    },
  },
  9: {
    name: 'the same delivery again does no harm',
    method: 'orders one to nine times, shuffled, by webhook and poll, over restarts while deliveries wait',
    tests: [
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
      'guarantees/durability/deliveries.test.ts',
    ],
    control: 'would be seen',
    budgets: { orders: tried(100, 100, 1_000), effects: tried(100, 100, 1_000), twice: none('') },
  },
  10: {
    name: 'a replay does no harm',
    method: 'a valid body after a minute, hours and a month, under fresh ids',
    tests: [
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
    ],
    control: 'would be seen to tell again',
    budgets: { replays: { atLeast: 6, unit: '' }, 'told again': none('') },
  },
  11: {
    name: 'the order of arrival does not matter',
    method: 'every permutation of five updates; random events on five computers',
    tests: ['unit/shared/fold.test.ts', 'guarantees/computers/converge.test.ts'],
    control: 'would be seen to differ',
    budgets: { arrivals: { atLeast: 120, unit: '' }, ends: { atMost: 1, unit: '' } },
  },
  12: {
    name: 'an outage heals by itself',
    method: 'asleep for hours and days while orders come and the subscription goes',
    tests: ['guarantees/sleep/', 'unit/health/wake.test.ts', 'unit/health/catch-up.test.ts'],
    control: 'would be seen to lose the orders of a night',
    budgets: { 'whole after': { atMost: 600, unit: 's' }, 'not brought home': none('') },
  },
  13: {
    name: 'hostile traffic starves nobody',
    method: 'sockets that drip, pipelined requests, bodies without end, bodies that unfold',
    tests: [
      'guarantees/timing/starved.test.ts',
      'guarantees/exploits/receiver.test.ts',
      'guarantees/exploits/pipelining.test.ts',
    ],
    control: 'would be seen to starve',
    budgets: {
      'sockets that drip': atLeast(300),
      'deliveries lost': none(''),
      'real delivery, p99': ms(200),
      'pipelined requests': atLeast(200_000),
      'real delivery among pipelined, p99': ms(200),
      'real delivery among pipelined, longest': ms(1_000),
      'memory more, pipelined': { atMost: 50, unit: 'MB' },
      'attackers closed after': ms(12_000),
      'memory more': { atMost: 50, unit: 'MB' },
      'memory more, bodies held': { atMost: 128, unit: 'MB' },
    },
  },
  14: {
    name: 'no mail is missed or doubled',
    method: 'a Gmail that does everything Gmail may do, by seed',
    tests: ['unit/intake/gmail/', 'guarantees/durability/mailbox.test.ts'],
    control: 'would be seen to miss',
    standIn: 'a ledger that throws where the process dies',
    budgets: {
      seeds: tried(14, 25, 1_000),
      mails: tried(140, 250, 10_000),
      missed: none(''),
      twice: none(''),
    },
  },
  15: {
    name: 'silence is noticed',
    method:
      'each service of a desk stalls in turn, cut off and mute, until its window says so; the tunnel is probed every five minutes, to spare ngrok’s quota; a desk has one mailbox: the others are Shopify and BigQuery',
    tests: [
      'guarantees/silence/stalls.test.ts',
      'unit/health/silence.test.ts',
      'guarantees/silence/other-sources.full.test.ts',
    ],
    control: 'would be seen to be missed',
    budgets: {
      'stalls told': { atLeast: 10, unit: 'of 10' },
      'told after': { atMost: 300, unit: 's' },
      // the probe’s five minutes, and what it may take
      'tunnel told after': { atMost: 310, unit: 's' },
      'others later': { atMost: 0, unit: 's' },
    },
  },
  16: {
    name: 'faults of the other side are absorbed',
    method: 'twelve faults on each of the four services, for five minutes each',
    tests: [
      'guarantees/outages/upstream-faults.test.ts',
      'guarantees/selling/',
      'unit/outbox/',
      'guarantees/outages/warehouse-ends.test.ts',
    ],
    control: 'would be seen to lose orders',
    budgets: {
      faults: tried(4, 8, 48),
      'asked too early': none(''),
      'well again after': ms(120_000),
    },
  },
  17: {
    name: 'one message for one order',
    method: 'the process dies at twelve steps of telling, in shops by seed',
    tests: ['guarantees/notifications/notice-crash.test.ts', 'guarantees/notifications/email-storm.test.ts'],
    control: 'would be seen to be sent twice',
    budgets: { deaths: tried(25, 25, 600), 'told twice': none(''), 'neither sent nor shown': none('') },
  },
  18: {
    name: 'several computers, one that notifies',
    method:
      'five computers, wrong clocks, cuts, kills, processes that stand still, one late, one lost; and five real processes on Google’s Pub/Sub server for tests',
    tests: [
      'guarantees/computers/five-computers.full.test.ts',
      'guarantees/computers/five-processes.full.test.ts',
      'guarantees/computers/converge.test.ts',
      'unit/cluster/leader.test.ts',
      'unit/cluster/replication.test.ts',
    ],
    control: 'would be seen to send twice',
    budgets: {
      orders: tried(300, 300, 1_000),
      pauses: { atLeast: 10, unit: '' },
      // of a day as bad as this its chances leave a quarter to nearly half unknown: whoever stood still as one was leaving cannot tell
      'messages sent': { atLeast: 50, unit: '%' },
      'told twice': none(''),
      'longest without a leader': { atMost: 30, unit: 's' },
      'orders, as processes': tried(120, 120, 1_000),
      'kills, as processes': tried(4, 4, 20),
      'cuts, as processes': tried(2, 2, 15),
    },
  },
  19: {
    name: 'reports count once',
    method: 'a fifth of the loads sent again; the views on an emulator of BigQuery',
    tests: ['guarantees/emulator/views.full.test.ts', 'guarantees/emulator/loads.full.test.ts'],
    control: 'would be seen to count twice',
    budgets: { 'rows sent again': { atLeast: 15, unit: '%' }, 'views that differ': none('') },
  },
  20: {
    name: 'the list of what a desktop window has to guard against holds',
    method: 'each of the twenty items of its list, and a mistake in each',
    tests: [
      'unit/shell/electron/checklist.test.ts',
      'unit/shell/electron/run.test.ts',
      'unit/shell/bundle.test.ts',
    ],
    control: 'would be seen',
    standIn: 'a double of Electron, and the built bundle',
    unseen: 'the same asked of a packaged program that runs',
    budgets: { items: atLeast(20), 'mistakes seen': atLeast(30) },
  },
} as const satisfies Readonly<Record<number, Promised>>;
