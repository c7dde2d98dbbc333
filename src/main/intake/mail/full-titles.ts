import type { RawItem } from './item-lines.ts';

const cut = /\s*(?:\.{3}|…)$/u;

/** Completes a title that the mail has cut short (`Desk lamp with…`) by the alternative text of its picture. */
export function withFullTitles(items: readonly RawItem[], pictures: readonly string[]): readonly RawItem[] {
  return items.map((item) => {
    if (!cut.test(item.title)) return item;
    const start = item.title.replace(cut, '');
    const whole = start.length < 8 ? undefined : pictures.find((words) => words.startsWith(start));
    return whole === undefined ? item : { ...item, title: whole.replace(cut, '') };
  });
}
