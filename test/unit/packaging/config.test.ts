import { expect, it } from 'vitest';
import { createConfig } from '../../../packaging/config.ts';

const icons = { ico: 'icon.ico', icns: 'icon.icns', pngs: 'icons' };
const config = createConfig({
  stage: 'stage',
  output: 'out',
  icons,
  electronVersion: '1.0.0',
  releases: null,
});

it('disables the sandbox in no menu entry', () => {
  // without it, electron-builder would add --no-sandbox there
  expect(config.appImage?.executableArgs).toEqual([]);
  expect(JSON.stringify(config)).not.toContain('no-sandbox');
});

it('runs as an AppImage without libfuse2', () => {
  // absent or 0.0.0, electron-builder takes the runtime that is linked against it
  expect(config.toolsets).toMatchObject({ appimage: '1.0.3' });
});
