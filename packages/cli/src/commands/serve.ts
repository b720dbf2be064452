import { fileURLToPath } from 'node:url'
import { printPdf } from '@yingma/dictionary'
import { loadEdition, releaseVersions, standardFolder } from '@yingma/edition'
import { insightProblems } from '@yingma/insight'
import {
  editionResources,
  type RunningServer,
  readInsightSettings,
  type ServeOptions,
  serve,
  servedEditions,
  serverCatalogue,
} from '@yingma/server'
import { importCatalogue } from '@yingma/terminology'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { readLists } from '../insight/read-lists.ts'
import { buildWeb } from '../registry/build-web.ts'
import { DATA_OPTION, registryPlace } from '../registry/registry-place.ts'
import { readTakenFolders, type TakenFolders } from '../terminology/taken-folder.ts'
import { cliCatalogue } from '../texts/catalogue.ts'

const DEFAULT_PORT = 8080
const NO_LISTS: ReturnType<typeof readLists> = { read: [], problems: [] }
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
/** Where the web application is built to, when it is not yet there or older than its sources. */
const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url))

export const command: Command = {
  usage: '[--port N] [--data DIR]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '启动登记库的服务：API（/api/v1，说明在 /docs）和网页在同一个进程里。什么都不配置也能启动；第一位管理员的一次性链接印在标准错误上，日志（JSON）在标准输出上。单点登录由环境变量 YINGMA_OIDC_ISSUER、YINGMA_OIDC_CLIENT_ID、YINGMA_OIDC_CLIENT_SECRET 配置。',
    en: 'Serves the registry: API (/api/v1, described at /docs) and web application from one process. Starts with nothing configured; the one-time link of the first administrator is printed on the standard error, logs (JSON) on the standard output. Sign-in through an identity provider is configured by YINGMA_OIDC_ISSUER, YINGMA_OIDC_CLIENT_ID and YINGMA_OIDC_CLIENT_SECRET.',
  },
  options: [
    {
      name: 'port',
      short: 'p',
      value: 'N',
      text: {
        zh: `端口，默认 ${DEFAULT_PORT}；0 为任意空闲端口`,
        en: `port, ${DEFAULT_PORT} if not said; 0 is any free one`,
      },
    },
    {
      name: 'host',
      value: 'ADDRESS',
      text: {
        zh: '监听的地址，默认 127.0.0.1：对外服务请在前面放带 TLS 的代理',
        en: 'address to listen on, 127.0.0.1 if not said: put a proxy with TLS before it to serve others',
      },
    },
    DATA_OPTION,
    {
      name: 'public-url',
      value: 'URL',
      text: {
        zh: '人们访问的地址，用于链接；https 时 cookie 只走 https',
        en: 'address under which people reach it, for links; with https, cookies travel over https only',
      },
    },
    {
      name: 'trust-proxy',
      text: { zh: '采信反向代理的 x-forwarded-* 头', en: 'believe the x-forwarded-* headers of a reverse proxy' },
    },
    {
      name: 'web',
      value: 'DIR',
      text: {
        zh: '网页所在文件夹，默认 packages/web/dist',
        en: 'folder of the built web application, packages/web/dist if not said',
      },
    },
    {
      name: 'embed',
      value: 'ORIGIN',
      repeat: true,
      text: {
        zh: '可以嵌入选择器（/picker）的系统，例如 https://his.example.org；可重复，默认没有',
        en: 'system that may embed the picker (/picker), such as https://his.example.org; may be repeated, none if not said',
      },
    },
    {
      name: 'list',
      value: 'FILE',
      repeat: true,
      text: {
        zh: '区域互认清单（JSON），用于互认、医嘱核对和智能体的工具；可重复',
        en: 'recognition list of a region (JSON) for recognition, order checks and the tools of agents; may be repeated',
      },
    },
    {
      name: 'insight',
      value: 'FILE',
      text: {
        zh: '统计和定期报告的设置（JSON）：yingma insight 的文件夹、机构与表中名称的对应、报告',
        en: 'settings of figures and scheduled reports (JSON): the folder of yingma insight, names of institutions in the table, reports',
      },
    },
    {
      name: 'terminology',
      value: 'DIR',
      repeat: true,
      text: {
        zh: '术语服务另外提供的文件夹（import fhir、import codes 写出的），可重复',
        en: 'folder that import fhir or import codes wrote, for the terminology service; may be repeated',
      },
    },
    {
      name: 'withdraw',
      value: 'V',
      repeat: true,
      text: {
        zh: '撤回的标准版本：仍可查，但不再是默认，订阅源里收回；可重复',
        en: 'release of the standard that is withdrawn: still readable, no longer the default, taken back in the feed',
      },
    },
    {
      name: 'webhook-private',
      text: {
        zh: '发布通知（webhook）也可以发到本机和内部网络，以及 http；默认只发公网 https',
        en: 'webhooks may also be on this machine and in private nets, and http; only public https if not said',
      },
    },
    {
      name: 'log-level',
      value: 'LEVEL',
      choices: LEVELS,
      text: { zh: '日志级别，默认 info', en: 'how much is logged, info if not said' },
    },
  ],
  examples: [
    { line: 'yingma serve', text: { zh: '本机试用', en: 'try it on this machine' } },
    {
      line: 'yingma serve --port 8080 --public-url https://yingma.example.org --trust-proxy --data /var/lib/yingma',
      text: { zh: '在反向代理之后', en: 'behind a reverse proxy' },
    },
    {
      line: 'DATABASE_URL=postgres://yingma@db/yingma yingma serve',
      text: { zh: '使用 PostgreSQL 服务器', en: 'on a PostgreSQL server' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const port = Number(call.options.get('port') ?? DEFAULT_PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const value = call.options.get('port') ?? ''
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'port', value, allowed: ['0 … 65535'] })
  }
  const publicUrl = call.options.get('public-url')
  if (publicUrl !== undefined && !/^https?:\/\/[^/]+$/u.test(publicUrl)) {
    const allowed = ['https://yingma.example.org']
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'public-url', value: publicUrl, allowed })
  }
  const embedders = call.options.all('embed')
  const foreign = embedders.find((origin) => !/^https?:\/\/[\w.-]+(?::\d+)?$/u.test(origin))
  if (foreign !== undefined) {
    const allowed = ['https://his.example.org']
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'embed', value: foreign, allowed })
  }
  const lists = call.options.has('list') ? readLists(call.options.all('list'), loadEdition()) : NO_LISTS
  if (lists.problems.length > 0) return sayProblems({ catalogue: insightProblems, problems: lists.problems }, call, 1)
  const releases = releaseVersions(standardFolder())
  const withdrawn = call.options.all('withdraw')
  const unknown = withdrawn.filter((release) => !releases.includes(release))
  if (unknown.length > 0) {
    const problems = unknown.map((release) => ({ code: 'cli-unknown-release', release, releases }) as const)
    return sayProblems({ catalogue: cliCatalogue, problems }, call, 1)
  }
  const taken = await readTaken(call.options.all('terminology'))
  if (!taken.ok) return sayProblems({ catalogue: importCatalogue, problems: taken.problems }, call, 1)
  const insight = insightOf(call)
  if (!insight.ok) return sayProblems({ catalogue: serverCatalogue, problems: insight.problems }, call, 1)
  const asked = signal()
  if (!call.options.has('web')) await buildWeb(call)
  const result = await serve({
    ...optionsOf(call, port, publicUrl),
    embedders,
    recognitionLists: lists.read,
    ...(insight.settings === undefined ? {} : { insight: { settings: insight.settings, print: printPdf } }),
    fhir: { taken: taken.resources, withdrawn },
  })
  if (!result.ok) return sayProblems({ catalogue: serverCatalogue, problems: [result.problem] }, call, 1)
  say(call, result.server)
  await asked
  await result.server.stop()
  return 0
}

function insightOf(
  call: Call,
): ReturnType<typeof readInsightSettings> | { readonly ok: true; readonly settings: undefined } {
  const file = call.options.get('insight')
  return file === undefined ? { ok: true, settings: undefined } : readInsightSettings(file)
}

/** What was published is looked up only where something could collide with it. */
function readTaken(folders: readonly string[]): Promise<TakenFolders> | TakenFolders {
  if (folders.length === 0) return { ok: true, resources: [] }
  return readTakenFolders(folders, editionResources(servedEditions(loadEdition())))
}

function optionsOf(call: Call, port: number, publicUrl: string | undefined): ServeOptions {
  const { options } = call
  const host = options.get('host')
  const logLevel = options.get('log-level') as ServeOptions['logLevel']
  const {
    YINGMA_OIDC_ISSUER: issuer,
    YINGMA_OIDC_CLIENT_ID: clientId,
    YINGMA_OIDC_CLIENT_SECRET: clientSecret,
    YINGMA_WEBHOOK_KEY: webhookKey,
  } = process.env
  return {
    place: registryPlace(options.get('data')),
    port,
    webRoot: options.get('web') ?? WEB,
    trustProxy: options.has('trust-proxy'),
    privateWebhooks: options.has('webhook-private'),
    ...(webhookKey ? { webhookKey } : {}),
    ...(host === undefined ? {} : { host }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(issuer && clientId && clientSecret ? { provider: { issuer, clientId, clientSecret } } : {}),
  }
}

function say(call: Call, { address, firstLink }: RunningServer): void {
  const { terminal } = call
  if (call.json) {
    terminal.err(`${JSON.stringify({ address, firstLink: firstLink ?? null })}\n`)
    return
  }
  const zh = call.language === 'zh'
  terminal.err(zh ? `影码在 ${address} 服务，Ctrl-C 停止\n` : `Yingma serves at ${address}, Ctrl-C stops it\n`)
  if (firstLink !== undefined) {
    terminal.err(
      zh
        ? `第一位管理员（admin）请用此链接设置密码：${firstLink}\n`
        : `The first administrator (admin) sets a password here: ${firstLink}\n`,
    )
  }
}

/**
 * Resolves at the first signal to stop; another one, a second later or more, ends the process at once. (A terminal, npm
 * and `timeout` all tend to send the same signal twice.)
 */
function signal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        first ??= performance.now()
        if (performance.now() - first > 1000) process.exit(name === 'SIGINT' ? 130 : 143)
        resolve()
      })
    }
  })
}
