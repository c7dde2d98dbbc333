import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from './lib/place.mjs';

// A linter for the words of comments and file names: `npm run check` runs it. The words of the field can be looked up; these cannot.

const words = 'told|tells?|said|heard|hears|owed?|owes|anew|whoever|nobody|deeds?|clientele|recipes?|desks?';
const dialect = new RegExp(`\\b(${words}|telling|owing|whomever|somebody|twins?|fire drill)\\b`, 'i');
const dialectNames = new RegExp(`(^|[-/])(${words}|says|whose|doctor|drill)([-./]|$)`);
/** The share of comments that may still have such a word. It only ever falls. */
const mostShare = 0.04;

const files = readdirSync(inRoot('src'), { recursive: true })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.(tsx?|css)$/.test(name));
const comments = files.flatMap((file) =>
  commentsOf(readFileSync(inRoot(file), 'utf8')).map((text) => ({ file, text })),
);
const found = comments.filter(({ text }) => dialect.test(text));
const names = files.filter((file) => dialectNames.test(file));
const share = found.length / comments.length;

const faults = names.map((name) => `${name}: rename it by a term of the field`);
if (share > mostShare) {
  faults.push(
    ...found.map(({ file, text }) => `${file}: ${text.replaceAll(/\s*\n[\s*]*/g, ' ').slice(0, 110)}`),
    `${found.length} of ${comments.length} comments use a word that is no term, more than ${100 * mostShare} %`,
  );
}
if (commentsOf("a('// no'); // one\n/** two */").length !== 2 || !dialect.test('It is told of.'))
  faults.push('the linter misses a comment or a word');
if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exitCode = 1;
}

/** @returns {string[]} each comment; lines of `//` that follow each other are one */
function commentsOf(text) {
  const token =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n\s*\/\/[^\n]*)*/g;
  return [...text.matchAll(token)].map(([match]) => match).filter((match) => match.startsWith('/'));
}
