import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchProblems, DEFAULT_MEMORY, DuckSession, generateTable } from '@yingma/batch'
import { readCount } from '../batch/read-size.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'

const COUNTS = ['rows', 'names', 'institutions', 'seed'] as const
const DEFAULTS: Readonly<Record<(typeof COUNTS)[number], number>> = {
  rows: 100_000,
  names: 5_000,
  institutions: 20,
  seed: 1,
}

export const command: Command = {
  usage: '--rows N --names N --out FILE',
  operands: { min: 0, max: 0 },
  text: {
    zh: '生成一张合成的检查表，形状同真实的表：检查量按 Zipf 分布，各机构写法不同，有组合、有矛盾。用于测速和演示，不含任何真实数据。',
    en: 'Writes a synthetic exam table with the shape of real ones: Zipf volumes, institutions with habits of their own, combined names, contradictions. For measuring and showing; nothing in it is real.',
  },
  options: [
    { name: 'rows', value: 'N', text: { zh: '行数，默认 100000', en: 'rows, 100000 if not said' } },
    { name: 'names', value: 'N', text: { zh: '不同名称数，默认 5000', en: 'distinct names, 5000 if not said' } },
    { name: 'institutions', value: 'N', text: { zh: '机构数，默认 20', en: 'institutions, 20 if not said' } },
    {
      name: 'seed',
      value: 'N',
      text: {
        zh: '随机种子，默认 1；相同的种子得到相同的表',
        en: 'seed, 1 if not said; the same seed gives the same table',
      },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '输出文件，.parquet 或 .csv', en: 'file to write, .parquet or .csv' },
    },
  ],
  examples: [
    {
      line: 'yingma generate --rows 14437319 --names 206560 --institutions 243 --seed 1 --out exams.parquet',
      text: { zh: '一个省的规模', en: 'the size of a region' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const out = call.options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const counts: Record<string, number> = { ...DEFAULTS }
  for (const name of COUNTS) {
    const text = call.options.get(name)
    if (text === undefined) continue
    const count = readCount(text)
    if (count === undefined)
      return refuseUsage(call, { code: 'cli-value-not-allowed', option: name, value: text, allowed: ['1', '2', '3 …'] })
    counts[name] = count
  }
  return withEdition(call, async ({ items }) => {
    const spill = mkdtempSync(join(tmpdir(), 'yingma-generate-'))
    const session = await DuckSession.open({ memory: 2 * DEFAULT_MEMORY, threads: availableParallelism(), spill })
    try {
      const outcome = await generateTable(session, { ...(counts as typeof DEFAULTS), items, file: out })
      if (!outcome.ok) return sayProblems({ catalogue: batchProblems, problems: [outcome.problem] }, call, 1)
      if (call.json) writeJson(call, { ...outcome.value, file: out })
      else call.terminal.out(`${out}: ${outcome.value.rows.toLocaleString('en')}\n`)
      return 0
    } finally {
      session.close()
      rmSync(spill, { recursive: true, force: true })
    }
  })
}
