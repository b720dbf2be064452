import { Socket } from 'node:net'

/**
 * Tests talk to this machine only. A connection to any other host fails at once, with the host in the message, instead
 * of passing or failing with the weather.
 */
const LOCAL = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'])

const connect = Socket.prototype.connect

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args)
  if (host !== undefined && !LOCAL.has(host)) {
    // Later, as a real refusal comes: TLS still prepares the socket after this call.
    setImmediate(() => this.destroy(new Error(`tests have no network: connection to ${host} refused`)))
    return this
  }
  return (connect as (...args: unknown[]) => Socket).apply(this, args)
} as typeof connect

/** The host that a `connect` call names; undefined for sockets in the file system and for the default host. */
function hostOf(args: readonly unknown[]): string | undefined {
  // Node hands its own normalised arguments on as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null && 'host' in first) return first.host ? String(first.host) : undefined
  return typeof second === 'string' ? second : undefined
}
