import type { FieldRule } from '../../../shared/recipe.ts';
import { folded } from './clean-text.ts';
import { findDates } from './dates.ts';
import type { Layout } from './layout.ts';

/** A label must be words, and none of them the mail's own values. */
export const isClean = (label: string, secrets: readonly string[]): boolean =>
  /\p{L}{2}/u.test(label) &&
  label.length <= 60 &&
  !/\d{3}|\d[.,]\d/.test(label) &&
  !secrets.some((secret) => folded(label).includes(secret));

/** Every rule that could lead to a text: the words before it in its line, and the line above it in its box. */
export const textRules = (layout: Layout, wanted: string, name: string): readonly FieldRule[] =>
  layout.rows.flatMap((row, at) =>
    row.cells.flatMap((cell) =>
      cell.lines.flatMap((line, index): readonly FieldRule[] => {
        const beside = line.split(/\s[·|]\s/).flatMap((part) => labelsBefore(part, wanted));
        const above = (index > 0 ? cell.lines[0] : previousLine(layout, at))?.replace(/[\s:]+$/, '');
        return [
          ...beside.flatMap((label) =>
            partsFor(name, besideParts).map((part) => ({ label, take: 'beside' as const, part })),
          ),
          ...(above === undefined
            ? []
            : partsFor(name, belowParts).map((part) => ({ label: above, take: 'below' as const, part }))),
        ];
      }),
    ),
  );

type Part = NonNullable<FieldRule['part']>;
const besideParts: readonly Part[] = ['all', 'phone', 'email'];
const belowParts: readonly Part[] = ['all', 'first', 'name', 'phone', 'email', 'rest'];

/** A phone is looked for only where a phone is wanted. */
const partsFor = (name: string, parts: readonly Part[]): readonly Part[] =>
  parts.filter((part) => (part !== 'phone' && part !== 'email') || name.toLowerCase().includes(part));

/** `Order #` of `Order #1042`, `Ordered on` of `Ordered on 12 May 2025`, `Phone` of `Phone: 555 0143`. */
function labelsBefore(part: string, wanted: string): readonly string[] {
  const at = [folded(part).indexOf(folded(wanted)), findDates(part)[0]?.start ?? -1].filter(
    (start) => start > 0,
  );
  return [
    /^([^:#№]{2,60}?)\s*:/u.exec(part)?.[1],
    /^[^:#№]{2,60}?\s*[#№]/u.exec(part)?.[0],
    ...at.map((start) => part.slice(0, start)),
  ]
    .filter((label) => label !== undefined)
    .map((label) => label.replace(/[\s:(]+$/, ''));
}

/** The line above, when it stands alone in its row. */
function previousLine(layout: Layout, at: number): string | undefined {
  const row = layout.rows[at - 1];
  return row?.cells.length === 1 ? row.cells[0]?.lines.at(-1) : undefined;
}

export const amountRules = (layout: Layout): readonly FieldRule[] =>
  layout.rows.flatMap((row): readonly FieldRule[] => {
    const line = row.cells[0]?.lines[0] ?? '';
    // A code in brackets or after the words belongs to this order, not to the label.
    const label = line
      .replace(/[:(].*$/, '')
      .replace(/\s+\S*\d\S*$/, '')
      .trim();
    const take = row.cells.length > 1 ? 'end' : 'beside';
    const [word = ''] = label.split(' ');
    return [label, word].filter((each) => each !== '').map((each) => ({ label: each, take }));
  });
