import { z } from 'zod';
import type { CompletenessView } from '../../../shared/completeness.ts';
import type { Settings } from '../../ports.ts';

type Proven = CompletenessView['proven'];

const setting = 'completeness.proven';
const keptSchema = z.record(z.string(), z.number());

/** Keeps across restarts when each side was last proven. */
export function createStoredProofs(settings: Pick<Settings, 'get' | 'set'>) {
  let kept = read();

  function read(): { readonly [what: string]: number } {
    try {
      return keptSchema.parse(JSON.parse(settings.get(setting) ?? '{}'));
    } catch {
      return {}; // asked again within seconds
    }
  }

  return {
    /** The later of the stored proof and the proof since the start. */
    with: (proven: Proven): Proven =>
      proven.map(({ at, ...one }) => {
        const before = kept[one.what] ?? null;
        return { ...one, at: at === null ? before : Math.max(at, before ?? at) };
      }),
    keep(proven: Proven): void {
      const next = {
        ...kept,
        ...Object.fromEntries(proven.flatMap(({ what, at }) => (at === null ? [] : [[what, at]]))),
      };
      if (JSON.stringify(next) === JSON.stringify(kept)) return;
      kept = next;
      settings.set(setting, JSON.stringify(next));
    },
  };
}
