import type { Source } from './ids.ts';
import { mailFamily } from './ids.ts';

/** Away from each other, from Shopify's and Manual's hue, and from the red, amber and brass that show a state. */
const hues = [190, 210, 230, 250, 270, 290, 310, 335] as const;

/** What a source is called where no template names it: `Shopify`, `Manual`, and `Kvitkovyi dim` of `mail:kvitkovyi-dim`. */
export function nameOfSource(source: Source): string {
  const name = mailFamily(source).replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The hue of a service without a template: always the same for one source. */
export function hueOfSource(source: Source): number {
  let hash = 7;
  for (const character of source) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return hues[hash % hues.length] ?? hues[0];
}
