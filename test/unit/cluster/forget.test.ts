import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { listeningDesk, loadInto } from './dataset-desk.ts';

const minute = 60_000;
let clock: FakeClock;
let fake: FakeBigQuery;
type Computer = { readonly desks: Cluster; readonly ledger: Ledger };
const running: Computer[] = [];

beforeEach(async () => {
  clock = fakeClock();
  fake = await startFakeBigQuery(clock);
});
afterEach(async () => {
  const all = running.splice(0);
  for (const { desks } of all) await desks.stop();
  for (const ledger of new Set(all.map((one) => one.ledger))) ledger.close();
  await fake.close();
});

function computer(name: string, ledger = memoryLedger({ clock, deskId: `desk-${name}` })): Computer {
  const desks = listeningDesk(ledger, clock, fake.config, { name: () => name });
  const made = { desks, ledger };
  running.push(made);
  return made;
}
/** Everything it wrote is in BigQuery, and everything that is there has come to it. */
async function meet(...computers: readonly Computer[]): Promise<void> {
  for (const { ledger } of computers) await loadInto(fake.config, clock, ledger);
  for (const { desks } of computers) {
    clock.sleep(minute);
    await desks.connection.check();
  }
}
const shown = ({ desks }: Computer) => desks.view().computers.map(({ name }) => name);
const desk = (name: string) => workstationIdSchema.parse(`desk-${name}`);

/** Anna listens; Borys has written an order and is switched off for good. */
async function shopWithoutBorys() {
  const [anna, borys] = [computer('anna'), computer('borys')];
  for (const { desks } of [anna, borys]) desks.start();
  await clock.advance(0);
  borys.ledger.entries.append(received(incomingOrder({ sourceId: '7' }), clock.now()));
  await meet(anna, borys);
  await meet(anna, borys);
  await borys.desks.stop();
  clock.sleep(20 * minute);
  await meet(anna);
  return { anna, borys };
}

/** Anna has forgotten the computer of Borys, and it was switched on again after that. */
async function borysForgottenAndBack() {
  const { anna, borys } = await shopWithoutBorys();
  anna.desks.forget(desk('borys'));
  await meet(anna);
  const again = computer('borys', borys.ledger);
  again.desks.start();
  await clock.advance(0);
  await meet(again);
  await meet(again, anna);
  return { anna, again };
}

describe('a computer that is forgotten', () => {
  it('is shown and counted no more, by any computer; what it wrote stays', async () => {
    const { anna } = await shopWithoutBorys();
    expect(shown(anna)).toEqual(['anna', 'borys']);
    anna.desks.forget(desk('borys'));
    expect(shown(anna)).toEqual(['anna']);
    expect(anna.desks.connection.status().facts.filter(({ label }) => label === 'Other computers')).toEqual(
      [],
    );
    expect(anna.ledger.orders.get(orderIdOf('shopify', '7'))).not.toBeNull();
    const vira = computer('vira');
    vira.desks.start();
    await clock.advance(0);
    await meet(anna, vira);
    await meet(vira);
    expect(shown(vira)).toEqual(['vira', 'anna']);
  });

  it('is known again when it comes back, and says so', async () => {
    const { anna, again } = await borysForgottenAndBack();
    expect(shown(anna).toSorted()).toEqual(['anna', 'borys']);
    const back = anna.desks.view().computers.find(({ name }) => name === 'borys');
    expect(back?.backAt).not.toBeNull();
    expect(again.desks.view().computers.find(({ isThis }) => isThis)?.backAt).not.toBeNull();
  });

  it('may be forgotten again after that', async () => {
    const { anna, again } = await borysForgottenAndBack();
    await again.desks.stop();
    clock.sleep(20 * minute);
    await meet(anna);
    anna.desks.forget(desk('borys'));
    expect(shown(anna)).toEqual(['anna']);
  });
});

describe('a computer that cannot be forgotten', () => {
  it('is this one', async () => {
    const { anna } = await shopWithoutBorys();
    expect(() => anna.desks.forget(desk('anna'))).toThrow(/here/);
  });
});

it.each([true, false])('a computer alone is the leader, with BigQuery: %s', (hasBigQuery) => {
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  const desks = listeningDesk(ledger, clock, hasBigQuery ? fake.config : null);
  running.push({ desks, ledger });
  expect(desks.view()).toMatchObject({
    canBeChosen: hasBigQuery,
    computers: [{ isThis: true, isLeader: true, lastSeenAt: null, backAt: null }],
  });
});
