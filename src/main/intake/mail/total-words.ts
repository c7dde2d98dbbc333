import { bare } from './clean-text.ts';
import { alternatives, splitWords, wordsOf } from './words/all.ts';
import type { SumKind } from './words/language-words.ts';
import { sumsElsewhere } from './words/sums-elsewhere.ts';

export type { SumKind };

/** If two kinds share a word, the first counts: `Total`, not the total of savings. */
const kindOrder: readonly SumKind[] = [
  'total',
  'tip',
  'tax',
  'discount',
  'delivery',
  'fee',
  'subtotal',
  'other',
];
/** Words that are too weak inside a longer text; all others name their kind of sum anywhere in a label. */
const weakWithin = new Set(
  "items|item|products|goods|price|card|karte|carte|carta|tarjeta|cartão|paid|bar|change|credit|offer|deal|service|servicio|serviço|servizio|сервіс|сервис|insurance|bag|box|artikel|artículos|articles|articoli|productos|produtos|produits|prodotti|товари|товары|produkty|sum|port|porto|porto|domicilio|envase|tasa|taxa|entrega|consegna|sac|bolsa|gastos|spese|frais|fees|fee|n|0|s|sum|bon|vale|bono|buono|aktion|angebot|акція|акция|oferta|offerta|offre|campaign|saving|savings|cover|deposit|обслуговування|пакет|тара|кур'єр|курьер|courier|corriere|transport|flete|packing|handling|assembly|installation|montage"
    .split('|')
    .map(bare),
);

const kinds = new Map<string, SumKind>();
for (const kind of kindOrder) {
  for (const word of wordsOf(({ sums }) => sums[kind])) learnWord(word, kind);
}
// a word that a language read whole uses keeps its meaning there
for (const kind of kindOrder) for (const word of splitWords(sumsElsewhere[kind])) learnWord(word, kind);
function learnWord(word: string, kind: SumKind): void {
  const words = wordsIn(word).join(' ');
  if (words !== '' && !kinds.has(words)) kinds.set(words, kind);
}
const longestWords = Math.max(...[...kinds.keys()].map((word) => word.split(' ').length));

const stems = kindOrder.flatMap((kind) => {
  const words = wordsOf(({ sumStems }) => sumStems[kind]);
  return words.length === 0
    ? []
    : [{ kind, pattern: new RegExp(`(?:^|-|(?<=\\p{L}{3}))(?:${alternatives(words)})\\p{L}{0,3}$`, 'u') }];
});

function wordsIn(label: string): readonly string[] {
  return bare(label)
    .replace(/(?<=\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/(?<=\p{L}{2})\/(?=\p{L}{2})/gu, ' ')
    .split(/[\s:()"“”«»„*,.|;!¡¿?+-]+(?=\s|$)|[\s:()"“”«»„*,.|;!]+/u)
    .map((word) => word.replace(/^[+-]+/, ''))
    .filter((word) => word !== '');
}

const cache = new Map<string, SumKind | null>();
const mostCached = 20_000;

/**
 * The kind of sum that a label names: by the longest run of whole words at its start, else the last known word within it, else a
 * stem in a compound. A long text is not a label.
 */
export function sumKind(label: string): SumKind | null {
  if (label.length > 120) return null;
  const known = cache.get(label);
  if (known !== undefined) return known;
  const kind = kindOf(label);
  if (cache.size > mostCached) cache.clear();
  cache.set(label, kind);
  return kind;
}

const lead = new Set(
  'your|the|ваш|ваша|ваше|twoja|twój|ihr|ihre|dein|deine|su|tu|seu|sua|votre|il|la|le|die|der|das|incl|inkl|including|plus|zzgl|zzgl.|incluye|inclui|dont|di|cui|davon|darin|у|т|ч|в|w|tym|of|which|includes|por|con'.split(
    '|',
  ),
);

function kindOf(label: string): SumKind | null {
  const words = wordsIn(label);
  // Payouts and commissions are between the shop and the service.
  if (words.length === 0) return null;
  if (words.length > mostWords) return endsInTotal(words) ? 'total' : null;
  const at = (from: number): SumKind | undefined => {
    for (let length = Math.min(longestWords, words.length - from); length > 0; length -= 1) {
      const kind = kinds.get(words.slice(from, from + length).join(' '));
      if (kind) return kind;
    }
    return undefined;
  };
  const start = words.findIndex((word) => !lead.has(word) && !/^[\d%]+$/.test(word));
  const first = at(0) ?? (start > 0 ? at(start) : undefined);
  // `Delivery tip`, `Service tip`: any kind of tip is a tip.
  if ((first === 'delivery' || first === 'fee') && words.some((word) => kinds.get(word) === 'tip'))
    return 'tip';
  if (first === 'total') return ofWhat(words, at) ?? first;
  if (first) return first;
  if (words.length > 5) return null;
  for (let from = words.length - 1; from > 0; from -= 1) {
    const kind = at(from);
    // A word inside a longer text is weak: `card`, `price` and `items` prove nothing there.
    if (kind && kind !== 'other' && !weakWithin.has(words[from] ?? '')) return kind;
  }
  if (words.length > 4) return null;
  return stems.find(({ pattern }) => words.some((word) => pattern.test(word)))?.kind ?? null;
}

const mostWords = 9;

/** `Paid with a card ending in 0580 Corner Bakery Total`: text that a page joined before the word and its amount. */
function endsInTotal(words: readonly string[]): boolean {
  const last = words.slice(-3);
  return (
    kinds.get(words.at(-1) ?? '') === 'total' &&
    !weakWithin.has(words.at(-1) ?? '') &&
    !last.some((word) => kinds.get(word) === 'other' || kinds.get(word) === 'discount')
  );
}

const ofWords = new Set('of|de|do|da|dos|das|du|des|della|delle|dello|dei|degli|di|del'.split('|'));

/** `Total do frete`, `Total de descuentos`, `Total discount`: the sum of one kind is of that kind. */
function ofWhat(words: readonly string[], at: (from: number) => SumKind | undefined): SumKind | null {
  const isOf = ofWords.has(words[1] ?? '');
  const rest = words.slice(isOf ? 2 : 1).join(' ');
  const kind = kinds.get(words.slice(0, 3).join(' ')) ?? kinds.get(words.slice(0, 2).join(' '));
  if (rest === '' || kind === 'total') return null;
  const what = at(isOf ? 2 : 1);
  if (what === 'discount' || what === 'tip') return what;
  return isOf && (what === 'delivery' || what === 'tax' || what === 'fee') && !saysIncluded(rest)
    ? what
    : null;
}

/** `incl. 7 % VAT`, `у т.ч. ПДВ`: the tax is already in the amounts above. */
export const saysIncluded = (label: string): boolean =>
  /\b(incl|inkl|included|includes|including|inclus|incluse|incluso|inclusa|incluido|incluida|incluídos?|incluye|inclui|compreso|compresa|enthalten|enthaltene|darin|davon|zawiera|w tym|dont|di cui|of which|inclusive)\b|включ|у т\.? ?ч|в т\.? ?ч|в тому числі|в том числе/iu.test(
    label,
  );

const freeWords = new Set(wordsOf((language) => language.free));
export const saysFree = (text: string): boolean =>
  freeWords.has(
    bare(text)
      .replace(/[.!*]+$/, '')
      .trim(),
  );
