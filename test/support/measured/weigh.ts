import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Whether this system tells what another process holds; Linux alone does. */
export const isWeighed = existsSync('/proc/self/status');

/** https://docs.kernel.org/filesystems/proc.html; zero of a process that is gone. */
function status(pid: number | 'self', field: string): number {
  const file = `/proc/${pid}/status`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

/** What a process holds now, in MB. */
export const residentMb = (pid: number | 'self'): number => status(pid, 'VmRSS');

/** The most that it held at any moment since its start, or since its peak was forgotten, in MB. */
export const peakMb = (pid: number): number => status(pid, 'VmHWM');

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** The processes that one has started and that still run; a thread of it may have. */
export const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter((child) => child.trim() !== '')
    .map(Number);
