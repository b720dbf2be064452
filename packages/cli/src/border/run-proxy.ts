import { readFileSync } from 'node:fs'
import {
  type AnnotateOptions,
  type EdgeProblem,
  edgeCatalogue,
  type ProxyEvent,
  type ProxyOptions,
  startMllpProxy,
} from '@yingma/edge'
import type { Call } from '../command-line/call.ts'
import type { ExitCode } from '../command-line/command.ts'

import { sayProblems } from '../command-line/say-problems.ts'
import { stopSignal } from '../command-line/stop-signal.ts'
import { countsText } from './counts-text.ts'

/** Runs the MLLP proxy until a signal stops it, then says what went through. */
export async function runProxy(call: Call, annotate: AnnotateOptions): Promise<ExitCode> {
  const { options, json, language, terminal } = call
  const tls = readTls(options)
  if (!tls.ok) return sayProblems({ catalogue: edgeCatalogue, problems: [tls.problem] }, call, 1)
  const asked = stopSignal()
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(options.get('forward') ?? '') ?? []
  const own = options.get('host')
  const maxConnections = options.get('max-connections')
  const started = await startMllpProxy({
    ...annotate,
    target: { host, port: Number(port), ...tls.target },
    ...tls.own,
    port: Number(options.get('listen')),
    ...(own === undefined ? {} : { host: own }),
    ...(maxConnections === undefined ? {} : { maxConnections: Number(maxConnections) }),
    onEvent: (event) => terminal.err(json ? `${JSON.stringify(event)}\n` : eventText(event, language === 'zh')),
  })
  if (!started.ok) return sayProblems({ catalogue: edgeCatalogue, problems: [started.problem] }, call, 1)
  const proxy = started.value
  const from = `${proxy.host}:${proxy.port}`
  if (json) terminal.err(`${JSON.stringify({ kind: 'listening', host: proxy.host, port: proxy.port })}\n`)
  else {
    terminal.err(
      language === 'zh'
        ? `在 ${from} 等待，转发到 ${host}:${port}，Ctrl-C 停止\n`
        : `waiting on ${from}, going on to ${host}:${port}, Ctrl-C stops it\n`,
    )
  }
  await asked
  await proxy.stop()
  terminal.err(json ? `${JSON.stringify(proxy.counts())}\n` : countsText(proxy.counts(), language))
  return 0
}

type Tls =
  | {
      readonly ok: true
      readonly own: Pick<ProxyOptions, 'tls' | 'asksSenders'>
      readonly target: Pick<ProxyOptions['target'], 'tls'>
    }
  | { readonly ok: false; readonly problem: EdgeProblem }

/** What the options say of TLS, with the files that they name. */
function readTls(options: Call['options']): Tls {
  const texts = new Map<string, string>()
  for (const option of ['tls-cert', 'tls-key', 'tls-ca', 'forward-ca']) {
    const path = options.get(option)
    if (path === undefined) continue
    try {
      texts.set(option, readFileSync(path, 'utf8'))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return { ok: false, problem: { code: 'edge.unreadable', path, reason: code } }
    }
  }
  const [cert, key, ca, receiver] = ['tls-cert', 'tls-key', 'tls-ca', 'forward-ca'].map((option) => texts.get(option))
  const authority = ca === undefined ? {} : { ca }
  return {
    ok: true,
    own:
      cert === undefined || key === undefined
        ? {}
        : { tls: { cert, key, ...authority }, asksSenders: ca !== undefined },
    target: options.has('forward-tls') ? { tls: receiver === undefined ? {} : { ca: receiver } } : {},
  }
}

function eventText(event: ProxyEvent, zh: boolean): string {
  const at = new Date().toISOString()
  const open = zh ? `现有 ${event.connections} 个连接` : `${event.connections} connections`
  switch (event.kind) {
    case 'opened':
      return `${at} ${zh ? '连接' : 'connected'}: ${open}\n`
    case 'refused':
      return `${at} ${zh ? '连接数已满，拒绝' : 'refused, the limit is reached'}: ${open}\n`
    case 'ended':
      return `${at} ${zh ? '断开' : 'ended'} (${event.end}${event.reason === null ? '' : `, ${event.reason}`}): ${open}\n`
  }
}
