/** One sentence of the status: what needs attention, and where to fix it. */
export type StatusLine = {
  readonly key: string;
  readonly tone: 'bad' | 'warn' | 'info';
  readonly text: string;
  /** Causes, fixes and times; shown in the panel only. */
  readonly more?: readonly string[];
  readonly link?: { readonly href: string; readonly label: string };
};

const severity = { bad: 0, warn: 1, info: 2 } as const;

/** The worst first; lines of the same tone keep their order. */
export const bySeverity = (lines: readonly StatusLine[]): readonly StatusLine[] =>
  lines.toSorted((one, other) => severity[one.tone] - severity[other.tone]);
