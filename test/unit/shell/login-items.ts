/** The app's path on Windows: below the folder of a person whose name has a space. */
export const programFile = 'C:\\Users\\Anna Bell\\AppData\\Local\\Programs\\orderbell\\Orderbell.exe';

/** Quotes one argument: Electron's `AddQuoteForArg`, shell/common/command_line_util_win.cc. */
const quoted = (word: string): string =>
  /[ \\"]/.test(word)
    ? `"${word.replace(/(\\*)("|$)/g, (_all, signs: string, end: string) => `${signs}${signs}${end && '\\"'}`)}"`
    : word;

/** Splits a command line, as Windows' `CommandLineToArgvW` does. */
export function wordsOf(line: string): readonly string[] {
  // the program's own name knows no escapes
  const [whole = '', inQuotes, bare = ''] = /^"([^"]*)"|^(\S*)/.exec(line) ?? [];
  const words = [inQuotes ?? bare];
  let word: string | null = null;
  let isQuoted = false;
  for (const [part, signs] of line.slice(whole.length).matchAll(/(\\*)"|\\+|\s|[^\s"\\]+/g)) {
    if (signs !== undefined) {
      // of backslashes before a quote every other one is literal
      word = (word ?? '') + '\\'.repeat(signs.length / 2) + (signs.length % 2 ? '"' : '');
      if (signs.length % 2 === 0) isQuoted = !isQuoted;
    } else if (isQuoted || part.trim() !== '') {
      word = (word ?? '') + part;
    } else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  return word === null ? words : [...words, word];
}

type Asked = { readonly path?: string };
type Wanted = {
  readonly openAtLogin: boolean;
  readonly args?: readonly string[];
  readonly enabled?: boolean;
};

/** Windows' list of what starts at sign-in, as Electron keeps and reads it: shell/browser/browser_win.cc. */
export function loginItems() {
  const entry = {
    line: null as string | null,
    /** Whether Windows' list of startup apps allows the app. */
    isAllowed: true,
  };
  return {
    entry,
    getLoginItemSettings: ({ path = programFile }: Asked = {}) => {
      const [program, ...args] = entry.line === null ? [] : wordsOf(entry.line);
      const isOurs = program !== undefined && program === wordsOf(path)[0];
      const item = {
        name: 'app.orderbell.desktop',
        path: program,
        // Chromium keeps what it takes for switches apart
        args: args.filter((word) => !/^[-/]/.test(word)),
        scope: 'user',
        enabled: entry.isAllowed,
      };
      return {
        // only for a query with the same flags
        openAtLogin: entry.line === quoted(path.replace(/^"(.*)"$/, '$1')),
        executableWillLaunchAtLogin: isOurs && entry.isAllowed,
        launchItems: isOurs ? [item] : [],
      };
    },
    setLoginItemSettings: ({ openAtLogin, args = [], enabled = true }: Wanted) => {
      entry.line = openAtLogin ? [programFile, ...args].map(quoted).join(' ') : null;
      entry.isAllowed = enabled;
    },
  };
}
