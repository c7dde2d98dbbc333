/** The groups of the diagnostics in display order. */
export const doctorGroups = ['shopify', 'tunnel', 'gmail', 'bigquery', 'manychat', 'computer'] as const;
export type DiagnosticsGroup = (typeof doctorGroups)[number];

/** `warn` works today and may not tomorrow; `skipped` could not be tested, with the reason. */
export const checkStates = ['ok', 'warn', 'fail', 'skipped'] as const;
export type CheckState = (typeof checkStates)[number];

/** The button that fixes it: check the account now, sign in to Google again, or open its settings. */
export type CheckAct = 'ask-now' | 'sign-in' | 'settings';

/** One line of the diagnostics: the test, its result and one fix. */
export type CheckView = {
  readonly id: string;
  /** `drill`: a step of a test run. */
  readonly group: DiagnosticsGroup | 'drill';
  readonly title: string;
  readonly state: CheckState | 'running';
  readonly tried: string;
  readonly cameBack: string;
  readonly fix: string | null;
  readonly act: CheckAct | null;
  /** An address to copy for the fix. */
  readonly copies: string | null;
  /** Personal data in the line, which a copied report omits. */
  readonly personal: readonly string[];
  /** Duration in milliseconds; null while it runs. */
  readonly ms: number | null;
};

export type DiagnosticsReport = {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Null while checks are running. */
  readonly endedAt: number | null;
  readonly checks: readonly CheckView[];
};

const signs: { readonly [S in CheckView['state']]: string } = {
  ok: '✓',
  warn: '!',
  fail: '✗',
  skipped: '–',
  running: '…',
};
const hidden = '[…]';

/** The report as text without personal data. @param say translates to the reader's language */
export function reportText(report: DiagnosticsReport, version: string, say = (text: string) => text): string {
  const lines = report.checks.map((check) => {
    const { state, title, tried, cameBack, fix, ms } = check;
    const told = [say(tried), say(cameBack)].filter(Boolean).join(' → ');
    const text = `${signs[state]} ${say(title)}: ${told}${ms === null ? '' : ` (${ms} ms)`}${fix === null ? '' : `\n  → ${say(fix)}`}`;
    return withoutPersonal(text, check.personal);
  });
  return [`Orderbell ${version}, ${new Date(report.startedAt).toISOString()}`, ...lines, ''].join('\n');
}

/** @param personal the longest first, so that no part of one is left */
function withoutPersonal(text: string, personal: readonly string[]): string {
  const words = personal.filter((word) => word !== '').toSorted((one, other) => other.length - one.length);
  return words
    .reduce((kept, word) => kept.replaceAll(word, hidden), text)
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, hidden);
}
