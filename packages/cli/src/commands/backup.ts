import { access } from 'node:fs/promises'
import { backup } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { fileProblem, refuse, withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: 'FILE',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把整个登记库写成一个文件，服务运行时也可以：同一时刻的快照，压缩，末尾有校验和。文件里有账号和决定，请妥善保管。',
    en: 'Writes the whole registry into one file, while the server goes on working: a snapshot of one moment, compressed, with a checksum at its end. It holds accounts and decisions: keep it safe.',
  },
  options: [DATA_OPTION],
  examples: [
    {
      line: 'yingma backup /backup/registry-2026-01-31.yingma',
      text: { zh: '备份当前登记库', en: 'back up the registry' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const [file = ''] = call.operands
  if (await exists(file)) return refuse(call, { code: 'registry-file-exists', file })
  return await withRegistry(call, async (store) => {
    try {
      const report = await backup(store, file)
      if (call.json) writeJson(call, report)
      else {
        const words = { zh: ['张表', '行'], en: [' tables,', ' rows'] }[call.language]
        call.terminal.out(`${file}: ${report.tables}${words[0]} ${report.rows}${words[1]}, sha256 ${report.sha256}\n`)
      }
      return 0
    } catch (error) {
      return refuse(call, fileProblem(error, file))
    }
  })
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
}
