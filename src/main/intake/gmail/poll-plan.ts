import type { Problem } from '../../../shared/problem.ts';
import { assertNever } from '../../../shared/problem.ts';
import { announcingSubjects } from '../mail/mail-purpose.ts';

/** How far before the last success, or the first poll, mails are looked for. */
export const firstLookBackMs = 48 * 3_600_000;
const maxBackoffMs = 64_000;

/** Of the alternatives in one query, encoded as in a URL: servers on the way refuse a URL of more than a few kilobytes. */
const longestQuery = 1_500;

/** Each alternative once, joined by OR in as many queries as the length of a URL takes. */
function joinedByOr(alternatives: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const alternative of new Set(alternatives)) {
    const longer = part === '' ? alternative : `${part} OR ${alternative}`;
    if (part !== '' && encodeURIComponent(longer).length > longestQuery) {
      parts.push(part);
      part = alternative;
    } else part = longer;
  }
  return [...parts, part].filter((each) => each !== '');
}

/** Queries for the mails of any of these senders. */
export const fromEach = (senders: readonly string[]): readonly string[] =>
  joinedByOr(senders).map((part) => `from:(${part})`);

/** What a full listing asks for: known senders, and words that announce an order; what came since then. */
export function listingQueries(senders: readonly string[], from: number): readonly string[] {
  return [
    ...fromSince(senders, from),
    ...joinedByOr(announcingSubjects.map((words) => `"${words}"`)).map(
      (part) => `subject:(${part}) ${since(from)}`,
    ),
  ];
}

/** What came from whichever of them since then. */
export const fromSince = (senders: readonly string[], from: number): readonly string[] =>
  fromEach(senders).map((part) => `${part} ${since(from)}`);

const since = (from: number): string => `after:${Math.floor(from / 1000)}`;

/** Known senders' mail that Gmail took for spam, of a week where no moment is given. */
export const spamQueries = (senders: readonly string[], from?: number): readonly string[] =>
  fromEach(senders).map((part) => `in:spam ${part} ${from === undefined ? 'newer_than:7d' : since(from)}`);

/** When to ask again: at the usual pace, or after a growing wait when Gmail is busy or out of reach. */
export function nextPollMs(pollMs: number, problem: Problem | null, failures: number): number {
  if (!problem) return pollMs;
  const backoff = Math.min(maxBackoffMs, 1000 * 2 ** Math.min(10, failures));
  switch (problem.kind) {
    case 'throttled':
      return Math.max(problem.retryAfterMs ?? 0, backoff);
    case 'signed-out':
    case 'refused':
      // Nothing changes by itself: somebody has to sign in again.
      return Math.max(pollMs, 600_000);
    case 'unreachable':
    case 'not-found':
    case 'bad-input':
    case 'unknown-outcome':
    case 'bug':
      return Math.max(problem.retryAfterMs ?? 0, Math.min(pollMs, backoff));
    default:
      return assertNever(problem.kind);
  }
}

const freeFailures = 3;
const firstWaitMs = 60_000;
const longestWaitMs = 3_600_000;

/** How long a mail that others could be fetched beside is left alone after so many failures. */
export const retryWaitMs = (failures: number): number =>
  failures <= freeFailures
    ? 0
    : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(10, failures - freeFailures - 1));

const usualLimitMs = 30_000;
const longestLimitMs = 600_000;
/** A line slower than this brings no big mail within reason. */
const slowestBytesPerMs = 32;
/** Base64, and what JSON adds. */
const writtenOut = 1.4;

/** How long the fetching of one mail may take. */
export const fetchLimitMs = (size: number | null): number =>
  Math.min(longestLimitMs, Math.max(usualLimitMs, ((size ?? 0) * writtenOut) / slowestBytesPerMs));
