import { access, constants } from 'node:fs/promises'
import { restore, type Store, storeCatalogue } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { fileProblem, refuse, withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: 'FILE',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把备份读入一个空的登记库：先核对校验和，然后全部读入或什么都不做。已打开的会话和未用的链接不再有效。',
    en: 'Reads a backup into an empty registry: the checksum is verified first, then all of it is read or nothing. Sessions and unused links are not brought back.',
  },
  options: [DATA_OPTION],
  examples: [
    {
      line: 'yingma restore /backup/registry-2026-01-31.yingma --data /var/lib/yingma-new',
      text: { zh: '恢复到新的数据文件夹', en: 'restore into a new data folder' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const [file = ''] = call.operands
  try {
    // Before the registry is opened, which makes the data folder.
    await access(file, constants.R_OK)
  } catch (error) {
    return refuse(call, fileProblem(error, file))
  }
  const read = async (store: Store): Promise<ExitCode> => {
    try {
      const result = await restore(store, file)
      if (!result.ok) return sayProblems({ catalogue: storeCatalogue, problems: [result.problem] }, call, 1)
      const { tables, rows } = result.value
      if (call.json) writeJson(call, result.value)
      else
        call.terminal.out(
          call.language === 'zh' ? `已恢复 ${tables} 张表，${rows} 行\n` : `restored ${tables} tables, ${rows} rows\n`,
        )
      return 0
    } catch (error) {
      return refuse(call, fileProblem(error, file))
    }
  }
  return await withRegistry(call, read, { create: true })
}
