/** Why a tag is not the one to release a version by; null when it is. */
export function tagFault(tag: string | undefined, version: string): string | null {
  if (tag === `v${version}`) return null;
  const has = tag === undefined ? 'there is no tag' : `the tag is ${tag}`;
  return `${has}, and package.json says ${version}; tag it v${version}, or change the version first`;
}
