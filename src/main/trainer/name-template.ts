import type { MailTemplate } from '../../shared/mail-template.ts';
import { slug } from '../intake/mail/short-name.ts';
import type { TemplateStore } from './template-store.ts';

/** Hues that tell a state on the screen: no source may have one. */
const taken = [0, 25, 45, 60];

/**
 * Gives a learnt recipe its place among the others: the family of the orders its sender has already brought, so that
 * they stay one source; the next version; a hue of its own.
 */
export function nameTemplate(
  learnt: MailTemplate,
  book: TemplateStore,
  family: string,
  name: string,
): MailTemplate {
  const kin = book.all().find((each) => each.family === family);
  const ownFamily = slug(family);
  return {
    ...learnt,
    family: ownFamily,
    version: book.nextVersion(ownFamily),
    name,
    hue: kin?.hue ?? freeHue(book.all().map((each) => each.hue)),
  };
}

/** The hue farthest from every other one on the wheel. */
function freeHue(used: readonly number[]): number {
  const others = [...used, ...taken, 160, 100];
  const distance = (hue: number): number =>
    Math.min(...others.map((other) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other))));
  const hues = Array.from({ length: 72 }, (_, step) => step * 5);
  return hues.reduce((best, hue) => (distance(hue) > distance(best) ? hue : best), hues[0] ?? 0);
}
