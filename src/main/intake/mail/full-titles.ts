import type { RawItem } from './item-lines.ts';

const cut = /\s*(?:\.{3}|…)$/u;

/** A title the mail has cut short (`Desk lamp with…`), whole again by the words of its picture. */
export function withFullTitles(items: readonly RawItem[], pictures: readonly string[]): readonly RawItem[] {
  return items.map((item) => {
    if (!cut.test(item.title)) return item;
    const start = item.title.replace(cut, '');
    const whole = start.length < 8 ? undefined : pictures.find((words) => words.startsWith(start));
    return whole === undefined ? item : { ...item, title: whole.replace(cut, '') };
  });
}
