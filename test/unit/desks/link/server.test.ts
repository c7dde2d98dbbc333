import { describe, expect, it } from 'vitest';
import { newInviteKey } from '../../../../src/main/desks/link/code.ts';
import { keysOfWelcome, proveStream, welcomeSchema } from '../../../../src/main/desks/link/handshake.ts';
import { makeKeyPair } from '../../../../src/main/desks/link/keys.ts';
import type { Message } from '../../../../src/main/desks/link/messages.ts';
import { readFrame } from '../../../../src/main/desks/link/messages.ts';
import { unseal } from '../../../../src/main/desks/link/seal.ts';
import { deskIdSchema } from '../../../../src/shared/ids.ts';
import {
  annaId,
  bytesOf,
  connect,
  greet,
  helloOf,
  hostId,
  invitedTo,
  memberOf,
  read,
  sealed,
  testHost,
  testLine,
} from './line.ts';

const word: Message = { say: 'have', numbers: [[annaId, [[1, 3]]]] };
const entries = (text: string): Message => ({ say: 'entries', entries: [{ text }] });

/** A generator that says the same each time: Park and Miller's. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('a desk of the shop', () => {
  it('is heard and hears, each message once and in its order', () => {
    const host = testHost();
    const { keys, line } = connect(host, memberOf(host));

    const answer = host.server.messages(keys.session, sealed(keys, 1, [word]));
    host.server.say([entries('one')]);
    host.server.say([entries('two')]);

    expect(answer.status).toBe(200);
    expect(host.heard).toEqual([{ from: annaId, messages: [word] }]);
    expect(read(keys, line)).toEqual([[entries('one')], [entries('two')]]);
  });

  it('can know that the one it speaks to has heard it', () => {
    const host = testHost({ onMessages: () => [word] });
    const { keys } = connect(host, memberOf(host));
    const answer = host.server.messages(keys.session, sealed(keys, 1, [word]));
    if (!('bytes' in answer)) throw new Error('refused');
    expect(readFrame(unseal(keys.back, keys.session, answer.bytes) ?? '')).toEqual([word]);
    expect(unseal(keys.up, keys.session, answer.bytes)).toBeNull();
  });

  it('is answered the same again when the answer was lost, and nothing happens twice', () => {
    const host = testHost();
    const { keys } = connect(host, memberOf(host));
    const message = sealed(keys, 1, [word]);
    const first = host.server.messages(keys.session, message);
    expect(host.server.messages(keys.session, message)).toEqual(first);
    expect(host.heard).toHaveLength(1);
  });

  it('is refused a message that was taken before, or before its turn', () => {
    const host = testHost();
    const { keys } = connect(host, memberOf(host));
    const [one, two, three] = [1, 2, 3].map((number) => sealed(keys, number, [word]));
    if (!one || !two || !three) throw new Error('three messages');
    expect(host.server.messages(keys.session, two).status).toBe(409);
    expect(host.server.messages(keys.session, one).status).toBe(200);
    expect(host.server.messages(keys.session, three).status).toBe(409);
    expect(host.server.messages(keys.session, two).status).toBe(200);
    expect(host.server.messages(keys.session, one).status).toBe(409);
    expect(host.heard).toHaveLength(2);
  });

  it('has one session: a later one ends the one before', () => {
    const host = testHost();
    const anna = memberOf(host);
    const before = connect(host, anna);
    connect(host, anna);
    expect(before.line.ended).toBe(true);
    expect(host.server.desks()).toEqual([annaId]);
    expect(host.server.messages(before.keys.session, sealed(before.keys, 1, [word])).status).toBe(401);
    expect(host.closed).toEqual([]);
  });

  it('keeps its line while somebody else repeats its hello', () => {
    const host = testHost();
    const anna = memberOf(host);
    const once = makeKeyPair();
    const hello = bytesOf(helloOf(anna, once));
    host.server.hello(hello);
    const { line, keys } = connect(host, anna);
    expect(host.server.hello(hello)).toMatchObject({ status: 409 });
    host.server.say([word]);
    expect(line.ended).toBe(false);
    expect(read(keys, line)).toEqual([[word]]);
  });

  it('whose key was revoked is let go of and refused, in the middle of a session too', () => {
    const host = testHost();
    const anna = memberOf(host);
    const { keys, line } = connect(host, anna);
    host.keys.clear();
    expect(host.server.messages(keys.session, sealed(keys, 1, [word]))).toMatchObject({ status: 401 });
    host.server.sift();
    host.server.say([word]);
    expect(line.ended).toBe(true);
    expect(read(keys, line)).toEqual([]);
    expect(() => greet(host, anna)).toThrow('not a computer of this shop');
    expect(host.heard).toEqual([]);
  });

  it('is let go of when it reads too slowly, and little is kept for it', () => {
    const host = testHost();
    const { line } = connect(host, memberOf(host));
    line.stuck = true;
    const large = entries('x'.repeat(100_000));
    for (let count = 0; count < 200; count += 1) host.server.say([large]);
    expect(line.ended).toBe(true);
    expect(line.waiting()).toBeLessThan(3 * 1024 * 1024);
    expect(host.closed).toEqual([annaId]);
  });

  it('hears a sign that the line lives before any way between gives it up', async () => {
    const host = testHost();
    const { line } = connect(host, memberOf(host));
    await host.clock.advance(60_000);
    expect(line.written.filter((text) => text === ':\n\n').length).toBeGreaterThanOrEqual(2);
  });
});

describe('an invited desk', () => {
  it('is known by its own key from then on, and its code is used up', () => {
    const host = testHost();
    const invited = invitedTo(host, newInviteKey());
    connect(host, invited);
    expect(host.joined).toHaveLength(1);
    const otherKey = host.own.publicKey;
    expect(() => connect(host, { ...invited, trust: { by: 'desk-key', otherKey } })).not.toThrow();
    expect(() => greet(host, invited)).toThrow('not a computer of this shop');
  });

  it('may try again as long as it has not shown that it heard the answer', () => {
    const host = testHost();
    const invited = invitedTo(host, newInviteKey());
    greet(host, invited);
    expect(() => connect(host, invited)).not.toThrow();
  });

  it('is one desk only: of two with one code the second is refused', () => {
    const host = testHost();
    const key = newInviteKey();
    const first = greet(host, invitedTo(host, key));
    const second = greet(host, invitedTo(host, key, deskIdSchema.parse('desk-taras')));
    expect(typeof host.server.stream(proveStream(first), testLine())).toBe('function');
    expect(host.server.stream(proveStream(second), testLine())).toMatchObject({ status: 401 });
  });

  it('does not believe somebody who answers without the code', () => {
    const host = testHost();
    const other = testHost();
    const key = newInviteKey();
    const invited = invitedTo(host, key);
    // a host in between that was given another code of the same name
    const inBetween = { ...other, server: testHost({ inviteKey: () => newInviteKey() }).server };
    expect(() => greet(inBetween, invited)).toThrow();
  });
});

describe('somebody else', () => {
  it('is refused with one and the same word, whatever he is wrong about', () => {
    const host = testHost();
    const anna = memberOf(host);
    const stranger = { ...anna, own: makeKeyPair() };
    const liar = { ...anna, desk: deskIdSchema.parse('desk-taras') };
    const itself = { ...anna, desk: hostId };
    const hello = helloOf(anna, makeKeyPair());
    const forged = { ...hello, once: makeKeyPair().publicKey };
    const uninvited = helloOf({ ...anna, trust: { by: 'invite', key: newInviteKey() } }, makeKeyPair());
    const all = [stranger, liar, itself].map((caller) => helloOf(caller, makeKeyPair()));
    for (const one of [...all, forged, uninvited]) {
      expect(host.server.hello(bytesOf(one))).toEqual({
        status: 401,
        json: { ok: false, reason: 'not a computer of this shop' },
      });
    }
    expect(host.server.stream('', testLine())).toMatchObject({ status: 401 });
    expect(host.server.messages('', Buffer.alloc(40))).toMatchObject({ status: 401 });
  });

  it('with keys that agree with nothing is refused and breaks nothing', () => {
    const host = testHost();
    const anna = memberOf(host);
    const zero = Buffer.alloc(32).toString('base64url');
    host.keys.set(zero, annaId);
    const once = makeKeyPair();
    const weak = helloOf(anna, { ...once, publicKey: zero });
    expect(host.server.hello(bytesOf(weak)).status).toBe(401);
    expect(host.server.hello(bytesOf({ ...weak, key: zero })).status).toBe(401);
  });

  it('who has one message cannot make another of it: each of 10,000 changed ones is refused', () => {
    const host = testHost();
    const { keys } = connect(host, memberOf(host));
    const message = sealed(keys, 1, [word, entries('Olena, +380671234567')]);
    const next = dice(7);
    const statuses = new Set<number>();
    for (let count = 0; count < 10_000; count += 1) {
      const changed = Buffer.from(message);
      const at = next(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << next(8));
      const cut = next(10) === 0 ? changed.subarray(0, next(changed.length)) : changed;
      statuses.add(host.server.messages(keys.session, cut).status);
    }
    expect([...statuses].toSorted((one, other) => one - other)).toEqual([400, 401, 409]);
    expect(host.heard).toEqual([]);
    expect(host.server.messages(keys.session, message).status).toBe(200);
  });

  it('cannot make a hello, a welcome or a proof of another one: each of 3,000 changed ones is refused', async () => {
    const host = testHost();
    const anna = memberOf(host);
    const once = makeKeyPair();
    const hello = helloOf(anna, once);
    const next = dice(11);
    const change = (text: string): Buffer => {
      const changed = Buffer.from(text);
      const at = next(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << next(7));
      return changed;
    };
    for (let count = 0; count < 1000; count += 1) {
      if (count % 10 === 0) await host.clock.advance(1000);
      expect(host.server.hello(change(JSON.stringify(hello))).status).not.toBe(200);
    }
    const { json } = host.server.hello(bytesOf(hello));
    const side = { own: anna.own, once, trust: anna.trust };
    const keys = keysOfWelcome(hello, welcomeSchema.parse(json), side);
    if (keys === null) throw new Error('the true one is believed');
    for (let count = 0; count < 1000; count += 1) {
      const read = welcomeSchema.safeParse(tryJson(change(JSON.stringify(json)).toString())).data;
      let believed: unknown = null;
      try {
        believed = read ? keysOfWelcome(hello, read, side) : null;
      } catch {
        // a key that is none
      }
      expect(believed).toBeNull();
      expect(host.server.stream(change(proveStream(keys)).toString(), testLine())).toMatchObject({
        status: 401,
      });
    }
    expect(typeof host.server.stream(proveStream(keys), testLine())).toBe('function');
  });

  it('who says hello without end is kept from what costs something, and fills no memory', () => {
    const host = testHost();
    const anna = memberOf(host);
    const answers = Array.from({ length: 200 }, () =>
      host.server.hello(bytesOf(helloOf(anna, makeKeyPair()))),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(20);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(100);
    expect(host.clock.waiting).toBe(1);
  });
});

describe('a computer that answers at an address another one had', () => {
  it('says which it is, so that it can be asked for', () => {
    const host = testHost();
    const anna = memberOf(host);
    const other = makeKeyPair();
    const mistaken = { ...anna, trust: { by: 'desk-key' as const, otherKey: other.publicKey } };
    expect(host.server.hello(bytesOf(helloOf(mistaken, makeKeyPair())))).toMatchObject({
      status: 421,
      json: { key: host.own.publicKey },
    });
  });
});

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
