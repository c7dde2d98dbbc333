import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toRotatingFile } from '../../../src/main/log/rotating-file.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-log-'));
  file = join(dir, 'orderbell.log');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('keeps the newest lines in a few files of limited size', () => {
  const to = toRotatingFile({ file, maxBytes: 100, keep: 2 });

  for (let line = 1; line <= 40; line++) to.write(`line number ${line}\n`);

  expect(readdirSync(dir).sort()).toEqual(['orderbell.1.log', 'orderbell.2.log', 'orderbell.log']);
  expect(readFileSync(file, 'utf8')).toContain('line number 40\n');
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThanOrEqual(100);
});

it('keeps every line and file while a Windows program reads one', () => {
  let held: string | null = null;
  const rename = (from: string, to: string): void => {
    if (held !== null && [from, to].some((path) => path.endsWith(`/${held}`))) throw new Error('EBUSY');
    renameSync(from, to);
  };
  const to = toRotatingFile({ file, maxBytes: 100, keep: 9, rename });
  for (held of [null, 'orderbell.log', null, 'orderbell.2.log', null]) {
    for (let line = 0; line < 10; line++) to.write('a line of text\n');
  }
  const kept = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
  expect(kept.join('').match(/a line of text\n/g)).toHaveLength(50);
  expect(readdirSync(dir)).not.toContain('orderbell.log.aside');
});

it('ignores a refused write, and continues after there is room again', () => {
  const to = toRotatingFile({ file });
  mkdirSync(file);
  expect(() => to.write('lost\n')).not.toThrow();
  rmdirSync(file);
  to.write('kept\n');
  expect(readFileSync(file, 'utf8')).toBe('kept\n');
});

it('appends to the file of the previous run', () => {
  toRotatingFile({ file }).write('yesterday\n');
  toRotatingFile({ file }).write('today\n');
  expect(readFileSync(file, 'utf8')).toBe('yesterday\ntoday\n');
});
