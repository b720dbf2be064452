import { createRouter } from '@yingma/assist'
import { assistCatalogue } from '../assist/assist-catalogue.ts'
import { openRouting } from '../assist/open-routing.ts'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'

export const command: Command = {
  usage: 'ROUTING',
  operands: { min: 1, max: 1 },
  text: {
    zh: '核对分流表（JSON）：写到的项目、部位和去处都存在，每一行都用得到，现行的每个项目在每一类（阅片队列、算法）中恰好有一个去处。更具体的行优先；"to": null 表示有意不送。没有问题时列出每个去处有多少项目。',
    en: 'Checks a routing table (JSON): items, parts and targets that it names exist, every route is used, and every active item goes to exactly one place of each kind (work lists, algorithms). Routes that name more facets go first; "to": null says that nothing is meant. Without defects it says how many items each target has.',
  },
  options: [],
  examples: [
    {
      line: 'yingma routing check examples/routing.json',
      text: { zh: '核对所附的例子', en: 'the example that comes along' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, async (edition) => {
    const opened = await openRouting(call.operands[0] ?? '', edition)
    if (!opened.ok) return sayProblems({ catalogue: assistCatalogue, problems: opened.problems }, call, 1)
    const { routing } = opened
    const router = createRouter(routing, edition)
    const counts = new Map(routing.targets.map(({ id }) => [id, 0]))
    const active = edition.items.filter(({ status }) => status === 'active')
    for (const { code } of active)
      for (const ids of Object.values(router.route([code])))
        for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    const targets = routing.targets.map(({ id, kind, title }) => ({ id, kind, title, items: counts.get(id) ?? 0 }))
    if (call.json)
      writeJson(call, { version: routing.version, edition: edition.version, items: active.length, targets })
    else {
      const rows = targets.map(({ id, kind, title, items }) => [kind, id, title[call.language], String(items)])
      call.terminal.out(`${routing.title[call.language]} ${routing.version}\n${layColumns(rows).join('\n')}\n`)
    }
    return 0
  })
}
