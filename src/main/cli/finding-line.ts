import type { CheckView } from '../../shared/diagnostics.ts';

/** The parts of a line for people. */
export type Finding = {
  readonly title: string;
  readonly state: CheckView['state'];
  readonly cameBack: string;
  readonly fix: string | null;
  /** The duration, if it is printed. */
  readonly ms?: number | null;
};

const signs = { ok: '✓', warn: '!', fail: '✗', skipped: '–', running: '–' } as const;

/** `✓ BigQuery: 3 are there (812 ms)`, the fix on a line of its own. */
export const sentenceOf = ({ title, state, cameBack, fix, ms = null }: Finding): string =>
  `${signs[state]} ${title}: ${cameBack}${ms === null ? '' : ` (${ms} ms)`}${fix === null ? '' : `\n  → ${fix}`}`;
