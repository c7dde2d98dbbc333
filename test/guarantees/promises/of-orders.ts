import { atLeast, ms, none, tried } from './budgets.ts';
import type { Promised } from './promised.ts';

/** Orders are never lost, sent twice or counted wrong. */
export const ofOrders = {
  1: {
    name: 'an acknowledged order survives the death of the process',
    method: 'kill -9 at random moments while orders arrive',
    tests: ['guarantees/kill/', 'guarantees/kill/ledger-crash.test.ts'],
    control: 'detects lost orders',
    budgets: {
      kills: tried(4, 12, 500),
      'acknowledged per kill': { atLeast: 1, unit: '' },
      lost: none(''),
      twice: none(''),
      'without notification': none(''),
    },
  },
  2: {
    name: 'an acknowledged order survives a power cut',
    method: 'disk images after a cut, built from the traced system calls',
    tests: ['guarantees/durability/power-cut.test.ts'],
    control: 'detects lost orders',
    budgets: { cuts: tried(10, 50, 1_000), lost: none(''), broken: none('') },
  },
  3: {
    name: 'the durability settings of SQLite cannot drift',
    method: 'each is read back at every start; one at a time is changed while the ledger opens',
    tests: ['unit/ledger/durability.test.ts'],
    control: 'would be seen to be opened',
    budgets: { 'settings sabotaged': { atLeast: 6, unit: '' } },
  },
  4: {
    name: 'an upgrade is atomic',
    method: 'kill before every statement of every migration, and while a ledger with orders is upgraded',
    tests: [
      'guarantees/durability/upgrade.test.ts',
      'guarantees/durability/opening.test.ts',
      'unit/ledger/open.test.ts',
    ],
    control: 'detects a torn upgrade',
    budgets: {
      statements: tried(6, 20, 100),
      torn: none(''),
      openings: tried(3, 10, 150),
      'half upgraded': none(''),
    },
  },
  5: {
    name: 'a full disk loses nothing',
    method: 'temporary ENOSPC and EIO faults in many write calls',
    tests: [
      'guarantees/durability/full-disk.test.ts',
      'guarantees/kill/ledger-crash.test.ts',
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
    ],
    control: 'detects lost orders',
    budgets: {
      // faults that refused a delivery
      faults: tried(2, 6, 50),
      lost: none(''),
      stuck: none(''),
      'accepted again after': { atMost: 30, unit: 's' },
    },
  },
  6: {
    name: 'a broken file is repaired',
    method: 'random pages are overwritten, then restored from the hourly copy and the sources',
    tests: ['guarantees/timing/broken-file.test.ts'],
    control: 'detects damage',
    standIn: 'the test in place of Shopify and Gmail, which send again what the hourly copy lacks',
    budgets: {
      files: tried(1, 6, 60),
      pages: tried(4, 20, 20),
      'not restored': none(''),
      'repaired in': ms(120_000),
    },
  },
  7: {
    name: 'webhooks are answered fast, and only after the commit',
    method:
      'fifty per second to a whole app while BigQuery and ManyChat are down; system calls show when it synced and answered',
    tests: ['guarantees/timing/webhook-burst.test.ts'],
    control: 'detects an early answer',
    budgets: {
      deliveries: tried(100, 150, 500),
      'answer, p99': ms(300),
      'answer, longest': ms(1_000),
      'not accepted': none(''),
      'answered before the commit': none(''),
      'refused by the others': { atLeast: 1, unit: '' },
    },
  },
  8: {
    name: 'a forged delivery is refused',
    method: 'changes to body, signature and headers, all sent to the real receiver',
    tests: [
      'guarantees/exploits/receiver.test.ts',
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
      'unit/intake/shopify-webhook/webhook-keys.test.ts',
    ],
    control: 'detects acceptance',
    budgets: {
      changes: tried(200, 1_000, 10_000),
      'accepted or crashed': none(''),
      'accepted without the check': { atLeast: 50, unit: '%' },
      'refused while the key changes': none(''),
    },
  },
  9: {
    name: 'a duplicate delivery has no effect',
    method:
      'each order one to nine times, shuffled, by webhook and poll, across restarts with pending deliveries',
    tests: [
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
      'guarantees/durability/deliveries.test.ts',
    ],
    control: 'detects duplicates',
    budgets: { orders: tried(100, 100, 1_000), effects: tried(100, 100, 1_000), twice: none('') },
  },
  10: {
    name: 'a replayed delivery has no effect',
    method: 'a valid body after a minute, hours and a month, with new ids',
    tests: [
      'unit/intake/shopify-webhook/webhook-intake.test.ts',
      'unit/intake/shopify-webhook/understand.test.ts',
    ],
    control: 'would be seen to tell again',
    budgets: { replays: { atLeast: 6, unit: '' }, 'recorded again': none('') },
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
    method: 'sleep for hours and days while orders arrive and the subscription expires',
    tests: ['guarantees/sleep/', 'unit/health/wake.test.ts', 'unit/health/catch-up.test.ts'],
    control: 'detects lost orders',
    budgets: { 'complete after': { atMost: 600, unit: 's' }, 'not recovered': none('') },
  },
  13: {
    name: 'hostile traffic does not block real deliveries',
    method: 'slow sockets, pipelined requests, endless bodies, compressed bodies',
    tests: [
      'guarantees/timing/starved.test.ts',
      'guarantees/exploits/receiver.test.ts',
      'guarantees/exploits/pipelining.test.ts',
    ],
    control: 'detects starvation',
    budgets: {
      'slow sockets': atLeast(300),
      'deliveries lost': none(''),
      'real delivery, p99': ms(200),
      'pipelined requests': atLeast(200_000),
      'real delivery among pipelined, p99': ms(200),
      'real delivery among pipelined, longest': ms(1_000),
      'memory growth, pipelined': { atMost: 50, unit: 'MB' },
      'attackers closed after': ms(12_000),
      'memory growth': { atMost: 50, unit: 'MB' },
      'memory growth, bodies held': { atMost: 128, unit: 'MB' },
    },
  },
  14: {
    name: 'no mail is missed or imported twice',
    method: 'a fake Gmail with every behaviour Gmail may have, by seed',
    tests: ['unit/intake/gmail/', 'guarantees/durability/mailbox.test.ts'],
    control: 'detects missed mails',
    standIn: 'a ledger that throws where the process dies',
    budgets: {
      seeds: tried(14, 25, 1_000),
      mails: tried(140, 250, 10_000),
      missed: none(''),
      twice: none(''),
    },
  },
  15: {
    name: 'a stalled service is reported',
    method:
      'each service stalls in turn, cut off and mute, until the window reports it; the tunnel is probed every five minutes, to spare ngrok’s quota',
    tests: [
      'guarantees/silence/stalls.test.ts',
      'unit/health/silence.test.ts',
      'guarantees/silence/other-sources.full.test.ts',
    ],
    control: 'detects a missed stall',
    budgets: {
      'stalls reported': { atLeast: 10, unit: 'of 10' },
      'reported after': { atMost: 300, unit: 's' },
      // the probe’s five minutes and its timeout
      'tunnel reported after': { atMost: 310, unit: 's' },
      'others later': { atMost: 0, unit: 's' },
    },
  },
  16: {
    name: 'faults of a service are absorbed',
    method: 'twelve faults of each of the four services, five minutes each',
    tests: [
      'guarantees/outages/upstream-faults.test.ts',
      'guarantees/selling/',
      'unit/outbox/',
      'guarantees/outages/warehouse-ends.test.ts',
    ],
    control: 'detects lost orders',
    budgets: {
      faults: tried(4, 8, 48),
      'asked too early': none(''),
      'recovered after': ms(120_000),
    },
  },
  17: {
    name: 'sends one message per order',
    method: 'the process dies at twelve steps of a notification, in shops by seed',
    tests: ['guarantees/notifications/notice-crash.test.ts', 'guarantees/notifications/email-storm.test.ts'],
    control: 'detects a duplicate',
    budgets: { deaths: tried(25, 25, 600), 'sent twice': none(''), 'neither sent nor shown': none('') },
  },
  18: {
    name: 'one of several computers notifies',
    method:
      'five computers with wrong clocks, cuts, kills and suspended processes, one late, one lost; and five real processes on Google’s Pub/Sub emulator',
    tests: [
      'guarantees/computers/five-computers.full.test.ts',
      'guarantees/computers/five-processes.full.test.ts',
      'guarantees/computers/converge.test.ts',
      'unit/cluster/leader.test.ts',
      'unit/cluster/cluster.test.ts',
    ],
    control: 'would be seen to send twice',
    budgets: {
      orders: tried(300, 300, 1_000),
      pauses: { atLeast: 10, unit: '' },
      // a computer suspended during a send cannot know its outcome, so a quarter to nearly half stay unknown
      'messages sent': { atLeast: 50, unit: '%' },
      'sent twice': none(''),
      'longest without a leader': { atMost: 30, unit: 's' },
      'orders, as processes': tried(120, 120, 1_000),
      'kills, as processes': tried(4, 4, 20),
      'cuts, as processes': tried(2, 2, 15),
    },
  },
  19: {
    name: 'reports count once',
    method: 'a fifth of the loads are repeated; the views run on a BigQuery emulator',
    tests: ['guarantees/emulator/views.full.test.ts', 'guarantees/emulator/loads.full.test.ts'],
    control: 'detects double counting',
    budgets: { 'rows repeated': { atLeast: 15, unit: '%' }, 'views that differ': none('') },
  },
  20: {
    name: 'the desktop window passes Electron’s security checklist',
    method: 'each of the twenty items of the list, and a mistake in each',
    tests: [
      'unit/shell/electron/checklist.test.ts',
      'unit/shell/electron/run.test.ts',
      'unit/shell/bundle.test.ts',
    ],
    control: 'would be seen',
    standIn: 'a double of Electron, and the built bundle',
    unseen: 'the same checks in a packaged program that runs',
    budgets: { items: atLeast(20), 'mistakes seen': atLeast(30) },
  },
} as const satisfies Readonly<Record<number, Promised>>;
