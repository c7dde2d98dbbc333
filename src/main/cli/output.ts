/** What a command prints for the one who called it; what goes to stderr is for people. */
export type Output = {
  line(text: string): void;
  /** For people. */
  say(text: string): void;
  /** Prints what waits: lines are kept back until there are many. */
  flush(): void;
};

const enough = 64 * 1024;

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
      waiting.push(text, '\n');
      length += text.length;
      if (length > enough) flush();
    },
    say,
    flush,
  };
}
