import type { RawItem } from './item-lines.ts';

const numbered = /^(\d{1,3})[.)]\s+(?=\S)/u;
const inBrackets = /\s*\(((?=[^()]*\d)[\p{Lu}\d][\p{Lu}\d._/-]{2,30}|\p{Lu}{2,12})\)$/u;

/** `ROR-00012 Jersey`: a shop's article codes, before every title. */
const codeFirst = /^(\p{Lu}{2,8}[-_/]?\d[\p{Lu}\d._/-]{1,20})\s+(?=\p{L})/u;

/** Removes text that all titles of a set share in one position: running numbers, and codes in brackets. */
export function withTitlesBared(items: readonly RawItem[]): readonly RawItem[] {
  return withCodesTold(withoutCodes(withoutCodesFirst(withoutNumbers(withoutBullets(items)))));
}

const bullet = /^[*•·▪◦-]\s+(?=\S)/u;
const withoutBullets = (items: readonly RawItem[]): readonly RawItem[] =>
  items.every(({ title }) => bullet.test(title))
    ? items.map((item) => ({ ...item, title: item.title.replace(bullet, '') }))
    : items;

/** `1. Saw`, `2. Blade`: line numbers. */
function withoutNumbers(items: readonly RawItem[]): readonly RawItem[] {
  const isNumbered =
    items.length > 1 && items.every((item, at) => numbered.exec(item.title)?.[1] === `${at + 1}`);
  return isNumbered ? items.map((item) => ({ ...item, title: item.title.replace(numbered, '') })) : items;
}

const withoutCodesFirst = (items: readonly RawItem[]): readonly RawItem[] =>
  items.length > 1 && items.every(({ title, sku }) => sku === null && codeFirst.test(title))
    ? items.map((item) => ({
        ...item,
        title: item.title.replace(codeFirst, ''),
        sku: codeFirst.exec(item.title)?.[1] ?? null,
      }))
    : items;

/** `Strings (SAV520)` below `Guitar (GF-CN)`, which is certainly a code; alone it may be a size or a model. */
function withoutCodes(items: readonly RawItem[]): readonly RawItem[] {
  const coded = items.filter((item) => item.sku === null && inBrackets.test(item.title));
  const others = items.filter((item) => !coded.includes(item) && item.title.endsWith(')'));
  if (coded.length === 0 || others.length > 0 || !items.some((item) => item.sku !== null)) return items;
  return items.map((item) =>
    coded.includes(item)
      ? { ...item, sku: inBrackets.exec(item.title)?.[1] ?? null, title: item.title.replace(inBrackets, '') }
      : item,
  );
}

const lettersOnly = /^(?!(?:X{0,4}[SML])-(?:X{0,4}[SML])$)\p{Lu}{1,6}(?:-\p{Lu}{1,6})+$/u;

/** `SOLE-WO` on a separate line, where the other items of the set have a code: a code without a digit. */
function withCodesTold(items: readonly RawItem[]): readonly RawItem[] {
  if (!items.some((item) => item.sku !== null)) return items;
  return items.map((item) => {
    const code = item.sku === null ? item.options.find((option) => lettersOnly.test(option)) : undefined;
    return code === undefined
      ? item
      : { ...item, sku: code, options: item.options.filter((option) => option !== code) };
  });
}
