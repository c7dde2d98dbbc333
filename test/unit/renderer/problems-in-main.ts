import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { languages } from '../../../src/shared/languages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A text of the source; each expression of a template is written as `{}`. */
export type Text = { readonly file: string; readonly line: number; readonly text: string };
type Found = {
  /** Every text, whatever it is for. */
  readonly all: readonly Text[];
  /** Every text that can be on screen: sentences, the texts of a Problem, and the names of facts. */
  readonly spoken: readonly Text[];
};
type Node = { readonly type: string; readonly start: number; readonly [name: string]: unknown };

export const sourcesIn = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.ts')),
  );

/** Reads the texts of a source file by its syntax tree. */
export function textsOf(file: string): Found {
  const source = readFileSync(join(root, file), 'utf8');
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const all: Text[] = [];
  const spoken: Text[] = [];

  function visit(value: unknown, isShown: boolean, isSilent: boolean): void {
    if (Array.isArray(value)) for (const each of value) visit(each, isShown, isSilent);
    if (!isNode(value)) return;
    if (/^(Import|TS(?!As|NonNull|Satisfies))/.test(value.type)) return;
    const text = textOf(value);
    if (text !== null) {
      const found = { file, line: source.slice(0, value.start).split('\n').length, text };
      all.push(found);
      if (!isSilent && (isShown || looksSpoken(text)) && /\p{L}/u.test(text.replaceAll('{}', ''))) {
        spoken.push(found);
      }
    }
    const says = shownBy(value);
    const silent = isSilent || isUnheard(value, file) || isByLanguage(value);
    for (const child of Object.values(value)) {
      // a template's values and a call's arguments are sentences of their own, if they look like it
      const passes = isShown && /^(Conditional|Logical|TSAs|Parenthesized)/.test(value.type);
      visit(child, passes || says.includes(child), silent);
    }
    for (const child of says) if (!Object.values(value).includes(child)) visit(child, true, silent);
  }
  visit(program, false, false);
  return { all, spoken: once(spoken) };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function textOf({ type, value, quasis }: Node): string | null {
  if (type === 'Literal') return typeof value === 'string' ? value : null;
  if (type !== 'TemplateLiteral' || !Array.isArray(quasis)) return null;
  return quasis.map((quasi) => cookedOf(quasi)).join('{}');
}

const cookedOf = (quasi: unknown): string =>
  isNode(quasi) && typeof quasi.value === 'object' && quasi.value !== null && 'cooked' in quasi.value
    ? String(quasi.value.cooked)
    : '';

/** Two words in a row; SQL and GraphQL have capitals or braces. */
const looksSpoken = (text: string): boolean =>
  /\p{L}\S*\s+\S*\p{L}/u.test(text.replaceAll('{}', 'x')) &&
  !/^\W*[A-Z]{2,}\b[^\p{Ll}]*(\s|$)/u.test(text) &&
  !/^\s*(query|mutation) /.test(text);

/** The shown texts of this node that may be one word: a Problem's message and fix, the name of a fact. */
function shownBy(node: Node): readonly unknown[] {
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Problem' && Array.isArray(node.arguments)) {
    return [node.arguments[1]];
  }
  if (node.type !== 'Property') return [];
  return ['fix', 'problem', 'label'].includes(nameOf(node.key)) ? [node.value] : [];
}

/** Written in every language where it is made. */
const isByLanguage = ({ type, properties }: Node): boolean =>
  type === 'ObjectExpression' &&
  Array.isArray(properties) &&
  languages.every((language) => properties.some((one) => isNode(one) && nameOf(one.key) === language));

/** Log lines are English, and a thrown Error other than a Problem is a bug; only the tunnel shows caught ones. */
function isUnheard({ type, callee }: Node, file: string): boolean {
  if (type === 'NewExpression') return nameOf(callee) === 'Error' && !file.startsWith('src/main/tunnel/');
  if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return false;
  return ['debug', 'info', 'warn', 'error'].includes(nameOf(callee.property));
}

const nameOf = (node: unknown): string => (isNode(node) && typeof node.name === 'string' ? node.name : '');

const once = (texts: readonly Text[]): readonly Text[] => [
  ...new Map(texts.map((each) => [`${each.line} ${each.text}`, each])).values(),
];
