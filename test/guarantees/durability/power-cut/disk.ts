import type { Random } from '../../../support/random.ts';
import type { Call } from './traced.ts';

type Change = Extract<Call, { readonly kind: 'write' | 'cut-to' }>;
export type Image = ReadonlyMap<string, Buffer>;

const sector = 512;

/**
 * A disk that keeps only synced data. After a power cut, any unsynced writes survive in any order, the last one
 * torn between sectors. File names always survive.
 */
export function createDisk() {
  const files = new Map<string, { readonly safe: Bytes; readonly pending: Change[] }>();

  function of(name: string) {
    const file = files.get(name) ?? { safe: bytesOf(Buffer.alloc(0)), pending: [] };
    files.set(name, file);
    return file;
  }

  return {
    take(call: Call): void {
      switch (call.kind) {
        case 'write':
        case 'cut-to':
          of(call.file).pending.push(call);
          return;
        case 'sync': {
          const { safe, pending } = of(call.file);
          pending.splice(0).forEach(safe.change);
          return;
        }
        case 'remove':
          files.delete(call.file);
          return;
        case 'acknowledge':
          return;
      }
    },
    /** The files after a power cut now. */
    cut: (random: Random): Image =>
      new Map([...files].map(([name, { safe, pending }]) => [name, cutOff(safe.copy(), pending, random)])),
  };
}

function cutOff(safe: Buffer, pending: readonly Change[], random: Random): Buffer {
  if (pending.length === 0 || random.chance(1 / 2)) return safe;
  const half = shuffled(pending, random).slice(0, Math.ceil(pending.length / 2));
  const left = bytesOf(safe);
  for (const [index, change] of half.entries()) {
    const isTorn = index === half.length - 1 && random.chance(1 / 2);
    left.change(isTorn ? tornOf(change, random) : change);
  }
  return left.copy();
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(random.below(left.length), 1));
}

function tornOf(change: Change, random: Random): Change {
  if (change.kind !== 'write' || change.bytes.length <= sector) return change;
  const sectors = Math.floor(change.bytes.length / sector);
  return { ...change, bytes: change.bytes.subarray(0, sector * (1 + random.below(sectors - 1))) };
}

type Bytes = ReturnType<typeof bytesOf>;

/** The bytes of a file, which grow with each write; gaps are zero. */
function bytesOf(begun: Buffer) {
  let room = begun;
  let { length } = begun;

  function grow(to: number): void {
    if (to > room.length) {
      const larger = Buffer.alloc(2 * to);
      room.copy(larger, 0, 0, length);
      room = larger;
    }
    length = Math.max(length, to);
  }

  return {
    change(change: Change): void {
      if (change.kind === 'write') {
        grow(change.at + change.bytes.length);
        change.bytes.copy(room, change.at);
        return;
      }
      grow(change.length);
      length = change.length;
      room.fill(0, length);
    },
    copy: (): Buffer => Buffer.from(room.subarray(0, length)),
  };
}
