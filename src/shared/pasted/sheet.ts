/** Longer messages are cut to this length. */
export const longest = 6000;

const gone = '\ufffc';
const left = String.raw`(?<![\p{L}\p{N}])`;
const right = String.raw`(?![\p{L}\p{N}])`;

/** A pattern of whole words, in any case and any alphabet. */
export const words = (pattern: string): RegExp => new RegExp(`${left}(?:${pattern})${right}`, 'giu');

/**
 * Text that parsers cut values out of, one after another. Patterns do not match across a cut, unless they include its
 * placeholder.
 */
export type Sheet = {
  readonly text: () => string;
  readonly cut: (from: number, to: number) => void;
  /** Cuts the first match out. @returns null when there is none */
  readonly take: (pattern: RegExp, where?: (match: RegExpExecArray) => boolean) => RegExpExecArray | null;
  /** The remaining text, in contiguous pieces. */
  readonly pieces: () => readonly string[];
};

export function createSheet(whole: string): Sheet {
  let text = whole;
  const cut = (from: number, to: number): void => {
    text = text.slice(0, from) + gone.repeat(Math.max(0, to - from)) + text.slice(to);
  };
  return {
    text: () => text,
    cut,
    take(pattern, where = () => true) {
      for (const match of text.matchAll(pattern)) {
        if (!where(match)) continue;
        cut(match.index, match.index + match[0].length);
        return match;
      }
      return null;
    },
    pieces: () => text.split(/[\n\ufffc]+/),
  };
}

/** Normalises spaces, dashes and quotes; emoji and other pictures end a piece. */
export const plain = (text: string): string =>
  text
    .slice(0, longest)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e]|\ufe0f/g, '')
    .replace(/[\ufffc\u00a0\u2000-\u200a\u202f\t]/g, ' ')
    .replace(/[‐-―−]/g, '-')
    .replace(/[`´‘’ʼ]/g, '’')
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu,
      (sign) => `${' '.repeat(sign.length - 1)}\n`,
    );
