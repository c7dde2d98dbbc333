import { afterEach, beforeEach } from 'vitest';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { MailWarning } from '../../../../src/shared/trainer.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

/* A shop of three managers that is told of something else than an order that came. */
export const minute = 60_000;
export const hour = 60 * minute;
export const managers = managersOf('Anna', 'Taras', 'Olena');
const nameOf = (id: string): string => managers.find(({ subscriberId }) => subscriberId === id)?.name ?? '?';

export let clock: FakeClock;
export let ledger: Ledger;
/** `Anna: first line`, as it reached Messenger. */
export let told: string[];
export let blocks: string[];
/** Called before Messenger takes what is for a manager; what it throws is Messenger's answer. */
export let answers: Map<string, () => void>;

type World = {
  warnings: MailWarning[];
  /** Whether no warning means that all is well. */
  isAsked: boolean;
  /** When ManyChat last heard of every manager; undefined: just now. */
  heardAt: number | undefined;
  /** How long ManyChat takes to say so. */
  contactMs: number;
  /** Whether the desk catches up with what it has slept through. */
  catchingUp: boolean;
};
/** What a test may change. */
export let world: World;

/** Processes that are stopped after the test. */
export const running: BellDesk[] = [];

/** Gives each test a shop of its own. */
export function eachWithAShop(): void {
  beforeEach(() => {
    clock = fakeClock();
    blocks = [];
    answers = new Map();
    world = { warnings: [], isAsked: true, heardAt: undefined, contactMs: 0, catchingUp: false };
    beginAnew();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((desk) => desk.stop()));
    ledger.close();
  });
}

/** The shop with an empty ledger, and nobody told yet. @returns the ledger */
export function beginAnew(): Ledger {
  ledger = memoryLedger({ clock });
  told = [];
  return ledger;
}

/** What reaches Messenger but new orders, which have tests of their own. */
export const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async (id) => {
    if (world.contactMs > 0) await new Promise<void>((resolve) => clock.after(world.contactMs, resolve));
    return { name: nameOf(id), lastInteraction: world.heardAt ?? clock.now() };
  },
  send: async (id, block) => {
    const [message] = block.content.messages;
    const text = message?.type === 'text' ? message.text : '';
    const first = `${nameOf(id)}: ${text.split('\n')[0] ?? ''}`;
    if (/New order/.test(first)) return;
    answers.get(nameOf(id))?.();
    told.push(first);
    blocks.push(JSON.stringify(block));
  },
};

/** A process that tells, stopped after the test. */
export function start(over: Ledger = ledger, person = 'Anna', listens = true): BellDesk {
  const desk = startBellDesk({
    ledger: over,
    clock,
    managers,
    manychat: messenger,
    person,
    callbackKey: 'key',
    warnings: () => world.warnings,
    knowsOf: () => world.isAsked,
    listens: () => listens,
    catchingUp: () => world.catchingUp,
  });
  running.push(desk);
  return desk;
}
export const anna = (desk: BellDesk): void => desk.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
/** `Anna sent`: what became of each notice, in order. */
export const ends = (): readonly string[] =>
  ledger.entries
    .list()
    .flatMap((entry) => (entry.kind === 'alert-ended' ? [`${entry.data.manager} ${entry.data.state}`] : []));
