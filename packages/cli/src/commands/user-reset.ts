import { credentialsOf, issueLink } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { refuse, withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: 'LOGIN',
  operands: { min: 1, max: 1 },
  text: {
    zh: '给账号一个设置新密码的一次性链接，用于忘记密码而没有其他管理员能帮忙的时候。链接打印在这里，不会寄出。',
    en: 'Makes a one-time link with which an account sets a new password: for when it is forgotten and no other administrator is there. It is printed here and sent nowhere.',
  },
  options: [
    DATA_OPTION,
    {
      name: 'public-url',
      value: 'URL',
      text: {
        zh: '服务的地址，默认 http://127.0.0.1:8080',
        en: "the server's address, http://127.0.0.1:8080 if not said",
      },
    },
  ],
  examples: [
    { line: 'yingma user reset admin', text: { zh: '管理员忘了密码', en: 'the administrator forgot the password' } },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  const [login = ''] = call.operands
  return withRegistry(call, async (store) => {
    const found = await credentialsOf(store, login)
    if (found === undefined) return refuse(call, { code: 'registry-no-account', login })
    const { token, expiresAt } = await store.asRegistry(undefined, (transaction) =>
      issueLink(transaction, found.userId, 'reset'),
    )
    const link = `${call.options.get('public-url') ?? 'http://127.0.0.1:8080'}/welcome#${token}`
    if (call.json) writeJson(call, { link, expiresAt })
    else call.terminal.out(`${link}\n`)
    return 0
  })
}
