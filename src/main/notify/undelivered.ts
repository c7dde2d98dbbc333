import { lookBackMs } from '../../shared/notices.ts';
import type { OutboxMessage } from '../ports.ts';
import { managerOf } from './notice.ts';

/**
 * Summarizes recent parked notifications that reached no manager, with the fix.
 * @param now epoch milliseconds
 * @returns null for none
 */
export function undelivered(
  parked: readonly OutboxMessage[],
  now: number,
): { readonly problem: string; readonly fix: string | null } | null {
  const recent = parked.filter(({ createdAt }) => now - createdAt < lookBackMs);
  if (recent.length === 0) return null;
  const names = [...new Set(recent.map(managerOf))].filter((name) => name !== null).join(', ');
  return {
    problem:
      recent.length === 1
        ? `1 notice of the last 24 hours did not reach ${names}`
        : `${recent.length} notices of the last 24 hours did not reach ${names}`,
    fix: recent.at(-1)?.reason ?? null,
  };
}
