import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Whether this system reports the memory of other processes; only Linux does. */
export const isWeighed = existsSync('/proc/self/status');

/** https://docs.kernel.org/filesystems/proc.html; zero for an ended process. */
function status(pid: number | 'self', field: string): number {
  const file = `/proc/${pid}/status`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

/** The current resident memory of a process, in MB. */
export const residentMb = (pid: number | 'self'): number => status(pid, 'VmRSS');

/** The peak resident memory since its start or since `forgetPeak`, in MB. */
export const peakMb = (pid: number): number => status(pid, 'VmHWM');

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/**
 * The processor time of each thread of a process since its start, in ms by thread id; empty for an ended process.
 * https://docs.kernel.org/filesystems/proc.html, table 1-4: fields 14 and 15, in hundredths of a second
 */
export function processorMsOfThreads(pid: number): ReadonlyMap<string, number> {
  const folder = `/proc/${pid}/task`;
  const threads = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(threads.map((thread) => [thread, processorMs(`${folder}/${thread}/stat`)]));
}

function processorMs(file: string): number {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // the name in brackets, field 2, may have spaces
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

/** The running child processes, including those started by a thread. */
export const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter((child) => child.trim() !== '')
    .map(Number);
