import { expect, it } from 'vitest';
import { tagFault } from '../../../packaging/tag.ts';

it('releases a version by its own tag alone', () => {
  expect(tagFault('v1.2.3', '1.2.3')).toBeNull();
  expect(tagFault('v1.2.4', '1.2.3')).toBe(
    'the tag is v1.2.4, and package.json says 1.2.3; tag it v1.2.3, or change the version first',
  );
  expect(tagFault('1.2.3', '1.2.3')).toContain('the tag is 1.2.3');
  expect(tagFault(undefined, '1.2.3')).toContain('there is no tag');
});
