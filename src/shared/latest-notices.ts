import type { Notification } from './order.ts';

/** The latest state for each manager and channel. A sent notification overrides another computer's unknown outcome. */
export function latestNotices<T extends Notification>(ends: readonly T[]): readonly T[] {
  const latest = new Map<string, T>();
  for (const end of ends) {
    const key = `${end.manager}\n${end.channel}`;
    if (end.state === 'sent' || latest.get(key)?.state !== 'sent') latest.set(key, end);
  }
  return [...latest.values()];
}
