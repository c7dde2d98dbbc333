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
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { SubscriberId } from '../../shared/ids.ts';
import { hasCode } from '../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { AskOutside } from './ask-outside.ts';
import { askOutside } from './ask-outside.ts';
import { fetchFace } from './fetch-face.ts';
import { imageType } from './image-type.ts';

export type Face = { readonly type: string; readonly bytes: Buffer };

export interface Faces {
  /** The picture of a person in Messenger, from this disk or from where it is kept; null while there is none to show. */
  of(id: SubscriberId): Promise<Face | null>;
  /** Takes pictures off this disk, by their addresses. */
  forget(urls: readonly string[]): void;
}

export type FacesParts = {
  readonly people: Pick<Ledger['people'], 'get'>;
  /** They have a folder of their own in it. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly ask?: AskOutside;
  readonly timeoutMs?: number;
};

const day = 86_400_000;
/** An address is of one picture; Meta lets addresses run out, so what is here is shown until another one comes. */
const freshMs = 7 * day;
/** What did not come is not asked for again so soon: a page of chats is opened a hundred times a day. */
const noneMs = day / 4;
const keptMs = 60 * day;

export function createFaces(parts: FacesParts): Faces {
  const { people, dataDir, clock, log, ask = askOutside, timeoutMs = 8_000 } = parts;
  const dir = join(dataDir, 'faces');
  const queue = new PQueue({ concurrency: 4 });
  const underWay = new Map<string, Promise<Face | null>>();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  sweep();

  const fileOf = (url: string): string => join(dir, createHash('sha256').update(url).digest('hex'));

  /** An empty file says that none came. */
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

  async function bring(url: string, file: string, old: Face | null): Promise<Face | null> {
    const found = await fetchFace(ask, url, AbortSignal.timeout(timeoutMs)).catch((error: unknown) => {
      log.info('a face could not be fetched', { error });
      return 'refused' as const;
    });
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
      if (name.endsWith('.new') || clock.now() - statSync(file).mtimeMs > keptMs)
        rmSync(file, { force: true });
    }
  }

  return {
    async of(id) {
      const url = people.get(id)?.picture ?? null;
      if (url === null) return null;
      const file = fileOf(url);
      const here = kept(file);
      if (here && here.age < (here.face === null ? noneMs : freshMs)) return here.face;
      const asked = underWay.get(file) ?? queue.add(() => bring(url, file, here?.face ?? null));
      underWay.set(file, asked);
      try {
        return await asked;
      } finally {
        underWay.delete(file);
      }
    },
    forget: (urls) => {
      for (const url of urls) rmSync(fileOf(url), { force: true });
    },
  };
}
