import { describe, expect, it } from 'vitest';
import { notePutBack } from '../../../../src/main/ledger/put-back.ts';
import { noteRestoring } from '../../../../src/main/restoring.ts';
import { deskIdSchema } from '../../../../src/shared/ids.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { entryOf } from '../../../support/orders.ts';
import type { LinkedDesk } from './linked-desks.ts';
import { addressOf, join, linkedDesk, makeLinked, settle } from './linked-desks.ts';

describe('computers that are linked', () => {
  it('see what another writes down at once, whichever wrote it', async () => {
    const { clock, host, desks } = await makeLinked(['anna', 'borys']);
    const [anna, borys] = desks;
    anna?.note('by anna');
    host.note('by host');
    borys?.note('by borys');
    await settle(clock);
    for (const desk of [host, ...desks]) expect(desk.notes()).toEqual(['by anna', 'by borys', 'by host']);
  });

  it('hear from the one that listens all that a newer version said, also what it does not read itself', async () => {
    const { clock, host, desks } = await makeLinked(['anna']);
    const newer = {
      ...entryOf({ id: 'note:1', kind: 'note-added', desk: 'desk-2', data: { text: 'by Iryna' } }),
      data: { text: 'by Iryna', pinned: true },
    };
    host.ledger.entries.adopt([newer]);
    await settle(clock);
    expect(desks[0]?.notes()).toEqual(['by Iryna']);
    expect(desks[0]?.ledger.entries.ofNumbers(newer.desk, 1, 1)).toEqual([newer]);
  });

  it('send one request for what is written down together', async () => {
    const { clock, host, line, desks } = await makeLinked(['anna']);
    line.asked.length = 0;
    desks[0]?.ledger.transaction(() => {
      for (let n = 0; n < 40; n += 1) desks[0]?.note(`note ${n}`);
    });
    await settle(clock);
    expect(host.notes()).toHaveLength(40);
    expect(line.asked.map(({ path }) => path)).toEqual(['/desks/messages']);
  });

  it('hear what they missed when the line was cut, each entry once', async () => {
    const { clock, host, line, desks } = await makeLinked(['anna', 'borys']);
    line.sky = () => 'lost-before';
    line.cut();
    await settle(clock);
    for (const desk of [host, ...desks]) desk.note(`alone at ${desk.name}`);
    await settle(clock);
    expect(host.notes()).toEqual(['alone at host']);
    line.sky = () => 'fair';
    await clock.advance(10_000);
    for (const desk of [host, ...desks]) {
      expect(desk.notes()).toEqual(['alone at anna', 'alone at borys', 'alone at host']);
    }
  });

  it('notice within a minute that nothing comes any more, and link anew', async () => {
    const { clock, host, line, desks } = await makeLinked(['anna']);
    line.isStuck = true;
    host.note('not heard');
    await clock.advance(59_000);
    expect(desks[0]?.notes()).toEqual([]);
    expect(desks[0]?.link.view().state).toBe('open');
    line.isStuck = false;
    await clock.advance(10_000);
    expect(desks[0]?.notes()).toEqual(['not heard']);
  });

  it('say the same again when the answer was lost, and it counts once', async () => {
    const { clock, host, line, desks } = await makeLinked(['anna']);
    let lost = 0;
    line.sky = ({ path }) => (path === '/desks/messages' && lost++ < 2 ? 'lost-after' : 'fair');
    desks[0]?.note('said three times');
    await clock.advance(5_000);
    expect(lost).toBe(3);
    expect(host.notes()).toEqual(['said three times']);
    expect(
      host.heard.flatMap(({ messages }) => messages).filter(({ say }) => say === 'entries'),
    ).toHaveLength(1);
  });

  it('try less and less often while nobody answers, and find each other again', async () => {
    const { clock, line, desks } = await makeLinked(['anna']);
    line.asked.length = 0;
    line.sky = () => 'lost-before';
    line.cut();
    await clock.advance(60 * 60_000);
    expect(line.asked.length).toBeLessThan(25);
    expect(desks[0]?.link.view()).toMatchObject({ state: 'away', problem: 'fetch failed' });
    line.sky = () => 'fair';
    await clock.advance(5 * 60_000);
    expect(desks[0]?.link.view().state).toBe('open');
  });

  it('find each other after a restart by what is written down and the kept key', async () => {
    const { clock, line, host, desks } = await makeLinked(['anna']);
    const [anna] = desks;
    if (!anna) throw new Error('anna');
    await anna.link.stop();
    const again = linkedDesk(line, clock, 'anna', { ledger: anna.ledger, secrets: anna.secrets });
    host.note('while anna was off');
    await settle(clock);
    expect(again.link.view().state).toBe('open');
    expect(again.notes()).toEqual(['while anna was off']);
  });

  it('take nothing from a computer that was cut off, and tell it nothing', async () => {
    const { clock, host, desks } = await makeLinked(['anna', 'borys']);
    const [anna, borys] = desks;
    if (!anna || !borys) throw new Error('two desks');
    borys.link.revoke(anna.id);
    await settle(clock);
    host.note('not for anna');
    anna.note('by anna');
    await clock.advance(10 * 60_000);
    expect(anna.notes()).toEqual(['by anna']);
    expect(borys.notes()).toEqual(['not for anna']);
    expect(host.link.view().linked).not.toContain(anna.id);
    await join(clock, host, anna);
    expect(anna.notes()).toEqual(['by anna', 'not for anna']);
    expect(borys.notes()).toEqual(['by anna', 'not for anna']);
  });

  it('are linked to the one that listens from now on, once it has said where it is reached', async () => {
    let receiver = 'desk-host';
    const { clock, line, host, desks } = await makeLinked(['anna', 'borys'], {
      receiver: () => deskIdSchema.parse(receiver),
    });
    const [anna, borys] = desks;
    if (!anna || !borys) throw new Error('two desks');
    await anna.link.stop();
    await host.link.stop();
    line.doors.clear();
    const options = { receiver: () => deskIdSchema.parse(receiver) };
    receiver = 'desk-anna';
    const listening = linkedDesk(line, clock, 'anna', {
      ...options,
      listens: true,
      ledger: anna.ledger,
      secrets: anna.secrets,
    });
    const host2 = linkedDesk(line, clock, 'host', { ...options, ledger: host.ledger, secrets: host.secrets });
    await settle(clock);
    // by BigQuery: where Anna's computer is reached now
    const said = [...listening.ledger.entries.each()].filter(({ desk }) => desk === anna.id);
    host2.ledger.entries.adopt(said);
    borys.ledger.entries.adopt(said);
    await clock.advance(60_000);
    host2.note('from the one before');
    await settle(clock);
    expect(borys.notes()).toEqual(['from the one before']);
    expect(listening.link.view()).toMatchObject({ state: 'listening', online: [host2.id, borys.id] });
  });
});

/** What a desk has written down, as BigQuery brings it to others. */
const toldBy = ({ id, ledger }: LinkedDesk) => [...ledger.entries.each()].filter(({ desk }) => desk === id);

/** A shop whose computer that listens, `host`, has got another name by a repair or a copy: it has its secrets, and its ledger. */
async function withRenamedHost(isRevoked = false) {
  let receiver = 'desk-host';
  const options = { receiver: () => deskIdSchema.parse(receiver) };
  const { clock, line, host, desks } = await makeLinked(['anna', 'borys'], options);
  const [anna, borys] = desks;
  if (!anna || !borys) throw new Error('two desks');
  await host.link.stop();
  if (isRevoked) borys.link.revoke(host.id);
  line.doors.clear();
  const ledger = memoryLedger({ clock, deskId: 'desk-0host' });
  const start = () => {
    receiver = ledger.deskId;
    return linkedDesk(line, clock, 'again', { ...options, listens: true, ledger, secrets: host.secrets });
  };
  return { clock, line, host, anna, borys, ledger, start };
}

describe('a computer that listens and has got another name', () => {
  it('is linked to all of them again, by a key of that name', async () => {
    const { clock, host, anna, ledger, start } = await withRenamedHost();
    ledger.entries.adopt(toldBy(host));
    const again = start();
    await settle(clock);
    anna.ledger.entries.adopt(toldBy(again));
    await clock.advance(60_000);
    again.note('under the new name');
    await settle(clock);
    expect(anna.notes()).toEqual(['under the new name']);
    expect(anna.link.view()).toMatchObject({ state: 'open', online: [again.id] });
  });

  it('makes that key once it knows whether the one before was taken back, and not where it was', async () => {
    for (const isRevoked of [false, true]) {
      const { clock, host, borys, ledger, start } = await withRenamedHost(isRevoked);
      noteRestoring(ledger, true);
      const again = start();
      await settle(clock);
      ledger.entries.adopt(toldBy(host), { quiet: true });
      await settle(clock);
      expect(toldBy(again)).toEqual([]);
      ledger.entries.adopt(toldBy(borys), { quiet: true });
      noteRestoring(ledger, false);
      again.link.renewKey();
      await settle(clock);
      expect(again.link.view().linked.includes(again.id)).toBe(!isRevoked);
    }
  });

  it('links others by a code though its key was taken back: it has another since', async () => {
    const { clock, line, host, anna, borys, ledger, start } = await withRenamedHost(true);
    ledger.entries.adopt([...toldBy(host), ...toldBy(borys)]);
    const again = start();
    await settle(clock);
    await join(clock, again, anna);
    line.cut();
    await clock.advance(10_000);
    again.note('for anna');
    await settle(clock);
    expect(anna.notes()).toEqual(['for anna']);
    expect(again.link.view()).toMatchObject({ state: 'listening', online: [anna.id] });
  });
});

it('a computer that has got another name is not said to be cut off', async () => {
  const { clock, line, host, desks } = await makeLinked(['anna']);
  const [anna] = desks;
  if (!anna) throw new Error('anna');
  await anna.link.stop();
  const ledger = memoryLedger({ clock, deskId: 'desk-0anna' });
  ledger.entries.adopt(toldBy(host));
  notePutBack(ledger.settings, clock.now());
  const again = linkedDesk(line, clock, 'anna', { ledger, secrets: anna.secrets });
  await settle(clock);
  expect(again.link.view().state).toBe('not-linked');
});

describe('an invite code', () => {
  it('links one computer, and none after it', async () => {
    const { clock, line, host } = await makeLinked([]);
    const anna = linkedDesk(line, clock, 'anna');
    const mallory = linkedDesk(line, clock, 'mallory');
    await settle(clock);
    const { code } = await host.link.invite();
    const joined = anna.link.join(code);
    await settle(clock);
    await joined;
    const late = expect(mallory.link.join(code)).rejects.toThrow('used up');
    await settle(clock);
    await late;
  });

  it('counts no more after a quarter of an hour, nor once another was made', async () => {
    const { clock, line, host } = await makeLinked([]);
    const anna = linkedDesk(line, clock, 'anna');
    await settle(clock);
    const first = await host.link.invite();
    const second = await host.link.invite();
    const one = expect(anna.link.join(first.code)).rejects.toThrow('used up');
    await settle(clock);
    await one;
    await clock.advance(15 * 60_000);
    const other = expect(anna.link.join(second.code)).rejects.toThrow('used up');
    await settle(clock);
    await other;
  });

  it('of another shop links nothing, and no entry goes either way', async () => {
    const { clock, line, host } = await makeLinked([]);
    const stranger = linkedDesk(line, clock, 'anna', { shop: 'another.dataset' });
    host.note('ours');
    stranger.note('theirs');
    await settle(clock);
    const { code } = await host.link.invite();
    const joined = expect(stranger.link.join(code)).rejects.toThrow('another shop');
    await settle(clock);
    await joined;
    expect(host.notes()).toEqual(['ours']);
    expect(stranger.notes()).toEqual(['theirs']);
  });

  it('that does not work leaves the link there was', async () => {
    const { clock, host, desks } = await makeLinked(['anna']);
    const [anna] = desks;
    const { code } = await host.link.invite();
    await host.link.invite();
    const failed = expect(anna?.link.join(code)).rejects.toThrow('used up');
    await settle(clock);
    await failed;
    await clock.advance(5 * 60_000);
    host.note('still heard');
    await settle(clock);
    expect(anna?.notes()).toEqual(['still heard']);
  });

  it('is made only where others can reach, and says where else', async () => {
    const { clock, line } = await makeLinked([]);
    const anna = linkedDesk(line, clock, 'anna');
    const bare = linkedDesk(line, clock, 'bare', { listens: true, publicUrl: () => null });
    const alone = linkedDesk(line, clock, 'alone', { listens: true, shop: null });
    await expect(anna.link.invite()).rejects.toThrow('Another computer listens');
    await expect(bare.link.invite()).rejects.toThrow('no public address');
    await expect(alone.link.invite()).rejects.toThrow('Only this computer is known');
  });

  it('cannot be answered by the computer that listens', async () => {
    const { host } = await makeLinked([]);
    const { code } = await host.link.invite();
    await expect(host.link.join(code)).rejects.toThrow('is the one that listens');
  });
});

describe('what goes through the tunnel', () => {
  it('keeps to the pace it was told: what has to wait goes together, and nothing is lost', async () => {
    const { clock, host, line, desks } = await makeLinked(['anna'], {
      share: () => ({ everyMs: 60_000, left: 1000 }),
    });
    const [anna] = desks;
    line.asked.length = 0;
    for (let n = 0; n < 200; n += 1) {
      anna?.note(`note ${n}`);
      await clock.advance(100);
    }
    await clock.advance(3 * 60_000);
    expect(host.notes()).toHaveLength(200);
    expect(line.asked.length).toBeLessThan(70);
  });

  it('is nothing at all from a computer where nothing happens', async () => {
    const { clock, line } = await makeLinked(['anna', 'borys']);
    line.asked.length = 0;
    await clock.advance(6 * 60 * 60_000);
    expect(line.asked).toEqual([]);
  });

  it('does not show what is said to who carries it', async () => {
    const { clock, line, host, desks } = await makeLinked(['anna']);
    const carried: string[] = [];
    const { http } = line;
    const seen: typeof http = async (url, init) => {
      if (init.body instanceof Uint8Array) carried.push(Buffer.from(init.body).toString('latin1'));
      if (typeof init.body === 'string') carried.push(init.body);
      return http(url, init);
    };
    const borys = linkedDesk(line, clock, 'borys', { http: seen });
    await settle(clock);
    await join(clock, host, borys);
    borys.note('Olena, Kyiv, 0501234567');
    await settle(clock);
    expect(desks[0]?.notes()).toEqual(['Olena, Kyiv, 0501234567']);
    expect(carried.length).toBeGreaterThan(1);
    expect(carried.join('\n')).not.toContain('Olena');
    expect(carried.join('\n')).not.toContain(addressOf('host'));
  });
});
