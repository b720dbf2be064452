import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { listChains, readChain, type Store } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, writeJson } from '../command-line/say-problems.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { fileProblem, refuse, withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: '--out FILE [--chain ID]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '导出审计记录，每行一条 JSON，系统链在前。“audit verify FILE”可在任何地方核对它。',
    en: "Exports the record of changes, one JSON document a line, the system's chain first. 'audit verify FILE' verifies it anywhere.",
  },
  options: [
    DATA_OPTION,
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '输出文件', en: 'file to write' } },
    {
      name: 'chain',
      value: 'ID',
      text: { zh: '只导出一条链：机构的 id，或 system', en: "one chain only: an institution's id, or system" },
    },
  ],
  examples: [{ line: 'yingma audit export --out audit.jsonl', text: { zh: '导出全部记录', en: 'export all of it' } }],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const file = call.options.get('out')
  if (file === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  return await withRegistry(call, async (store) => {
    try {
      const entries = await write(store, file, call.options.get('chain'))
      if (call.json) writeJson(call, { file, entries })
      else call.terminal.out(`${file}: ${entries}\n`)
      return 0
    } catch (error) {
      return refuse(call, fileProblem(error, file))
    }
  })
}

async function write(store: Store, file: string, only: string | undefined): Promise<number> {
  const output = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await once(output, 'open')
  let entries = 0
  try {
    await store.snapshot(async (transaction) => {
      for (const chain of only === undefined ? await listChains(transaction) : [only]) {
        for await (const piece of readChain(transaction, chain)) {
          entries += piece.length
          if (!output.write(piece.map((entry) => `${JSON.stringify(entry)}\n`).join(''))) await once(output, 'drain')
        }
      }
    })
    output.end()
    await finished(output)
    return entries
  } catch (error) {
    output.destroy()
    await rm(file, { force: true })
    throw error
  }
}
