import { BlockList, isIPv6 } from 'node:net';

/** Hosts of profile pictures at Meta and ManyChat; each includes its subdomains. */
const hosts = [
  'fbcdn.net',
  'fbsbx.com',
  'cdninstagram.com',
  'graph.facebook.com',
  'manychat.com',
  'mccdn.me',
];

/** The address of a profile picture if it may be fetched: https, default port, known host. Null for any other. */
export function faceAddress(url: string, from?: URL): URL | null {
  const address = URL.parse(url, from?.href);
  if (address?.protocol !== 'https:' || address.port !== '') return null;
  if (address.username !== '' || address.password !== '') return null;
  const { hostname } = address;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)) ? address : null;
}

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** False for this computer, its network and every address that is not public, also as IPv6 writes an IPv4 one. */
export const isOutside = (ip: string): boolean => !inside.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
