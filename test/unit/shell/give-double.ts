import { registerHooks } from 'node:module';
import { electronDouble } from './electron-double.ts';

/** Makes `import 'electron'` in this process a double from now on. */
export function giveDouble(options: Parameters<typeof electronDouble>[0] = {}) {
  const double = electronDouble(options);
  Object.assign(globalThis, { electronDouble: double.electron });
  const names = Object.keys(double.electron).filter((name) => name !== 'default');
  const source = names.map((name) => `export const ${name} = globalThis.electronDouble.${name};`).join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: 'double:electron', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === 'double:electron' ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
  return double;
}
