import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from './lib/place.mjs';

// A linter for the prose of the documents: `npm run check` runs it. Tables, headings and blocks of code are no prose.

const mostWords = { sentence: 30, paragraph: 60 };
const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(inRoot('docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const faults = documents.flatMap((name) =>
  faultsOf(readFileSync(inRoot(name), 'utf8')).map((fault) => `${name}: ${fault}`),
);
const long = Array.from({ length: 31 }, () => 'word').join(' ');
if (faultsOf(`${long}.`).length !== 1 || faultsOf(`Short. ${long}. ${long}.`).length !== 3)
  faults.push('the linter misses a sentence or a paragraph that is too long');
if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exit(1);
}

/** A list's items are paragraphs of their own. @returns {string[]} what is too long, with its beginning */
function faultsOf(text) {
  return text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .split(/\n\s*\n|\n(?=\s*(?:- |\d+\. ))/)
    .filter((part) => !/^\s*[|#!]/.test(part))
    .flatMap((part) => {
      const paragraph = part.replaceAll(/\s+/g, ' ').trim();
      const sentences = paragraph.split(/(?<=[.?!][)*"]?)\s+(?=\S)/);
      return [
        ...(wordsIn(paragraph) > mostWords.paragraph ? [tooLong('paragraph', paragraph)] : []),
        ...sentences
          .filter((sentence) => wordsIn(sentence) > mostWords.sentence)
          .map((sentence) => tooLong('sentence', sentence)),
      ];
    });
}

function wordsIn(text) {
  return text.split(' ').filter((word) => /\p{L}|\p{N}/u.test(word)).length;
}

function tooLong(what, text) {
  return `a ${what} has ${wordsIn(text)} words, more than ${mostWords[what]}: ${text.slice(0, 70)}…`;
}
