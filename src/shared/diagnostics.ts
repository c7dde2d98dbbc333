/** What the doctor looks at, in the order it is shown. */
export const doctorGroups = ['shopify', 'tunnel', 'gmail', 'bigquery', 'manychat', 'computer'] as const;
export type DiagnosticsGroup = (typeof doctorGroups)[number];

/** `warn` works today and may not tomorrow; `skipped` could not be tried, and says why. */
export const checkStates = ['ok', 'warn', 'fail', 'skipped'] as const;
export type CheckState = (typeof checkStates)[number];

/** A press that mends it: ask the account again, sign in at Google again, or open its settings. */
export type CheckAct = 'ask-now' | 'sign-in' | 'settings';

/** One line of the doctor: what was tried, what came back, and the one thing to do. */
export type CheckView = {
  readonly id: string;
  /** `drill`: a step of a fire drill. */
  readonly group: DiagnosticsGroup | 'drill';
  readonly title: string;
  readonly state: CheckState | 'running';
  readonly tried: string;
  readonly cameBack: string;
  readonly fix: string | null;
  readonly act: CheckAct | null;
  /** An address to be copied to where the fix says. */
  readonly copies: string | null;
  /** The names, addresses and mailboxes in it, which a copied report leaves out. */
  readonly personal: readonly string[];
  /** How long it took, milliseconds; null while it runs. */
  readonly ms: number | null;
};

export type DiagnosticsReport = {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Null while lines are still awaited. */
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

/** The report as text that may be sent to anybody: whom it names is left out. @param say in the reader's language */
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
