import { beforeEach, describe, expect, it } from 'vitest';
import type { HeardStanding } from '../../../src/main/standing.ts';
import { createStanding } from '../../../src/main/standing.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { BoardDesk } from './board-desk.ts';
import { boardDesk, lookOn } from './board-desk.ts';
import type { SimulatedHub } from './simulated-hub.ts';
import { simulatedHub } from './simulated-hub.ts';

const minute = 60_000;
let clock: FakeClock;
let hub: SimulatedHub;
beforeEach(() => {
  clock = fakeClock();
  hub = simulatedHub(clock.now);
});

const desk = (name: string, means?: readonly DeskMeans[]): BoardDesk =>
  boardDesk(hub, clock, name, undefined, means);
const pass = (ms: number, ...desks: readonly BoardDesk[]) => lookOn(clock, ms, desks);
/** How often the role changed hands. */
const terms = (): number => Number(hub.labels().term);

describe('a fuller desk that an account no longer lets in', () => {
  const hers = ['shopify', 'gmail', 'messenger'] as const;
  const his = [...hers, 'tunnel'] as const;
  const refused = new Problem('signed-out', 'The keys are not accepted');
  const down = new Problem('unreachable', 'Not there');
  type Account = (typeof hers)[number];
  type Accounts = { readonly [A in Account]: HeardStanding };
  const accountsOf = (): Accounts => ({
    shopify: createStanding(clock),
    gmail: createStanding(clock),
    messenger: createStanding(clock),
  });
  /** What each account says when it is asked. */
  function ask(accounts: Accounts, answer: Problem | null, but: { readonly [A in Account]?: Problem } = {}) {
    for (const account of hers) accounts[account].hear(but[account] ?? answer);
  }

  /** Anna listens. Taras was on once, with all he has; his app is started, and has asked none of his accounts yet. */
  async function tarasStarts() {
    const [anna, before] = [desk('anna', hers), desk('taras', hers)];
    await pass(20 * minute, anna, before);
    hub.label({ 'has-desk-taras': 'shopify-gmail-tunnel-messenger', 'mail-desk-taras': 'a1' });
    await pass(8 * 60 * minute, anna);
    const accounts = accountsOf();
    return { anna, taras: before.again(his, () => null, accounts), accounts };
  }

  it.each(hers)(
    'takes nothing while its %s is signed out, and leaves the role by hand where it listens so',
    async (dead) => {
      const { anna, taras, accounts } = await tarasStarts();
      await pass(2 * minute, anna, taras);
      expect(hub.holder()).toBe('desk-anna');
      ask(accounts, null, { [dead]: refused });
      await pass(5 * minute, anna, taras);
      expect(hub.holder()).toBe('desk-anna');
      expect(hub.labels()['has-desk-taras']?.split('-')).not.toContain(dead);

      // as when it ended while he listened
      ask(accounts, null);
      await pass(minute, anna, taras);
      expect(hub.holder()).toBe('desk-taras');
      await expect(anna.lease.takeOver()).rejects.toMatchObject({ kind: 'refused' });
      ask(accounts, null, { [dead]: refused });
      await pass(minute, anna, taras);
      const isSource = dead !== 'messenger';
      expect(anna.lease.unheard()).toEqual(
        isSource ? [expect.objectContaining({ source: dead, receiver: 'desk-taras' })] : [],
      );
      await anna.lease.takeOver();
      // his shop is opened anew with its new role, and knows nothing of its accounts
      const account = createStanding(clock);
      const anew = taras.again(his, () => null, { ...accounts, [dead]: account });
      await pass(20 * minute, anna, anew);
      account.hear(down);
      await pass(20 * minute, anna, anew);
      account.hear(refused);
      await pass(20 * minute, anna, anew);
      expect(hub.holder()).toBe('desk-anna');
      expect(anna.lease.unheard()).toEqual([]);
    },
  );

  it.each(hers)(
    'takes nothing when its lid is opened after its %s was signed out, before it has asked',
    async (dead) => {
      const { anna, taras, accounts } = await tarasStarts();
      ask(accounts, null);
      await pass(minute, anna, taras);
      expect(hub.holder()).toBe('desk-taras');
      // the same app, asleep: it has heard of its accounts last when all was well
      await pass(8 * 60 * minute, anna);
      expect(hub.holder()).toBe('desk-anna');
      await pass(2 * minute, anna, taras);
      expect(hub.holder()).toBe('desk-anna');
      ask(accounts, null, { [dead]: refused });
      await pass(60 * minute, anna, taras);
      expect(hub.holder()).toBe('desk-anna');
      ask(accounts, null);
      await pass(minute, anna, taras);
      expect(hub.holder()).toBe('desk-taras');
    },
  );

  it('loses the role by itself to one that has all that still works there, and more', async () => {
    const accounts = accountsOf();
    const [anna] = [desk('anna', hers)];
    const taras = desk('taras', hers).again(hers, undefined, { gmail: accounts.gmail });
    accounts.gmail.hear(null);
    await taras.lease.now();
    await pass(20 * minute, taras, anna);
    expect(hub.holder()).toBe('desk-taras');
    accounts.gmail.hear(refused);
    await pass(minute, taras, anna);
    expect(hub.holder()).toBe('desk-anna');
  });

  it('keeps all it has said while an account cannot be reached, and takes over after three minutes as if it were well', async () => {
    const { anna, taras, accounts } = await tarasStarts();
    ask(accounts, null, { gmail: down });
    await pass(3 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-anna');
    await pass(minute, anna, taras);
    expect(hub.holder()).toBe('desk-taras');
    const before = terms();
    for (let passed = 0; passed < 60; passed += 5) {
      ask(accounts, down);
      await pass(5 * minute, anna, taras);
    }
    expect([hub.holder(), terms()]).toEqual(['desk-taras', before]);
    expect(hub.labels()['has-desk-taras']).toBe('shopify-gmail-tunnel-messenger');
  });

  it('listens all the same where no account of any desk lets it in, once the one that did fell silent: else nobody would say so', async () => {
    const [its, others] = [accountsOf(), accountsOf()];
    const anna = desk('anna', hers).again(hers, undefined, its);
    const taras = desk('taras', hers).again(hers, undefined, others);
    ask(its, refused);
    ask(others, refused);
    await pass(20 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-anna');
    expect(hub.labels()['has-desk-taras']).toBe('none');
    await pass(7 * minute, taras);
    expect(hub.holder()).toBe('desk-taras');
    // by hand as well
    await anna.lease.takeOver();
    expect(hub.holder()).toBe('desk-anna');
  });
});
