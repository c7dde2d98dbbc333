import { missingOf } from '../../../src/main/desks/link/missing.ts';
import type { Clock, SeenNumbers } from '../../../src/main/ports.ts';
import type { DeskId } from '../../../src/shared/ids.ts';

/** A desk as the others reach it by the link, while it is alive. */
export type LinkEnd = {
  readonly numbers: () => SeenNumbers;
  readonly ofNumbers: (desk: DeskId, first: number, last: number) => readonly unknown[];
  readonly take: (rows: readonly unknown[]) => void;
  /** Whether nobody is reached there, because its process stands still. */
  readonly isStill: () => boolean;
};

const exchangeEveryMs = 60_000;
const mostMissing = 300;

/**
 * Lines between every two desks that promise nothing: what is told may be lost, late by minutes, told twice and in another
 * order, and a line may be cut for a while. Now and then two desks compare what they have.
 */
export function simulatedLinks(clock: Pick<Clock, 'uptime' | 'after'>, random: () => number) {
  const ends = new Map<string, LinkEnd>();
  /** Until when a line is cut, by the time that passes. */
  const cut = new Map<string, number>();
  const counts = { told: 0, lost: 0, twice: 0, exchanged: 0 };
  const lineOf = (one: string, other: string): string => [one, other].toSorted().join(' ');
  const isCut = (one: string, other: string): boolean =>
    (cut.get(lineOf(one, other)) ?? 0) > clock.uptime() ||
    (cut.get(one) ?? 0) > clock.uptime() ||
    ends.get(one)?.isStill() === true;

  const delayMs = (): number => Math.round(random() < 0.05 ? random() * 180_000 : 50 + random() * 2_000);

  function send(from: string, to: string, rows: readonly unknown[]): void {
    const dice = random();
    const times = dice < 0.05 ? 0 : dice < 0.1 ? 2 : 1;
    if (times === 0) counts.lost += rows.length;
    if (times === 2) counts.twice += rows.length;
    const frame = JSON.stringify(rows);
    for (let time = 0; time < times; time += 1) {
      clock.after(delayMs(), () => {
        const end = ends.get(to);
        if (!end || isCut(from, to) || isCut(to, from)) {
          counts.lost += rows.length;
          return;
        }
        counts.told += rows.length;
        const told: unknown = JSON.parse(frame);
        if (Array.isArray(told)) end.take(told);
      });
    }
  }

  function exchange(name: string): void {
    const others = [...ends.keys()].filter((other) => other !== name && !isCut(name, other));
    const other = others[Math.floor(random() * others.length)];
    const [here, there] = [ends.get(name), ends.get(other ?? '')];
    if (other === undefined || !here || !there || isCut(other, name)) return;
    counts.exchanged += 1;
    const missing = missingOf(there.numbers(), here.numbers(), mostMissing);
    const rows = missing.flatMap(({ desk, first, last }) => there.ofNumbers(desk, first, last));
    if (rows.length > 0) send(other, name, rows);
  }

  return {
    counts,
    /** @returns how the desk tells the others, and how it goes */
    join(name: string, end: LinkEnd) {
      ends.set(name, end);
      let cancel = (): void => {};
      const again = (): void => {
        cancel = clock.after(Math.round(exchangeEveryMs * (0.5 + random())), () => {
          exchange(name);
          again();
        });
      };
      again();
      return {
        say: (rows: readonly unknown[]): void => {
          for (const other of ends.keys()) if (other !== name) send(name, other, rows);
        },
        leave: (): void => {
          cancel();
          ends.delete(name);
        },
      };
    },
    /** Cuts the line between two desks, or all of one. */
    cutFor(ms: number, one: string, other?: string): void {
      cut.set(other === undefined ? one : lineOf(one, other), clock.uptime() + ms);
    },
    mend: (): void => cut.clear(),
  };
}
export type SimulatedLinks = ReturnType<typeof simulatedLinks>;
