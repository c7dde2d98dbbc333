import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Source = { readonly file: string; readonly text: string; readonly imports: readonly string[] };

const sources: readonly Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return { file, text, imports: importsOf(file, text) };
  });

const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.replaceAll('\\', '/'))
  .map((file) => ({ file, text: readFileSync(join(root, 'test', file), 'utf8') }));

/** The imports of a file, relative ones by their path in the project. */
function importsOf(file: string, text: string): readonly string[] {
  const found = text.matchAll(/\b(?:from|import|import\()\s*\(?\s*['"]([^'"]+)['"]/g);
  return [...found].map(([, name = '']) => (name.startsWith('.') ? posix.join(dirname(file), name) : name));
}

const inFolder = (...folders: readonly string[]) =>
  sources.filter(({ file }) => folders.some((folder) => file.startsWith(`src/${folder}`)));

/** Every import that breaks a border, as `file → import`. */
const crossings = (
  from: readonly Source[],
  isForbidden: (name: string, file: string) => boolean,
): readonly string[] =>
  from.flatMap(({ file, imports }) =>
    imports.filter((name) => isForbidden(name, file)).map((name) => `${file} → ${name}`),
  );

const isIn = (name: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => name.startsWith(`src/${folder}`));

/** Every import cycle through a file, type imports included; each once, as `file → file → …`. */
function circlesOf(files: readonly Source[]): readonly string[] {
  const importsBy = new Map(files.map(({ file, imports }) => [file, imports]));
  const circles: string[] = [];
  const seen = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    const before = way.indexOf(file);
    if (before >= 0) circles.push([...way.slice(before), file].join(' → '));
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsBy.get(file) ?? []) follow(name, [...way, file]);
  };
  for (const file of importsBy.keys()) follow(file, []);
  return circles;
}

describe('imports point one way', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(
      sources.flatMap(({ imports }) => imports).filter((name) => name.startsWith('src/')).length,
    ).toBeGreaterThan(200);
  });

  it('from shared to nothing but shared and the texts, and to no system', () => {
    const forbidden = (name: string) =>
      name.startsWith('src/')
        ? !isIn(name, 'shared/') && !isIn(name, 'locales/')
        : /^(node:|electron|react|express)/.test(name);
    expect(crossings(inFolder('shared/'), forbidden)).toEqual([]);
  });

  it('from the renderer to shared only', () => {
    const forbidden = (name: string) =>
      isIn(name, 'main/', 'preload/', 'sample-shop/') || /^(node:|electron)/.test(name);
    expect(crossings(inFolder('renderer/'), forbidden)).toEqual([]);
  });

  it('from the preload to shared only', () => {
    const forbidden = (name: string) =>
      name.startsWith('src/') ? !isIn(name, 'shared/') : name !== 'electron';
    expect(crossings(inFolder('preload/'), forbidden)).toEqual([]);
  });

  it('from a feature of the renderer never to another feature', () => {
    const featureOf = (path: string) => /^src\/renderer\/features\/([^/]+)\//.exec(path)?.[1];
    const forbidden = (name: string, file: string) => {
      const other = featureOf(name);
      return other !== undefined && other !== featureOf(file);
    };
    expect(crossings(inFolder('renderer/features/'), forbidden)).toEqual([]);
  });

  it('from each layer of the renderer to those below it only', () => {
    const layers = ['lib', 'state', 'components', 'features', 'app'].map((layer) => `renderer/${layer}/`);
    const upward = layers.flatMap((layer, at) =>
      crossings(inFolder(layer), (name) => isIn(name, ...layers.slice(at + 1))),
    );
    expect(upward).toEqual([]);
  });

  it('from components/ui to no order', () => {
    expect(
      crossings(inFolder('renderer/components/ui/'), (name) =>
        isIn(name, 'renderer/state/', 'renderer/lib/client/'),
      ),
    ).toEqual([]);
  });

  it('to the composition root from the shells only', () => {
    const others = sources.filter(
      ({ file }) => !/^src\/main\/(index|headless|sample-computers)\.ts$/.test(file),
    );
    expect(crossings(others, (name) => name === 'src/main/app.ts')).toEqual([]);
  });

  it('to a shell from its entry points only', () => {
    const others = inFolder('main/').filter(
      ({ file }) => !/^src\/main\/((index|headless|cli)\.ts|shell\/|cli\/)/.test(file),
    );
    expect(crossings(others, (name) => isIn(name, 'main/shell/', 'main/cli/'))).toEqual([]);
  });

  it('to the sample shop from the composition root only', () => {
    const others = sources.filter(
      ({ file }) => !/^src\/(main\/(app|sample-computers)\.ts|sample-shop\/)/.test(file),
    );
    expect(crossings(others, (name) => isIn(name, 'sample-shop/'))).toEqual([]);
  });

  it.each([
    {
      part: 'main/ledger/',
      never: 'whom its entries are for',
      others: ['main/notify/', 'main/intake/', 'main/cluster/', 'main/health/', 'main/warehouse/'],
    },
    {
      part: 'main/intake/',
      never: 'the warehouse, to notices, to other computers or to a report: it appends to the ledger',
      others: ['warehouse', 'notify', 'outbox', 'cluster', 'health', 'insights', 'tickets'].map(
        (name) => `main/${name}/`,
      ),
    },
    {
      part: 'main/notify/',
      never: 'a report',
      others: ['main/health/', 'main/insights/', 'main/tickets/'],
    },
    {
      part: 'main/selling/',
      never: 'notices, to other computers or to a report',
      others: ['main/notify/', 'main/cluster/', 'main/health/'],
    },
  ])('from $part never to $never', ({ part, others }) => {
    expect(crossings(inFolder(part), (name) => isIn(name, ...others))).toEqual([]);
  });

  it('and no two files of src/main import each other in a circle', () => {
    expect(circlesOf(inFolder('main/'))).toEqual([]);
  });

  it('between the parts of main only through shared types and ports', () => {
    const parts = ['warehouse', 'notify', 'receiver', 'tunnel', 'outbox'];
    const partOf = (path: string) => parts.find((part) => isIn(path, `main/${part}/`));
    const forbidden = (name: string, file: string) => {
      const other = partOf(name);
      // the relay's types define how a performer is called
      return other !== undefined && other !== partOf(file) && other !== 'outbox';
    };
    const parted = parts.flatMap((part) => inFolder(`main/${part}/`));
    expect(crossings(parted, forbidden)).toEqual([]);
  });
});

describe('what is powerful stays in its place', () => {
  it('electron in its shell, its entry point and the preload', () => {
    const others = sources.filter(
      ({ file }) => !/^src\/(main\/shell\/electron\/|main\/index\.ts|preload\/)/.test(file),
    );
    expect(
      others.filter(({ text }) => /['"]electron(\/\w+)?['"]/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('SQLite in the ledger, and behind the fake BigQuery', () => {
    const others = sources.filter(({ file }) => !/^src\/(main\/ledger|sample-shop\/bigquery)\//.test(file));
    expect(crossings(others, (name) => name === 'node:sqlite')).toEqual([]);
  });

  it('the real clock in the shells, the page and the sample shop', () => {
    const others = sources.filter(({ file }) => !/^src\/(main\/shell\/|renderer\/lib\/clock\.ts)/.test(file));
    const offenders = others.filter(({ text }) => /\bDate\.now\(\)|\bnew Date\(\)/.test(text));
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });

  it('the environment in entry points and shells', () => {
    const others = sources.filter(({ file }) => !/^src\/main\/(shell\/|(index|headless|cli)\.ts)/.test(file));
    // taking a variable away, because a library would listen to it, is no reading of it
    expect(
      others.filter(({ text }) => /(?<!delete )\bprocess\.env\b/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('and nothing evaluates text or hides a hole in the types', () => {
    const holes =
      /\beval\(|\bnew Function\(|\bas any\b|: any\b(?=[,;)=|\]>]|$| [=|{])|<any>|@ts-(ignore|nocheck|expect-error)/;
    expect(sources.filter(({ text }) => holes.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('and no page writes HTML by hand', () => {
    const writes = /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/;
    expect(
      inFolder('renderer/')
        .filter(({ text }) => writes.test(text))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});

describe('no module keeps state, so that tests can share modules', () => {
  const variable = /^(?:export )?(?:let|var) /m;

  it('none of src', () => {
    expect(sources.filter(({ text }) => variable.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('and none that tests share, but what it renews for each file', () => {
    const shared = tests.filter(({ file }) => !/\.test\.tsx?$/.test(file) && /^(unit|support)\//.test(file));
    // they count, so that no name is given twice
    const counters = ['support/shopify-delivery.ts', 'unit/cluster/dataset-desk.ts'];
    const offenders = shared.filter(
      ({ text }) => variable.test(text) && !/\bbefore(?:Each|All)\(/.test(text),
    );
    expect(offenders.map(({ file }) => file).sort()).toEqual(counters);
  });
});

it('files have the same bytes on every system, with any Git setting', () => {
  const attributes = readFileSync(join(root, '.gitattributes'), 'utf8').split('\n');
  expect(attributes).toEqual(expect.arrayContaining(['* text=auto eol=lf', '*.eml -text', '*.png binary']));
  expect(sources.filter(({ text }) => text.includes('\r')).map(({ file }) => file)).toEqual([]);
});

/** The text from the called name to the closing parenthesis. */
function callAt(text: string, from: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** The calls by which a file starts other programs, as written in the source. */
function startsIn(text: string): readonly string[] {
  const [, imported = ''] = /import \{([^}]*)\} from 'node:child_process'/.exec(text) ?? [];
  const own = imported
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (own.length === 0) return [];
  const promised = [...text.matchAll(/const (\w+) = promisify\((\w+)\)/g)]
    .filter(([, , of = '']) => own.includes(of))
    .map(([, name = '']) => name);
  const calls = text.matchAll(new RegExp(`\\b(?:${[...own, ...promised].join('|')})\\(`, 'g'));
  return [...calls].map(({ index }) => callAt(text, index));
}

it('no test starts the built app on accounts of the environment', () => {
  const starts = tests
    .filter(({ text }) => /out\/main\/(?:headless|index)\.js/.test(text))
    .flatMap(({ file, text }) => startsIn(text).map((call) => ({ file, call })));
  expect(starts.length).toBeGreaterThan(3);
  const isApart = (call: string): boolean =>
    /[{,]\s*env\s*[:,}]/.test(call) && !/(?:\.\.\.|\benv:\s*)process\.env\b(?!\.)/.test(call);
  expect(starts.filter(({ call }) => !isApart(call))).toEqual([]);
});

it('no test compares with a bare pattern inside an object', () => {
  const isBare = /toMatchObject\((?:(?!\);)[\s\S])*?[\w'"]: \/(?![/*,])/;
  const bare = tests.filter(({ text }) => isBare.test(text)).map(({ file }) => file);
  expect(`toMatchObject({ text: ${/a/} });`).toMatch(isBare);
  expect(bare).toEqual([]);
});

describe('files stay small enough to be read', () => {
  it('none is longer than 400 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 400);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  it('and nine in ten have fewer than 300', () => {
    const long = sources.filter(({ text }) => text.split('\n').length >= 300);
    expect(long.length / sources.length).toBeLessThan(0.1);
  });

  it('no folder of the renderer has more than 25', () => {
    const folders = Map.groupBy(inFolder('renderer/'), ({ file }) => dirname(file));
    expect([...folders].filter(([, files]) => files.length > 25).map(([folder]) => folder)).toEqual([]);
  });

  it('and none is a barrel', () => {
    const barrels = sources.filter(({ text }) => /^export \* from/m.test(text));
    expect(barrels.map(({ file }) => file)).toEqual([]);
  });
});
