import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderOf, openDataDir } from '../../../src/main/ledger/data-dir.ts';

/** Refuses each write as a full disk does. */
const fullFile = '/dev/full';

let root: string;
let dir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orderbell-data-'));
  dir = join(root, 'a', 'b');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Another process that opens the directory, reports that, and holds it until killed. */
async function holder(): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../../src/main/ledger/data-dir.ts');
  const script = `
    const { openDataDir } = await import(${JSON.stringify(module)});
    openDataDir(${JSON.stringify(dir)});
    console.log('held');
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (!child.stdout) throw new Error('no output to read');
  const [line]: unknown[] = await once(child.stdout, 'data');
  expect(String(line)).toBe('held\n');
  return child;
}

describe('a data directory', () => {
  it('is made, for its owner alone', () => {
    const data = openDataDir(dir);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(data.ledgerFile('shop')).toBe(join(dir, 'ledger.db'));
    expect(data.ledgerFile('sample')).toBe(join(dir, 'sample', 'ledger.db'));
    expect(statSync(join(dir, 'sample')).mode & 0o777).toBe(0o700);
    data.close();
  });

  it('gives the workstation one lasting id', () => {
    const first = openDataDir(dir);
    first.close();
    const again = openDataDir(dir);
    again.close();
    expect(first.deskId).toMatch(/^desk-[0-9a-f]{12}$/);
    expect(again.deskId).toBe(first.deskId);
    expect(statSync(join(dir, 'desk.json')).mode & 0o777).toBe(0o600);
  });

  it('gives two workstations different ids', () => {
    const other = openDataDir(join(root, 'other'));
    const data = openDataDir(dir);
    expect(data.deskId).not.toBe(other.deskId);
    data.close();
    other.close();
  });

  it('is refused with a damaged workstation id, not silently renamed', () => {
    openDataDir(dir).close();
    writeFileSync(join(dir, 'desk.json'), '{"deskId":');
    expect(() => openDataDir(dir)).toThrow(`${join(dir, 'desk.json')} is damaged`);
    writeFileSync(join(dir, 'desk.json'), '{"deskId":"desk-1"}');
    openDataDir(dir).close();
  });

  describe.skipIf(!existsSync(fullFile))('on a full disk (no /dev/full here)', () => {
    it('is opened where it is known already', () => {
      const { deskId, close } = openDataDir(dir);
      close();
      rmSync(join(dir, 'lock.pid'), { force: true });
      symlinkSync(fullFile, join(dir, 'lock.pid'));
      const again = openDataDir(dir);
      expect(again.deskId).toBe(deskId);
      again.close();
    });

    it('is refused where it is new, with what helps', () => {
      mkdirSync(dir, { recursive: true });
      symlinkSync(fullFile, join(dir, 'desk.json.new'));
      expect(() => openDataDir(dir)).toThrow(
        expect.objectContaining({
          message: `the data directory ${dir} cannot be written: the disk is full`,
          fix: expect.stringMatching(/^Free up disk space/),
        }),
      );
    });
  });

  it('is refused in one line when it is a file', () => {
    writeFileSync(join(root, 'a'), '');
    expect(() => openDataDir(dir)).toThrow(
      new RegExp(`^the data directory ${dir} cannot be written: [^\\n]*$`),
    );
  });

  it.skipIf(process.getuid?.() === 0)(
    'is refused when it cannot be written (root can write everywhere)',
    () => {
      openDataDir(dir).close();
      chmodSync(dir, 0o500);
      expect(() => openDataDir(dir)).toThrow('cannot be written');
      chmodSync(dir, 0o700);
    },
  );
});

describe('the lock on a data directory', () => {
  it('refuses a second opening, even in one process, until closed', () => {
    const data = openDataDir(dir);
    expect(() => openDataDir(dir)).toThrow(`is in use by another Orderbell (process ${process.pid})`);
    data.close();
    data.close();
    openDataDir(dir).close();
  });

  it('refuses a second process and names the first', async () => {
    const child = await holder();
    expect(() => openDataDir(dir)).toThrow(`${dir} is in use by another Orderbell (process ${child.pid})`);
  });

  it('names a holder only while it is locked, not by its pid', async () => {
    const child = await holder();
    expect(holderOf(dir)).toBe(child.pid);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    writeFileSync(join(dir, 'lock.pid'), String(process.pid));
    expect(holderOf(dir)).toBeNull();
    const data = openDataDir(dir);
    expect(holderOf(dir)).toBe(process.pid);
    writeFileSync(join(dir, 'lock.pid'), '');
    expect(holderOf(dir)).toBe('unknown');
    rmSync(join(dir, 'lock.pid'));
    mkdirSync(join(dir, 'lock.pid', 'held'), { recursive: true });
    data.close();
    rmSync(join(dir, 'lock.pid'), { recursive: true });
    openDataDir(dir).close();
    expect([holderOf(dir), existsSync(join(dir, 'lock.pid'))]).toEqual([null, false]);
    expect(holderOf(join(root, 'nowhere'))).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('can be read by its owner alone', () => {
    mkdirSync(dir, { recursive: true, mode: 0o755 });
    writeFileSync(join(dir, 'lock.db'), '', { mode: 0o644 });
    const data = openDataDir(dir);
    expect(statSync(join(dir, 'lock.db')).mode & 0o777).toBe(0o600);
    data.close();
  });

  it('writes nothing, so that a full disk does not refuse it', () => {
    const data = openDataDir(dir);
    expect(readdirSync(dir).toSorted()).toEqual(['desk.json', 'lock.db', 'lock.pid']);
    expect(statSync(join(dir, 'lock.db')).size).toBe(0);
    data.close();
  });

  it('reports a damaged lock file as such, not as another app', () => {
    openDataDir(dir).close();
    writeFileSync(join(dir, 'lock.db'), 'Dear diary, '.repeat(1000));
    expect(() => openDataDir(dir)).toThrow(`the data directory ${dir} cannot be locked: `);
  });

  it('is gone when its holder is killed, whatever it left behind', async () => {
    const child = await holder();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(join(dir, 'lock.db'))).toBe(true);
    expect(readFileSync(join(dir, 'lock.pid'), 'utf8')).toBe(String(child.pid));
    openDataDir(dir).close();
  });
});
