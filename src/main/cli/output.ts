/** What a command prints for the one who called it; what goes to stderr is for people. */
export type Output = {
  line(text: string): void;
  /** For people. */
  say(text: string): void;
  /** Prints what waits: lines are kept back until there are many. */
  flush(): void;
};

const enough = 64 * 1024;

/** What commands a terminal, or turns its lines about; the ends of lines stay. */
const commanding = /[\p{Cc}\u202a-\u202e\u2066-\u2069](?<!\t|\n|\r(?=\n))/gu;

/** Strangers' words are among what is printed. Written as JSON escapes such signs, it is the same text for whoever reads JSON. */
const shown = (text: string): string =>
  text.replaceAll(commanding, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Standard output in large pieces: a hundred thousand orders are a hundred thousand lines. */
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
