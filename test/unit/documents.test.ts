import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const folders = /^(?:src|test|packaging|scripts|bench|resources|docs|\.github)\//;

/** Files of the project by their whole path, and what a link leads to. */
function namedIn(document: string): readonly string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const paths = [...text.matchAll(/`([\w./@-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => folders.test(path));
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link))
    .map((link) => join(dirname(document), link.replace(/#.*$/, '')));
  return [...paths, ...links];
}

it.each(documents)('%s names no file that is not there', (document) => {
  const named = namedIn(document);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('finds files named in the documents at all', () => {
  expect(documents.flatMap(namedIn).length).toBeGreaterThan(80);
});
