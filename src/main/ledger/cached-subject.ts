import type { Entry } from '../../shared/entry.ts';
import type { Entries } from '../ports.ts';
import { subjectOf } from './facts.ts';

/**
 * Caches a value computed from the events of a subject. A write or an import of such an event invalidates it. A transaction that
 * writes one has to read the value before.
 */
export function keepSubject<T>(
  entries: Pick<Entries, 'ofSubject' | 'onAppended'>,
  subject: string,
  workOut: (entries: readonly Entry[]) => T,
): () => T {
  let kept: { readonly value: T } | null = null;
  entries.onAppended((appended, { fuller }) => {
    if ([...appended, ...fuller].some((entry) => subjectOf(entry) === subject)) kept = null;
  });
  return () => {
    kept ??= { value: workOut(entries.ofSubject(subject)) };
    return kept.value;
  };
}
