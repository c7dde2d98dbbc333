import type { Problem } from '../../../shared/problem.ts';
import { assertNever } from '../../../shared/problem.ts';
import { announcingSubjects } from '../mail/mail-purpose.ts';

/** How far before the last success, or the first poll, mails are listed. */
export const firstLookBackMs = 48 * 3_600_000;
const maxBackoffMs = 64_000;

/** Length limit of one query, URL-encoded: proxies refuse a URL of more than a few kilobytes. */
const longestQuery = 1_500;

/** Joins the alternatives with OR, without duplicates, into as many queries as the limit requires. */
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

/** The queries of a full listing since a time: known senders, and words that announce an order. */
export function listingQueries(senders: readonly string[], from: number): readonly string[] {
  const subjects = joinedByOr(announcingSubjects.map((words) => `"${words}"`));
  return [...fromSince(senders, from), ...subjects.map((part) => `subject:(${part}) ${since(from)}`)];
}

/** Queries for the mails of any of these senders since a time. */
export const fromSince = (senders: readonly string[], from: number): readonly string[] =>
  fromEach(senders).map((part) => `${part} ${since(from)}`);

const since = (from: number): string => `after:${Math.floor(from / 1000)}`;

/** Queries for spam of known senders, of the last week if no time is given. */
export const spamQueries = (senders: readonly string[], from?: number): readonly string[] =>
  fromEach(senders).map((part) => `in:spam ${part} ${from === undefined ? 'newer_than:7d' : since(from)}`);

/** The delay until the next poll: the usual interval, or a growing backoff when Gmail is busy or unreachable. */
export function nextPollMs(pollMs: number, problem: Problem | null, failures: number): number {
  if (!problem) return pollMs;
  const backoff = Math.min(maxBackoffMs, 1000 * 2 ** Math.min(10, failures));
  switch (problem.kind) {
    case 'throttled':
      return Math.max(problem.retryAfterMs ?? 0, backoff);
    case 'signed-out':
    case 'refused':
      // It does not recover by itself: a person has to sign in again.
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

/** A mail is tried this often at once, before its retries are delayed. */
export const freeFailures = 5;
const firstWaitMs = 60_000;
const longestWaitMs = 600_000;

/** The delay before the next attempt for a mail that fails, by its failures. */
export const retryWaitMs = (failures: number): number =>
  failures <= freeFailures
    ? 0
    : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(10, failures - freeFailures - 1));
