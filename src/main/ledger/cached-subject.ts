import type { Entry } from '../../shared/entry.ts';
import type { Entries } from '../ports.ts';
import { subjectOf } from './facts.ts';

/**
 * What the entries of a subject come to: worked out when it is asked for, and kept until another one of them is written or
 * comes from another desk, or more of one. A transaction that writes one has to ask before.
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
