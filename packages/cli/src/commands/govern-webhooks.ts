import {
  addWebhook,
  asResult,
  checkedWebhookUrl,
  credentialsOf,
  type Delivery,
  getInstitution,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  type Store,
  storeCatalogue,
  type Transaction,
  type Webhook,
  webhookKey,
} from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { DATA_OPTION, registryPlace } from '../registry/registry-place.ts'
import { refuse, withRegistry } from '../registry/with-registry.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const command: Command = {
  usage: '[--add URL --login LOGIN | --remove ID]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '标准发布时通知的网址（webhook）：列出、登记、删除。默认是整个登记库的，用 --institution 指一个机构的。登记时只显示一次密钥；之后每次发布都用它签名（HMAC-SHA256）。不登记就什么也不发出。',
    en: 'Addresses that are told of releases (webhooks): lists them, registers one, removes one; of the whole registry, or of one institution with --institution. The secret, with which every message is signed (HMAC-SHA256), is shown once. Nothing is sent where none is registered.',
  },
  options: [
    { name: 'add', value: 'URL', text: { zh: '登记这个网址', en: 'register this address' } },
    {
      name: 'login',
      value: 'LOGIN',
      text: { zh: '为登记负责的账号', en: 'account of the person who answers for it' },
    },
    { name: 'remove', value: 'ID', text: { zh: '删除这个登记', en: 'remove this one' } },
    { name: 'institution', value: 'ID', text: { zh: '机构的标识', en: 'id of the institution' } },
    {
      name: 'private',
      text: {
        zh: '网址可以在本机或内部网络，可以是 http（服务须用 --webhook-private 启动）',
        en: 'the address may be on this machine or a private net, and http (the server needs --webhook-private)',
      },
    },
    DATA_OPTION,
  ],
  examples: [
    { line: 'yingma govern webhooks', text: { zh: '列出，连同最近一次通知', en: 'list them, with the last message' } },
    {
      line: 'yingma govern webhooks --add https://his.example.org/standard --login admin',
      text: { zh: '登记', en: 'register one' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options } = call
  const [url, login, id] = [options.get('add'), options.get('login'), options.get('remove')]
  if (url !== undefined && login === undefined)
    return refuseUsage(call, { code: 'cli-option-missing', option: 'login' })
  const wrong = (['remove', 'institution'] as const).find((name) => !UUID.test(options.get(name) ?? EXAMPLE))
  if (wrong !== undefined) {
    const value = options.get(wrong) ?? ''
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: wrong, value, allowed: [EXAMPLE] })
  }
  return await withRegistry(call, async (store) => {
    if (url !== undefined && login !== undefined) return await add(call, store, url, login)
    if (id === undefined) return await list(call, store)
    return await told(call, () => store.asRegistry(undefined, (transaction) => removeWebhook(transaction, id)))
  })
}

const EXAMPLE = '0f8fad5b-d9cb-469f-a165-70867728950e'

async function add(call: Call, store: Store, text: string, login: string): Promise<ExitCode> {
  const found = await credentialsOf(store, login)
  if (found === undefined) return refuse(call, { code: 'registry-no-account', login })
  const { userId } = found
  const key = await webhookKey(registryPlace(call.options.get('data')), process.env.YINGMA_WEBHOOK_KEY)
  return await told(
    call,
    () =>
      store.asRegistry(userId, async (transaction) => {
        const url = checkedWebhookUrl(text, call.options.has('private'))
        return await addWebhook(transaction, key, { url, institutionId: await placeOf(call, transaction), userId })
      }),
    ({ id, secret }) => `${id}\n${secret}\n`,
  )
}

function list(call: Call, store: Store): Promise<ExitCode> {
  return told(
    call,
    () =>
      store.asRegistry(undefined, async (transaction) => {
        const hooks = await listWebhooks(transaction, await placeOf(call, transaction))
        const found: (Webhook & { readonly last: Delivery | null })[] = []
        for (const hook of hooks) {
          const { rows } = await listDeliveries(transaction, hook.id, { limit: 1, offset: 0 })
          found.push({ ...hook, last: rows[0] ?? null })
        }
        return found
      }),
    (hooks) => (hooks.length === 0 ? '' : `${layColumns(hooks.map(lineOf)).join('\n')}\n`),
  )
}

function lineOf({ id, url, last }: Webhook & { readonly last: Delivery | null }): readonly string[] {
  return [id, url, last === null ? '' : `${last.version} ${last.status}`]
}

async function placeOf(call: Call, transaction: Transaction): Promise<string | null> {
  const id = call.options.get('institution')
  return id === undefined ? null : (await getInstitution(transaction, id)).id
}

/** Says what came out, or the problem that kept it from happening. */
async function told<T>(call: Call, work: () => Promise<T>, textOf: (value: T) => string = () => ''): Promise<ExitCode> {
  const result = await asResult(work)
  if (!result.ok) return sayProblems({ catalogue: storeCatalogue, problems: [result.problem] }, call, 1)
  if (call.json) writeJson(call, result.value ?? {})
  else call.terminal.out(textOf(result.value))
  return 0
}
