import { createHmac } from 'node:crypto'
import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { hostOf, isPrivateAddress, type Sent, type WebhookMessage } from '@yingma/store'

export interface SendOptions {
  /** Send to this machine and private nets too, and over http. */
  readonly allowPrivate: boolean
  /** Milliseconds for the whole attempt; default 10 s. */
  readonly timeout?: number
}

const TIMEOUT = 10_000

/** The name was found, but leads where nothing is sent. */
class RefusedAddress extends Error {}

/**
 * Sends one message to a webhook. Redirects are not followed and of the answer only its status is looked at: nothing that
 * a receiver says can lead further or come back to whoever registered it. The address is checked after the look-up, on the
 * connection itself, so that a name cannot change its mind in between.
 */
export async function sendMessage(message: WebhookMessage, options: SendOptions): Promise<Sent> {
  const url = new URL(message.url)
  const host = hostOf(url)
  if (url.protocol !== 'https:' && !options.allowPrivate) return { failure: 'not-https' }
  if (isIP(host) !== 0 && !options.allowPrivate && isPrivateAddress(host)) return { failure: 'private' }
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  const sending = request(url, {
    method: 'POST',
    agent: false,
    headers: headersOf(message, Math.floor(Date.now() / 1000)),
    signal: AbortSignal.timeout(options.timeout ?? TIMEOUT),
    lookup: guardedLookup(options.allowPrivate),
    // A receiver may say how it feels in a few headers, not in a flood of them.
    maxHeaderSize: 16 * 1024,
  })
  return await answerTo(sending, message.body)
}

/** `yingma-signature` is HMAC-SHA256 (hex) over the moment, a dot and the body, so that an old message cannot be sent again as new. */
function headersOf({ id, event, body, secret }: WebhookMessage, moment: number): Record<string, string | number> {
  const signature = createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex')
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'yingma',
    'yingma-event': event,
    'yingma-delivery': id,
    'yingma-signature': `t=${moment},v1=${signature}`,
  }
}

function answerTo(sending: ClientRequest, body: string): Promise<Sent> {
  return new Promise((resolve) => {
    sending.once('response', (response) => {
      // What it says is never read: not kept, not shown, and an endless answer costs nothing.
      response.destroy()
      resolve({ answered: response.statusCode ?? 0 })
    })
    sending.on('error', (error) => resolve({ failure: failureOf(error) }))
    sending.end(body)
  })
}

function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const usable = (addresses ?? []).filter(({ address }) => allowPrivate || !isPrivateAddress(address))
      const [first] = usable
      if (error) done(error, [])
      else if (first === undefined) done(new RefusedAddress(), [])
      else if (options.all) done(null, usable)
      else done(null, first.address, first.family)
    })
  }
}

/** A word of a closed list: messages of the system may name hosts inside. */
function failureOf(error: Error): string {
  const { code = '' } = error as { readonly code?: string }
  if (error instanceof RefusedAddress) return 'private'
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT') {
    return 'timeout'
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown'
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return 'tls'
  return 'connection'
}
