import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../src/renderer', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);

type Use = { readonly file: string; readonly module: string; readonly name: string };

/** The classes that a component uses of its imported style modules: `styles.row`. */
const uses = files
  .filter((file) => file.endsWith('.tsx'))
  .flatMap((file): readonly Use[] => {
    const text = read(file);
    return [...text.matchAll(/^import (\w+) from '(\.[^']+\.module\.css)';$/gm)].flatMap(
      ([, as = '', path = '']) =>
        [...text.matchAll(new RegExp(`(?<![\\w/.-])${as}\\.(\\w+)`, 'g'))]
          .filter(([, name]) => name !== 'module')
          .map(([, name = '']) => ({ file, module: posix.join(dirname(file), path), name })),
    );
  });

/** The classes of a style module, without those that are everybody's. */
const classesOf = (module: string): ReadonlySet<string> =>
  new Set(
    [
      ...read(module)
        .replaceAll(/\/\*.*?\*\//gs, '')
        .replaceAll(/:global\([^)]*\)/g, '')
        .matchAll(/\.([a-zA-Z][\w-]*)/g),
    ].map(([, name = '']) => name),
  );

it('names no class that is missing from its style module', () => {
  expect(uses.length).toBeGreaterThan(500);
  const holes = uses.filter(({ module, name }) => !classesOf(module).has(name));
  expect(holes.map(({ file, name }) => `${file} .${name}`)).toEqual([]);
});

it('keeps no class in a style module that no component takes', () => {
  const taken = new Set(uses.map(({ module, name }) => `${module} .${name}`));
  const byName = new Set(
    files
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) =>
        [...read(file).matchAll(/^import (\w+) from '(\.[^']+\.module\.css)';$/gm)]
          .filter(([, as = '']) => read(file).includes(`${as}[`))
          .map(([, , path = '']) => posix.join(dirname(file), path)),
      ),
  );
  const left = files
    .filter((file) => file.endsWith('.module.css') && !byName.has(file))
    .flatMap((file) => [...classesOf(file)].map((name) => `${file} .${name}`))
    .filter((one) => !taken.has(one));
  expect(left).toEqual([]);
});
