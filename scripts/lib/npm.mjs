import { run } from './run.mjs';

/** npm as this process was started by it, else the one on the path. Never rejects. */
export function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('js')) return run(process.execPath, [script, ...args]);
  if (process.platform !== 'win32') return run('npm', args);
  // a .cmd file starts only through a shell; the arguments are our own and need no quoting but the folder's
  const quoted = args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg));
  return run('npm.cmd', quoted, { shell: true });
}
