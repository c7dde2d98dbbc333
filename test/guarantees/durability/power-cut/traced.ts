import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The file calls of a process, in order. Offsets and lengths are bytes. */
export type Call =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut-to'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'acknowledge'; readonly order: number };

const calls = ['pwrite64', 'write', 'fsync', 'fdatasync', 'ftruncate', 'unlink'];
/** Write calls that the model does not know: one of them makes the result useless. */
const others = ['pwritev', 'pwritev2', 'writev', 'rename', 'renameat', 'renameat2', 'mmap', 'fallocate'];
const names = ['ledger.db', 'ledger.db-wal', 'ledger.db-journal', 'acknowledged'];
const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

export const canTrace = (): boolean => spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** Runs the writer in an empty folder, and parses its file calls from strace's log. */
export async function tracedWriter(
  dir: string,
  orders: number,
  how: 'synced' | 'unsynced',
): Promise<readonly Call[]> {
  const log = join(dir, 'strace.log');
  const paths = names.flatMap((name) => ['-P', join(dir, name)]);
  const format = ['-f', '-y', '-xx', '-s', '1000000', '-e', `trace=${[...calls, ...others].join(',')}`];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', writer, dir, String(orders), how];
  const { status, stderr } = spawnSync('strace', [...format, ...paths, '-o', log, ...node]);
  if (status !== 0) throw new Error(`the traced writer ended with ${String(status)}: ${stderr.toString()}`);
  const found: Call[] = [];
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const call = callIn(line);
    if (call) found.push(call);
  }
  return found;
}

/** `123 pwrite64(5<\x2f…>, "\x00…", 4096, 0) = 4096` */
export function callIn(line: string): Call | null {
  const read = /^\d+ +(\w+)\((.*)\) += +(-?\d+)/.exec(line);
  if (!read) {
    if (/^\d+ +(\+\+\+|---)/.test(line)) return null;
    throw new Error(`unknown line of strace: ${line.slice(0, 120)}`);
  }
  const [, name = '', args = '', result = ''] = read;
  if (Number(result) < 0) return null;
  const [place = '', ...rest] = args.split(', ');
  const file = basename(bytesOf(/[<"](.*?)[>"]/.exec(place)?.[1] ?? '').toString());
  // only the log's shared index is mapped, and every opening rebuilds it
  if (name === 'mmap') return null;
  if (file === 'acknowledged') {
    return name === 'write'
      ? { kind: 'acknowledge', order: Number(bytesOf(rest[0] ?? '').toString()) }
      : null;
  }
  switch (name) {
    case 'pwrite64':
      return { kind: 'write', file, at: Number(rest[2]), bytes: bytesOf(rest[0] ?? '') };
    case 'ftruncate':
      return { kind: 'cut-to', file, length: Number(rest[0]) };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', file };
    case 'unlink':
      return { kind: 'remove', file };
    default:
      throw new Error(`${file} is changed by ${name}, which is not looked at`);
  }
}

/** Bytes written as `\x2f\x74…`; quotes are skipped. */
const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(/\\x|"/g, ''), 'hex');
