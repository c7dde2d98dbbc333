/** The output of a command; stderr is for people. */
export type Output = {
  line(text: string): void;
  /** Writes a line for people to stderr. */
  say(text: string): void;
  /** Writes the buffered lines. */
  flush(): void;
};

const enough = 64 * 1024;

/** Control characters of a terminal, and those that change text direction; line ends stay. */
const commanding = /[\p{Cc}\u202a-\u202e\u2066-\u2069](?<!\t|\n|\r(?=\n))/gu;

/** The output contains untrusted text. Such characters become JSON escapes, which JSON parsers read as the same text. */
const shown = (text: string): string =>
  text.replaceAll(commanding, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes standard output in large chunks: a hundred thousand orders are a hundred thousand lines. */
export function bufferedOutput(write: (text: string) => void, say: (text: string) => void): Output {
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (waiting.length > 0) write(waiting.join(''));
    waiting = [];
    length = 0;
  };
  return {
    line: (text: string): void => {
      waiting.push(shown(text), '\n');
      length += text.length;
      if (length > enough) flush();
    },
    say: (text: string): void => say(shown(text)),
    flush,
  };
}
