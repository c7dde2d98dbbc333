import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Problem } from '../../../shared/problem.ts';

export type Asset = { readonly type: string; readonly body: Buffer };

/** The page's files by request path; nothing else can be reached. */
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
 * Reads the built page once: requests are looked up by name and never joined to a path, and a new build cannot remove files of an
 * open page.
 */
export function readAssets(dir: string): Assets {
  const assets = new Map<string, Asset>();
  for (const path of listFiles(dir)) {
    const type = types[extname(path)];
    const name = `/${relative(dir, path).split(sep).join('/')}`;
    if (type !== undefined && !name.startsWith('/.')) assets.set(name, { type, body: readFileSync(path) });
  }
  const index = assets.get('/index.html');
  if (index === undefined) throw new Problem('not-found', `${dir} holds no built page; run "npm run build"`);
  return assets.set('/', index);
}

function listFiles(dir: string): readonly string[] {
  try {
    return filesIn(dir);
  } catch (cause) {
    throw new Problem('not-found', `${dir} holds no built page; run "npm run build"`, { cause });
  }
}

/** Reads folder by folder, as Electron supports it for a packed app as well; symbolic links are skipped. */
function filesIn(dir: string): readonly string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    const entry = lstatSync(path);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
