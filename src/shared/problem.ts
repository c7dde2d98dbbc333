/** Why something stopped. The kind decides what happens next (see `main/outbox/verdict.ts`); the message is for people. */
export const problemKinds = [
  'throttled',
  'unreachable',
  'signed-out',
  'refused',
  'bad-input',
  'not-found',
  'unknown-outcome',
  'bug',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export type ProblemOptions = {
  readonly cause?: unknown;
  /** The field of the form or request that is at fault, in dotted form: `items.0.quantity`. */
  readonly field?: string;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What the reader can do about it, as one sentence. */
  readonly fix?: string;
};

/** An expected failure, made where the outside answer is understood. Anything else that is thrown is a bug. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly fix: string | undefined;

  constructor(kind: ProblemKind, message: string, options: ProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.field = options.field;
    this.retryAfterMs = options.retryAfterMs;
    this.fix = options.fix;
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

/** Whether a retry may succeed: the other side was unreachable or throttled the request. */
export const mayPass = ({ kind }: Problem): boolean => kind === 'unreachable' || kind === 'throttled';

/** The words of whatever was thrown, for a log line or a parked message. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What was thrown, as a problem; anything that is none is of the kind `otherwise`. */
export const asProblem = (error: unknown, otherwise: 'bug' | 'unknown-outcome' = 'bug'): Problem =>
  isProblem(error) ? error : new Problem(otherwise, messageOf(error), { cause: error });

/** Whether the system refused with this very code, such as `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Makes a forgotten case of a union a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
