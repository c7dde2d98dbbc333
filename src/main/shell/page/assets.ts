import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Problem } from '../../../shared/problem.ts';

export type Asset = { readonly type: string; readonly body: Buffer };

/** The page's files by the path they are asked for; nothing else can be reached through it. */
export type Assets = ReadonlyMap<string, Asset>;

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/**
 * Reads the built page once, so that requests are looked up by name and never joined to a path, and a new build cannot
 * take files away from a page that is open.
 */
export function readAssets(dir: string): Assets {
  const assets = new Map<string, Asset>();
  for (const entry of listFiles(dir)) {
    const type = types[extname(entry.name)];
    const path = join(entry.parentPath, entry.name);
    if (type === undefined || !entry.isFile()) continue;
    const name = `/${relative(dir, path).split(sep).join('/')}`;
    if (!name.startsWith('/.')) assets.set(name, { type, body: readFileSync(path) });
  }
  const index = assets.get('/index.html');
  if (index === undefined) throw new Problem('not-found', `${dir} holds no built page; run "npm run build"`);
  return assets.set('/', index);
}

function listFiles(dir: string) {
  try {
    return readdirSync(dir, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new Problem('not-found', `${dir} holds no built page; run "npm run build"`, { cause });
  }
}
