import type { MailWarning } from '../../shared/trainer.ts';
import type { StoredReading } from '../ports.ts';
import { middleOf } from './middle-of.ts';
import { findNewRows } from './new-rows.ts';
import type { OddRun } from './odd-run.ts';
import { findOddRun } from './odd-run.ts';
import { findUnlike } from './unlike.ts';

export type DriftFacts = {
  /** The mails of one sender that one mail template parses, or used to parse, oldest first; see `seriesOf`. */
  readonly mails: readonly StoredReading[];
  /** The template they are parsed with, `family@version`; null for the general parser. */
  readonly recipe: string | null;
  /** The sender's display name. */
  readonly name: string;
  /** Time of the last teaching of a template for this sender, epoch milliseconds; earlier anomalies are resolved. */
  readonly taughtAt: number;
  readonly now: number;
};

export type Drift = Omit<MailWarning, 'sender' | 'family'>;

/** A change is reported for this long; then it counts as normal for this sender. */
const toldForMs = 14 * 24 * 3_600_000;
const usualShare = 0.8;
/** Stricter than for a whole mail: a mail has many blocks, and some depend on what was ordered. */
const rareBlock = 0.0006;

/** Finds changes a person should check while mails of a changing template still become orders. */
export function findDrift(facts: DriftFacts): readonly Drift[] {
  const { mails, name, recipe, now, taughtAt } = facts;
  const since = Math.max(taughtAt, now - toldForMs);
  const first = mails.findIndex(({ mailedAt }) => mailedAt > since);
  if (first < 0) return [];

  const runOf = (odd: readonly boolean[]): OddRun | null => findOddRun(odd, first);
  const tell = (kind: Drift['kind'], odd: readonly boolean[], run: OddRun, text: string): Drift => ({
    kind,
    text,
    since: mails[run.from]?.mailedAt ?? now,
    document: mails[odd.lastIndexOf(true)]?.document ?? null,
  });
  const blocks = newBlocks();

  return [
    ...blocks,
    ...unreadFields(),
    ...sums(),
    ...(firstOf([passedOver, missingBlocks, builtOtherwise, lessCertain]) ?? []),
  ];

  function newBlocks(): readonly Drift[] {
    const { odd, from } = findNewRows(mails.map(({ outline }) => outline));
    if (from === null || from < first) return [];
    const run = {
      from,
      hits: odd.filter(Boolean).length,
      length: mails.length - from,
      before: 0,
      count: from,
    };
    return [
      tell(
        'unknown-block',
        odd,
        run,
        `${run.hits} of the last ${run.length} mails of ${name} have a block not seen before`,
      ),
    ];
  }

  function unreadFields(): readonly Drift[] {
    const names = new Set(mails.flatMap(({ fields }) => fields));
    const found = [...names].flatMap((field) => {
      const odd = mails.map(({ fields }) => !fields.includes(field));
      const run = runOf(odd);
      return run && run.before <= (1 - usualShare) * run.count ? [{ field, odd, run }] : [];
    });
    const [most] = found.toSorted((one, other) => other.run.hits - one.run.hits);
    if (!most) return [];
    const fields = found.map(({ field }) => fieldWords[field] ?? field).join(', ');
    return [
      tell(
        'unread-field',
        most.odd,
        most.run,
        `${most.run.hits} of the last ${most.run.length} mails of ${name} were read without ${fields}`,
      ),
    ];
  }

  function sums(): readonly Drift[] {
    const odd = mails.map(({ review }) => review.includes('sum-mismatch'));
    const run = runOf(odd);
    if (!run) return [];
    const text = `${run.hits} of the last ${run.length} mails of ${name} do not add up; of the ${run.count} before, ${run.before} did not`;
    return [tell('sums', odd, run, text)];
  }

  function passedOver(): readonly Drift[] {
    if (recipe === null) return [];
    const odd = mails.map((mail) => mail.recipe === null);
    const run = runOf(odd);
    return run
      ? [
          tell(
            'drift',
            odd,
            run,
            `${run.hits} of the last ${run.length} mails of ${name} were not read by its recipe`,
          ),
        ]
      : [];
  }

  function missingBlocks(): readonly Drift[] {
    if (blocks.length > 0) return [];
    const kinds = new Set(mails.flatMap(({ outline }) => outline));
    const found = [...kinds].flatMap((kind) => {
      const odd = mails.map(({ outline }) => !outline.includes(kind));
      const run = findOddRun(odd, first, rareBlock);
      return run && run.before <= (1 - usualShare) * run.count ? [{ odd, run }] : [];
    });
    const [most] = found.toSorted((one, other) => other.run.hits - one.run.hits);
    if (!most) return [];
    const { count, before } = most.run;
    const text = `${most.run.hits} of the last ${most.run.length} mails of ${name} lack a block that ${count - before} of the ${count} before had`;
    return [tell('drift', most.odd, most.run, text)];
  }

  function builtOtherwise(): readonly Drift[] {
    if (blocks.length > 0) return [];
    const compared = findUnlike(mails.map((mail) => ({ ...mail, whole: mail.kind === 'order' })));
    const odd = compared.map((each) => each.odd);
    const run = runOf(odd);
    if (!run) return [];
    const those = compared.slice(run.from).filter((each) => each.odd);
    const like = percent(middleOf(those.map(({ likeness }) => likeness ?? 0)));
    const usual = percent(those[0]?.usual ?? 0);
    return [
      tell(
        'drift',
        odd,
        run,
        `${run.hits} of the last ${run.length} mails of ${name} are like those before by ${like} %, where ${usual} % is usual`,
      ),
    ];
  }

  function lessCertain(): readonly Drift[] {
    const { odd, usual } = findUncertain(mails.map(({ confidence }) => confidence));
    const run = runOf(odd);
    if (!run) return [];
    const now = percent(middleOf(mails.slice(run.from).map(({ confidence }) => confidence)));
    return [
      tell(
        'drift',
        odd,
        run,
        `${run.hits} of the last ${run.length} mails of ${name} are read with a certainty of ${now} %, where ${percent(usual)} % is usual`,
      ),
    ];
  }
}

/** A confidence is odd if it is below all usual ones; odd ones do not become usual. */
function findUncertain(all: readonly number[]): {
  readonly odd: readonly boolean[];
  readonly usual: number;
} {
  let usual: readonly number[] = [];
  const odd = all.map((confidence) => {
    if (usual.length >= 10 && confidence < Math.min(...usual) - 0.05) return true;
    usual = [...usual, confidence].slice(-60);
    return false;
  });
  return { odd, usual: middleOf(usual) };
}

/** One sentence for one change: the simplest rule that applies. */
function firstOf(rules: readonly (() => readonly Drift[])[]): readonly Drift[] | null {
  for (const rule of rules) {
    const found = rule();
    if (found.length > 0) return found;
  }
  return null;
}

const percent = (share: number): number => Math.round(share * 100);

const fieldWords: { readonly [field: string]: string } = {
  number: 'order number',
  placedAt: 'time',
  customerName: 'customer name',
  phone: 'phone',
  email: 'e-mail',
  recipientName: 'recipient name',
  recipientPhone: 'recipient phone',
  address: 'address',
  items: 'items',
  subtotal: 'subtotal',
  deliveryFee: 'delivery fee',
  discount: 'discount',
  tax: 'tax',
  tip: 'tip',
  fees: 'other fees',
  total: 'total',
  currency: 'currency',
  note: 'note',
};
