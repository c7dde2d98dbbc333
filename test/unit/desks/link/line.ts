import { inviteIdOf } from '../../../../src/main/desks/link/code.ts';
import type { Hello, SessionKeys, Trust } from '../../../../src/main/desks/link/handshake.ts';
import {
  helloKeyOf,
  keysOfWelcome,
  proveHello,
  proveStream,
  welcomeSchema,
} from '../../../../src/main/desks/link/handshake.ts';
import type { KeyPair } from '../../../../src/main/desks/link/keys.ts';
import { makeKeyPair } from '../../../../src/main/desks/link/keys.ts';
import type { Message } from '../../../../src/main/desks/link/messages.ts';
import { readFrame, writeFrame } from '../../../../src/main/desks/link/messages.ts';
import { seal, unseal } from '../../../../src/main/desks/link/seal.ts';
import type { LinkServer, LinkServerParts, StreamLine } from '../../../../src/main/desks/link/server.ts';
import { createLinkServer } from '../../../../src/main/desks/link/server.ts';
import type { DeskId } from '../../../../src/shared/ids.ts';
import { deskIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { quietLog } from '../../../support/log.ts';

export const hostId = deskIdSchema.parse('desk-host');
export const annaId = deskIdSchema.parse('desk-anna');

export type Heard = { readonly from: DeskId; readonly messages: readonly Message[] };
export type TestHost = {
  readonly server: LinkServer;
  readonly own: KeyPair;
  readonly clock: FakeClock;
  readonly keys: Map<string, DeskId>;
  readonly invites: Map<string, Buffer>;
  readonly heard: Heard[];
  readonly joined: string[];
  readonly closed: DeskId[];
};

/** A listening desk's side of the link, without an app around it. */
export function testHost(parts: Partial<LinkServerParts> = {}): TestHost {
  const own = makeKeyPair();
  const clock = fakeClock();
  const keys = new Map<string, DeskId>();
  const invites = new Map<string, Buffer>();
  const heard: Heard[] = [];
  const joined: string[] = [];
  const closed: DeskId[] = [];
  const server = createLinkServer({
    own,
    deskId: hostId,
    deskOf: (key) => keys.get(key) ?? null,
    inviteKey: (id) => invites.get(id) ?? null,
    onJoined: (invite, desk, key) => {
      joined.push(invite);
      invites.delete(invite);
      keys.set(key, desk);
    },
    onMessages: (from, messages) => {
      heard.push({ from, messages });
      return [];
    },
    onOpened: () => [],
    onClosed: (desk) => closed.push(desk),
    clock,
    log: quietLog(),
    ...parts,
  });
  return { server, own, clock, keys, invites, heard, joined, closed };
}

export type TestLine = StreamLine & { readonly written: string[]; ended: boolean; stuck: boolean };
export function testLine(): TestLine {
  const written: string[] = [];
  return {
    written,
    ended: false,
    stuck: false,
    write(text) {
      written.push(text);
    },
    waiting() {
      return this.stuck ? written.reduce((sum, text) => sum + text.length, 0) : 0;
    },
    end() {
      this.ended = true;
    },
  };
}

export type Caller = { readonly desk: DeskId; readonly own: KeyPair; readonly trust: Trust };

export function memberOf(host: TestHost, desk: DeskId = annaId): Caller {
  const own = makeKeyPair();
  host.keys.set(own.publicKey, desk);
  return { desk, own, trust: { by: 'desk-key', otherKey: host.own.publicKey } };
}

export function invitedTo(host: TestHost, key: Buffer, desk: DeskId = annaId): Caller {
  host.invites.set(inviteIdOf(key), key);
  return { desk, own: makeKeyPair(), trust: { by: 'invite', key } };
}

export function helloOf({ desk, own, trust }: Caller, once: KeyPair): Hello {
  const said = {
    version: 1 as const,
    desk,
    key: own.publicKey,
    to: trust.by === 'desk-key' ? trust.otherKey : null,
    once: once.publicKey,
    invite: trust.by === 'invite' ? inviteIdOf(trust.key) : null,
  };
  return proveHello(said, helloKeyOf(own, trust));
}

export const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** Says hello and takes the answer for what it is. @throws when it is refused or not believed */
export function greet(host: TestHost, caller: Caller): SessionKeys {
  const once = makeKeyPair();
  const hello = helloOf(caller, once);
  const answer = host.server.hello(bytesOf(hello));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
  const keys = keysOfWelcome(hello, welcomeSchema.parse(answer.json), {
    own: caller.own,
    once,
    trust: caller.trust,
  });
  if (keys === null) throw new Error('the answer is not believed');
  return keys;
}

export function connect(host: TestHost, caller: Caller) {
  const keys = greet(host, caller);
  const line = testLine();
  const gone = host.server.stream(proveStream(keys), line);
  if (typeof gone !== 'function') throw new Error(JSON.stringify(gone.json));
  return { keys, line, gone };
}

export const sealed = (keys: SessionKeys, number: number, messages: readonly Message[]): Buffer =>
  seal(keys.up, keys.session, number, writeFrame(messages));

/** What a desk reads of its stream; null for what it does not believe. */
export const read = (keys: SessionKeys, { written }: TestLine): readonly (readonly Message[] | null)[] =>
  written
    .filter((text) => text.startsWith('data: '))
    .map((text) => unseal(keys.down, keys.session, Buffer.from(text.slice(6).trim(), 'base64url')))
    .map((text) => (text === null ? null : readFrame(text)));
