import type { MailTemplate } from '../../shared/mail-template.ts';
import { slug } from '../intake/mail/short-name.ts';
import type { TemplateStore } from './template-store.ts';

/** Hues that the screen uses for states: no source may have one. */
const taken = [0, 25, 45, 60];

/**
 * Names a new template: the family of its sender's existing orders, so that they stay one source, the next version and an unused
 * hue.
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

/** The hue farthest from all others on the color wheel. */
function freeHue(used: readonly number[]): number {
  const others = [...used, ...taken, 160, 100];
  const distance = (hue: number): number =>
    Math.min(...others.map((other) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other))));
  const hues = Array.from({ length: 72 }, (_, step) => step * 5);
  return hues.reduce((best, hue) => (distance(hue) > distance(best) ? hue : best), hues[0] ?? 0);
}
