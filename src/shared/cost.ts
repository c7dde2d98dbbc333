/** What can cost something in BigQuery: load jobs are free, rows that are streamed and questions are counted. */
export const costKinds = ['load', 'stream', 'query'] as const;
export type CostKind = (typeof costKinds)[number];

/** What this desk has started in BigQuery this month. Bytes are whole numbers. */
export type CostView = {
  /** `2026-11`, UTC. */
  readonly month: string;
  readonly mode: 'load' | 'stream';
  readonly kinds: readonly {
    readonly kind: CostKind;
    readonly jobs: number;
    readonly bytes: number;
    /** What BigQuery charges for, before what it gives away. */
    readonly billed: number;
  }[];
  /** What the table holds, of all desks; null until BigQuery has told. */
  readonly stored: number | null;
  readonly freeQueryBytes: number;
  readonly freeStoredBytes: number;
};
