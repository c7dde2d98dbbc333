import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, AskOutside } from '../../../src/main/faces/ask-outside.ts';
import { outsideOnly } from '../../../src/main/faces/ask-outside.ts';
import { faceAddress, isOutside } from '../../../src/main/faces/face-address.ts';
import type { Faces } from '../../../src/main/faces/faces.ts';
import { createFaces } from '../../../src/main/faces/faces.ts';
import { mostFaceBytes } from '../../../src/main/faces/fetch-face.ts';
import type { Log } from '../../../src/main/ports.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact } from '../../support/orders.ts';

const home = 'https://platform-lookaside.fbsbx.com/face?id=1';
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('a face')]);
const day = 86_400_000;

const quiet: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  scoped: () => quiet,
};

async function* parts(...buffers: readonly Buffer[]): AsyncIterable<Buffer> {
  yield* buffers;
}
const answer = (changes: Partial<Answer> = {}): Answer => ({
  status: 200,
  location: null,
  type: 'image/png',
  length: null,
  body: parts(png),
  drop: () => {},
  ...changes,
});

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A person with this picture, and servers with these answers. @param timeoutMs of real time */
function setUp(picture: string, ask: AskOutside | Answer, timeoutMs = 15_000) {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const dir = mkdtempSync(join(tmpdir(), 'faces-'));
  dirs.push(dir);
  const id = subscriberIdSchema.parse('7001');
  /** The person writes again, with another picture. */
  const write = (picture: string): void => {
    const at = clock.now();
    const touch = { subscriberId: id, name: 'Olena', wantsManager: false, picture };
    ledger.entries.append(fact({ id: `touch:${at}`, kind: 'touched', orderId: null, at, data: touch }));
  };
  write(picture);
  const asked: string[] = [];
  const start = (): Faces =>
    createFaces({
      people: ledger.people,
      ledgerFile: join(dir, 'ledger.db'),
      clock,
      log: quiet,
      ask: async (address, signal) => {
        asked.push(address.href);
        return typeof ask === 'function' ? ask(address, signal) : ask;
      },
      timeoutMs,
    });
  const faces = start();
  ledger.entries.onAppended(faces.hear);
  const files = (): readonly string[] => readdirSync(join(dir, 'faces'));
  return { clock, ledger, dir, faces, asked, write, start, files, face: () => faces.of(id) };
}

const erased = (at: number) =>
  fact({ id: 'erased:person:7001', kind: 'customer-erased', orderId: null, at, data: { person: '7001' } });

describe('a face', () => {
  it('is fetched once and kept on disk for a week', async () => {
    const { face, asked, clock } = setUp(home, async () => answer());
    const [first, second] = await Promise.all([face(), face()]);
    expect(first).toEqual({ type: 'image/png', bytes: png });
    expect(second).toEqual(first);
    await clock.advance(6 * day);
    expect(await face()).toEqual(first);
    expect(asked).toEqual([home]);
    await clock.advance(2 * day);
    expect(await face()).toEqual(first);
    expect(asked).toHaveLength(2);
  });

  it('that was here is still shown when its address has run out', async () => {
    let status = 200;
    const { face, clock } = setUp(home, async () => answer({ status }));
    const shown = await face();
    status = 403;
    await clock.advance(8 * day);
    expect(await face()).toEqual(shown);
  });

  it('that did not come is not asked for again for some hours', async () => {
    const { face, asked, clock } = setUp(home, async () => answer({ status: 404 }));
    expect(await face()).toBeNull();
    expect(await face()).toBeNull();
    expect(asked).toHaveLength(1);
    await clock.advance(day / 3);
    expect(await face()).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('is followed to another house of faces', async () => {
    const next = 'https://scontent.xx.fbcdn.net/o.png';
    const { face, asked } = setUp('https://graph.facebook.com/7/picture', async ({ hostname }) =>
      hostname === 'graph.facebook.com' ? answer({ status: 302, location: next }) : answer(),
    );
    expect((await face())?.bytes).toEqual(png);
    expect(asked.at(-1)).toBe(next);
  });

  it.each([
    ['a server that sends it elsewhere', answer({ status: 302, location: 'https://evil.example/x.png' })],
    ['a server that sends it into this network', answer({ status: 301, location: 'http://192.168.0.1/' })],
    ['a server that sends it round and round', answer({ status: 302, location: home })],
    ['a page instead of a picture', answer({ type: 'text/html' })],
    ['a page that calls itself a picture', answer({ body: parts(Buffer.from('<script>')) })],
    ['a drawing that could run', answer({ type: 'image/svg+xml', body: parts(Buffer.from('<svg/>')) })],
    ['one that says it is too large', answer({ length: mostFaceBytes + 1 })],
    ['one without an end', answer({ body: parts(png, Buffer.alloc(mostFaceBytes)) })],
    ['an error', answer({ status: 500 })],
  ])('is not taken from %s', async (_, reply) => {
    const { face, files } = setUp(home, reply);
    expect(await face()).toBeNull();
    expect(files()).toHaveLength(1); // the person has none
  });

  it.each(['at this computer', 'at another', 'at another whose word came without the person first'])(
    'is deleted with all earlier ones when its person is erased %s',
    async (where) => {
      const { face, files, write, ledger, clock } = setUp(home, async () => answer());
      await face();
      await clock.advance(day);
      write(`${home}&again=1`);
      await face();
      expect(files()).toHaveLength(2);
      const entry = erased(clock.now());
      const remote = { ...entry, desk: 'desk-2', seq: 1, recordedAt: entry.at };
      if (where === 'at another') ledger.entries.importRemote([remote]);
      else if (where === 'at this computer') ledger.entries.append(entry);
      else {
        ledger.entries.importRemote([{ ...remote, data: { draft: 'draft-1' } }], { by: 'link' });
        ledger.entries.importRemote([{ ...remote, data: { draft: 'draft-1', person: '7001' } }]);
      }
      expect(files()).toEqual([]);
    },
  );

  it('that is under way as its person is erased is not kept', async () => {
    const here = Promise.withResolvers<void>();
    const { face, files, ledger, clock } = setUp(home, async () => {
      await here.promise;
      return answer();
    });
    const shown = face();
    ledger.entries.append(erased(clock.now()));
    here.resolve();
    expect(await shown).toBeNull();
    expect(files()).toEqual([]);
  });

  it('of an unknown customer is deleted at the next start', async () => {
    const { face, files, start, dir, clock } = setUp(home, async () => answer());
    await face();
    const kept = files();
    for (const name of ['7002-ab', '1'.repeat(64)]) {
      writeFileSync(join(dir, 'faces', name), png);
      utimesSync(join(dir, 'faces', name), clock.now() / 1000, clock.now() / 1000);
    }
    start();
    expect(files()).toEqual(kept);
  });

  it('is not waited for beyond its time', async () => {
    const { face } = setUp(
      home,
      (_address, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      50,
    );
    expect(await face()).toBeNull();
  });

  it.each([
    'http://platform-lookaside.fbsbx.com/face',
    'https://platform-lookaside.fbsbx.com:8443/face',
    'https://anna:secret@platform-lookaside.fbsbx.com/face',
    'https://fbsbx.com.evil.example/face',
    'https://evilfbsbx.com/face',
    'https://127.0.0.1/face',
    'https://[::1]/face',
    'https://localhost/face',
    'file:///etc/passwd',
    'data:image/png;base64,iVBORw0KGgo=',
    'not an address',
  ])('is not asked for at %s', async (address) => {
    const { face, asked } = setUp(address, answer());
    expect(faceAddress(address)).toBeNull();
    expect(await face()).toBeNull();
    expect(asked).toEqual([]);
  });
});

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  'fd00::1',
  'fe80::1',
  'ff02::1',
  '64:ff9b::7f00:1',
])('takes %s for an address inside', (ip) => {
  expect(isOutside(ip)).toBe(false);
});

it.each(['157.240.1.1', '2a03:2880:f000::1'])('takes %s for an address outside', (ip) => {
  expect(isOutside(ip)).toBe(true);
});

it('does not connect where a name leads to this computer', async () => {
  const found = await new Promise((resolve) => {
    outsideOnly('localhost', { all: false }, (error) => resolve(error?.message));
  });
  expect(found).toBe('the name leads to an address that is not outside');
});
