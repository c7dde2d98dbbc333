import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import type { Entry } from '../../shared/entry.ts';
import type { SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import { hasCode } from '../../shared/problem.ts';
import type { Arrival, Clock, Ledger, Log } from '../ports.ts';
import type { AskOutside } from './ask-outside.ts';
import { askOutside } from './ask-outside.ts';
import { fetchFace } from './fetch-face.ts';
import { imageType } from './image-type.ts';

export type Face = { readonly type: string; readonly bytes: Buffer };

export interface Faces {
  /** A person's profile picture in Messenger, from this disk or from its host; null while there is none to show. */
  of(id: SubscriberId): Promise<Face | null>;
  /** Deletes the pictures of erased people from this disk, whichever computer erased them. */
  hear(entries: readonly Entry[], arrival: Pick<Arrival, 'fuller'>): void;
}

export type FacesParts = {
  readonly people: Pick<Ledger['people'], 'get'>;
  /** The ledger that knows these people: the pictures have a folder beside it. */
  readonly ledgerFile: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly ask?: AskOutside;
  readonly timeoutMs?: number;
};

const day = 86_400_000;
/** An address belongs to one picture. Meta's addresses expire, so the stored picture is shown until another one comes. */
const freshMs = 7 * day;
/** A missing picture is not requested again before this time: a page of chats is opened a hundred times a day. */
const noneMs = day / 4;
const keptMs = 60 * day;

export function createFaces(parts: FacesParts): Faces {
  const { people, ledgerFile, clock, log, ask = askOutside, timeoutMs = 8_000 } = parts;
  const dir = join(dirname(ledgerFile), 'faces');
  const queue = new PQueue({ concurrency: 4 });
  const underWay = new Map<string, Promise<Face | null>>();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  sweep();

  /** A person may have had many addresses, and erasure deletes the files of all. */
  const fileOf = (id: SubscriberId, url: string): string =>
    join(dir, `${id}-${createHash('sha256').update(url).digest('hex')}`);

  /** An empty file records that there was no picture. */
  function kept(file: string): { readonly face: Face | null; readonly age: number } | null {
    try {
      const { mtimeMs } = statSync(file);
      const bytes = readFileSync(file);
      const type = imageType(bytes);
      return { face: type === null ? null : { type, bytes }, age: clock.now() - mtimeMs };
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  }

  function keep(file: string, bytes: Buffer): void {
    writeFileSync(`${file}.new`, bytes, { mode: 0o600 });
    utimesSync(`${file}.new`, clock.now() / 1000, clock.now() / 1000);
    renameSync(`${file}.new`, file);
  }

  async function bring(id: SubscriberId, url: string, file: string, old: Face | null): Promise<Face | null> {
    const found = await fetchFace(ask, url, AbortSignal.timeout(timeoutMs)).catch((error: unknown) => {
      log.info('a face could not be fetched', { error });
      return 'refused' as const;
    });
    if (people.get(id) === null) return null; // erased meanwhile
    if (typeof found === 'string') {
      log.debug('no face', { because: found });
      keep(file, old?.bytes ?? Buffer.alloc(0));
      return old;
    }
    keep(file, found);
    const type = imageType(found);
    return type === null ? null : { type, bytes: found };
  }

  function sweep(): void {
    for (const name of readdirSync(dir)) {
      const file = join(dir, name);
      if (name.endsWith('.new') || clock.now() - statSync(file).mtimeMs > keptMs || !isOfKnown(name))
        rmSync(file, { force: true });
    }
  }

  /** Files of an earlier version do not name their person. */
  function isOfKnown(name: string): boolean {
    const { success, data: id } = subscriberIdSchema.safeParse(ownerOf(name));
    return success && people.get(id) !== null;
  }

  return {
    async of(id) {
      const url = people.get(id)?.picture ?? null;
      if (url === null) return null;
      const file = fileOf(id, url);
      const here = kept(file);
      if (here && here.age < (here.face === null ? noneMs : freshMs)) return here.face;
      const asked = underWay.get(file) ?? queue.add(() => bring(id, url, file, here?.face ?? null));
      underWay.set(file, asked);
      try {
        return await asked;
      } finally {
        underWay.delete(file);
      }
    },
    hear(entries, { fuller }) {
      const gone = [...entries, ...fuller].flatMap(({ kind, data }) =>
        kind === 'customer-erased' ? (data.person ?? []) : [],
      );
      if (gone.length === 0) return;
      for (const name of readdirSync(dir)) {
        if (gone.some((id) => id === ownerOf(name))) rmSync(join(dir, name), { force: true });
      }
    },
  };
}

const ownerOf = (name: string): string | undefined => name.split('-')[0];
