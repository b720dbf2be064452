import { BlockList, isIP } from 'node:net'
import { type AddressRefusal, Refusal } from '../problems/store-problem.ts'

/** What is not the public internet: this machine, private and shared nets, link-local, multicast, reserved, tunnels into them. */
const RESERVED: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
]

const blocked = new BlockList()
for (const [net, prefix] of RESERVED) blocked.addSubnet(net, prefix, net.includes(':') ? 'ipv6' : 'ipv4')

/** Whether an IP address belongs to this machine or a net that is not public. IPv4 inside IPv6 counts as what it is. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return blocked.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * The address of a webhook as it is kept, or a refusal: https, without a login in it, and no IP address or name of this
 * machine or a private net. `allowPrivate` takes those too, and http. Names are looked up, and checked again, at every sending.
 */
export function checkedWebhookUrl(text: string, allowPrivate: boolean): string {
  const refuse = (why: AddressRefusal) => new Refusal({ code: 'webhook-address-refused', url: text, why })
  if (!URL.canParse(text)) throw refuse('unreadable')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) throw refuse('not-https')
  if (url.username !== '' || url.password !== '') throw refuse('credentials')
  const host = hostOf(url)
  const isLocalName = /(^|\.)(localhost|local|internal)\.?$/i.test(host)
  if (!allowPrivate && (isLocalName || (isIP(host) !== 0 && isPrivateAddress(host)))) throw refuse('private')
  url.hash = ''
  return url.href
}

/** The host of an address, an IPv6 one without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}
