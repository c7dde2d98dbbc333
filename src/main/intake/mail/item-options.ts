import { namesChoice } from './choice-words.ts';
import type { RawItem } from './item-lines.ts';
import { optionText, skuOf } from './item-lines.ts';
import { isNoise } from './noise-lines.ts';
import { namesSku } from './sku-words.ts';

const longest = 300;

/** Splits an item's options, one to a string, and drops lines that are no options; codes become its article number. */
export function withOptionsTold(item: RawItem): RawItem {
  const inTitle = chosenInTitle(item.title);
  if (!inTitle && item.options.length === 0) return item;
  const options: string[] = [...(inTitle?.options ?? [])];
  let { sku } = item;
  for (const option of item.options.flatMap(parted)) {
    const code = skuOf(option) ?? skuBehindLabel(option);
    if (code !== null) sku ??= code;
    else if (!isNoise(option) && !/^\p{L}+:$/u.test(option)) options.push(option);
  }
  const isSame =
    options.length === item.options.length && options.every((each, at) => each === item.options[at]);
  if (isSame && !inTitle) return item;
  // without an option, a price beside words may be anything
  const optionAmounts = options.length > 0 ? item.optionAmounts : [];
  return { ...item, title: inTitle?.title ?? item.title, options, optionAmounts, sku };
}

/** `SKU: FW-MJ-Steel-6 ft`: the value after a word for a code is a code, however it looks; `SKU: Colour: red` is an option. */
function skuBehindLabel(option: string): string | null {
  const { label = '', code = '' } =
    /^(?<label>[^:]{2,24}):\s*(?<code>[^:]{2,40})$/u.exec(option)?.groups ?? {};
  return /\d/u.test(code) && /^\S+(?:\s\S+)?$/u.test(code) && saysCode(label) ? code : null;
}

/** A model may be an option, a shop's article number may not. */
const saysCode = (label: string): boolean => namesSku(label) && !namesChoice(label);

/** Separators of options, and those that may occur within one as well: `Text: To Mum - Love: Ann`. */
const separators: readonly RegExp[] = [/\s[|·•∙‧]\s/u, /\s*;\s+(?=\P{Ll})/u];
const looseSeparators: readonly RegExp[] = [/\s\/\s/u, /\s[–—-]\s/u];
/** Labels of the buyer's text, which is not split. */
const ownWords =
  /^(?:(?:gift )?message|note|text|personali[sz]ation|engraving|gravur|wunschtext|nachricht|mensaje|texto|mensagem|messaggio|incisione|testo|message|gravure|texte|tekst|grawer|dedykacja|текст|напис|надпись|гравіювання|гравировка|побажання|пожелания|special instructions|instructions)(?!\p{L})/iu;
const isPair = (text: string): boolean => /^\p{L}[^:]{0,39}:\s*\S/u.test(text);

/**
 * `Size: L | Colour: red` is two options; so is `Size: L, Colour: red`, where every comma separates two labels. `Colour: red;
 * rim: blue` is a single one.
 */
function parted(option: string): readonly string[] {
  if (option.length > longest || ownWords.test(option)) return [option];
  for (const separator of [...separators, ...looseSeparators]) {
    const parts = option.split(separator).map((part) => optionText(part));
    if (parts.length < 2) continue;
    const isFact = (part: string) => skuOf(part) !== null || isNoise(part);
    const isLoose = looseSeparators.includes(separator);
    const isChosen = (part: string) => isPair(part) && (!isLoose || namesChoice(part.replace(/:.*$/su, '')));
    if (parts.every(isChosen) || parts.some(isFact)) return parts.flatMap(parted);
  }
  return pairsByComma(option) ?? pairsBySpace(option) ?? [option];
}

/** A label after a comma begins with a capital, or is a word for an option. */
function pairsByComma(text: string): readonly string[] | null {
  if (!text.includes(', ') || !isPair(text)) return null;
  const parts = text.split(/,\s+(?=\p{L}[^:,]{0,29}:\s)/u);
  const isLabel = (part: string) => /^\p{Lu}/u.test(part) || namesChoice(part.replace(/:.*$/su, ''));
  return parts.length > 1 && parts.every((part) => isPair(part) && isLabel(part)) ? parts : null;
}

/** `Size: 74 Colour: ecru`: without a separator, only words for options split them. */
function pairsBySpace(text: string): readonly string[] | null {
  if (!/:.+:/su.test(text)) return null;
  const parts = text.split(/\s+(?=\p{Lu}\p{L}+:\s)/u);
  const isKnown = (part: string) => isPair(part) && namesChoice(part.replace(/:.*$/su, ''));
  return parts.length > 1 && parts.every(isKnown) ? parts : null;
}

/** `Jersey Size: M, Color: Red`, `Jersey (Size: M, Color: Red)`: options after the title. */
function chosenInTitle(
  title: string,
): { readonly title: string; readonly options: readonly string[] } | null {
  if (!title.includes(':') || title.length > longest) return null;
  const { rest = '', pairs = '' } =
    /^(?<rest>.*\S)\s+[([](?<pairs>\p{L}[^:()[\]]{0,29}:\s[^()[\]]*)[)\]]$/u.exec(title)?.groups ?? {};
  if (rest !== '' && /\p{L}/u.test(rest)) {
    const options = parted(pairs);
    const isChosen = options.length > 1 || namesChoice(pairs.replace(/:.*$/su, ''));
    return isChosen && options.every(isPair) ? { title: rest, options } : null;
  }
  const at = [...title.matchAll(/[\s,;–—-]+(?=(?<label>\p{Lu}\p{L}+)\s?:\s)/gu)].find(
    (match) => match.index > 1 && namesChoice(match.groups?.label ?? ''),
  );
  if (!at) return null;
  const options = parted(title.slice(at.index + at[0].length));
  return options.every(isPair) ? { title: title.slice(0, at.index), options } : null;
}
