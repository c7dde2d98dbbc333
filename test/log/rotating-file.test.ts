import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toRotatingFile } from '../../src/main/log/rotating-file.ts';

it('keeps the newest lines, never more than a few files, and none past its size', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-log-'));
  const file = join(dir, 'orderbell.log');
  const to = toRotatingFile({ file, maxBytes: 100, keep: 2 });

  for (let line = 1; line <= 40; line++) to.write(`line number ${line}\n`);

  expect(readdirSync(dir).sort()).toEqual(['orderbell.1.log', 'orderbell.2.log', 'orderbell.log']);
  expect(readFileSync(file, 'utf8')).toContain('line number 40\n');
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThanOrEqual(100);
});

it('stops nobody whose line the disk refuses, and goes on when there is room again', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-log-'));
  const file = join(dir, 'orderbell.log');
  const to = toRotatingFile({ file });
  mkdirSync(file);
  expect(() => to.write('lost\n')).not.toThrow();
  rmdirSync(file);
  to.write('kept\n');
  expect(readFileSync(file, 'utf8')).toBe('kept\n');
});

it('goes on with the file of the run before', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'orderbell-log-')), 'orderbell.log');
  toRotatingFile({ file }).write('yesterday\n');
  toRotatingFile({ file }).write('today\n');
  expect(readFileSync(file, 'utf8')).toBe('yesterday\ntoday\n');
});
