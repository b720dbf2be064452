import { readFile, writeFile } from 'node:fs/promises'
import { type AuditReport, type ChainHead, storeCatalogue, verifyAudit, verifyExport } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { readEntries, UnreadableEntry } from '../registry/audit-file.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { fileProblem, refuse, withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: '[FILE]',
  operands: { min: 0, max: 1 },
  text: {
    zh: '重算审计记录的每一条链，并与所记的决定逐条核对；发现任何改动、缺失或截断即以 1 退出。给出 FILE 时核对导出的记录本身。',
    en: 'Recomputes every chain of the audit and holds it against the decisions that it records; exits with 1 on anything changed, missing or cut off. With FILE, an exported record is verified by itself.',
  },
  options: [
    DATA_OPTION,
    {
      name: 'heads',
      value: 'FILE',
      text: {
        zh: '此前用 --keep 存下的链尾：链的每个旧尾必须仍在原处。能改数据库的人也改不了放在别处的这个文件',
        en: 'ends of chains that an earlier --keep wrote: each must still stand where it stood. Who can change the database cannot change this file, if it lies elsewhere',
      },
    },
    {
      name: 'keep',
      value: 'FILE',
      text: { zh: '核对无误后把各链尾存入此文件', en: 'write the ends of the chains there when all is well' },
    },
  ],
  examples: [
    {
      line: 'yingma audit verify --heads /elsewhere/heads.json --keep /elsewhere/heads.json',
      text: { zh: '每晚核对，并与昨晚的链尾相接', en: 'every night, continuing from the night before' },
    },
    { line: 'yingma audit verify audit.jsonl', text: { zh: '核对导出的记录', en: 'verify an exported record' } },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const [file] = call.operands
  const heads = call.options.get('heads')
  let known: readonly ChainHead[] = []
  if (heads !== undefined) {
    try {
      known = JSON.parse(await readFile(heads, 'utf8')) as ChainHead[]
    } catch (error) {
      if (error instanceof SyntaxError) return refuse(call, { code: 'registry-entry-unreadable', file: heads, line: 1 })
      return refuse(call, fileProblem(error, heads))
    }
  }
  if (file === undefined) {
    return await withRegistry(call, async (store) =>
      finish(call, await store.snapshot((transaction) => verifyAudit(transaction, known))),
    )
  }
  try {
    const report = await verifyExport(readEntries(file), known)
    // A record without entries proves nothing: an export that broke off at once must not pass for a whole one.
    if (report.entries === 0 && report.problems.length === 0) return refuse(call, { code: 'registry-no-entries', file })
    return await finish(call, report)
  } catch (error) {
    if (error instanceof UnreadableEntry) return refuse(call, error.problem)
    return refuse(call, fileProblem(error, file))
  }
}

async function finish(call: Call, report: AuditReport): Promise<ExitCode> {
  const { chains, entries, problems, heads } = report
  if (problems.length > 0) return sayProblems({ catalogue: storeCatalogue, problems }, call, 1)
  const keep = call.options.get('keep')
  if (keep !== undefined) {
    try {
      await writeFile(keep, `${JSON.stringify(heads, null, 1)}\n`)
    } catch (error) {
      return refuse(call, fileProblem(error, keep))
    }
  }
  if (call.json) writeJson(call, { chains, entries, heads })
  else if (call.language === 'zh') call.terminal.out(`审计记录无误：${chains} 条链，${entries} 条记录\n`)
  else call.terminal.out(`the audit is whole: ${chains} chains, ${entries} entries\n`)
  return 0
}
