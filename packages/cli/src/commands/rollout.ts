import { rolloutSteps, writeRollout } from '@yingma/dictionary'
import { listInstitutions, type RolloutRow, rolloutBoard, type Store } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { dictionaryProblems } from '../dictionary/dictionary-problems.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { withRegistry } from '../registry/with-registry.ts'

/** More institutions than any registry has. */
const ALL = { limit: 100_000, offset: 0 }

export const command: Command = {
  usage: '[CODE]',
  operands: { min: 0, max: 1 },
  text: {
    zh: '推广进度：每家机构收集、对照、审核到哪一步（由登记库统计），核价、批准、导入、核对、上线到哪一步（由人标记）。CODE 只看这个集团、地区或机构。',
    en: 'The roll-out board: how far each institution is with collecting, mapping and reviewing, as the registry counts, and with prices, approval, import, verification and going live, as people marked. CODE: only this group, region or institution.',
  },
  options: [
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '写成工作簿（XLSX）', en: 'write it as a workbook (XLSX)' } },
    DATA_OPTION,
  ],
  examples: [
    { line: 'yingma rollout --data .yingma', text: { zh: '看全部', en: 'all of it' } },
    { line: 'yingma rollout R1 --out board.xlsx', text: { zh: '一个地区，写成工作簿', en: 'a region, as a workbook' } },
  ],
  run: (call) => withRegistry(call, (store) => run(call, store)),
}

async function run(call: Call, store: Store): Promise<ExitCode> {
  const { options, operands, language, terminal } = call
  const read = await boardOf(store, operands[0])
  if (!read.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [read.problem] }, call, 1)
  const { rows } = read
  const out = options.get('out')
  if (out !== undefined) {
    const problem = await writeRollout(out, rows, new Date().toISOString().slice(0, 10), language)
    if (problem !== undefined) return sayProblems({ catalogue: dictionaryProblems, problems: [problem] }, call, 1)
  }
  if (call.json) writeJson(call, { institutions: rows.map((row) => ({ ...row, steps: rolloutSteps(row) })) })
  else terminal.out(rows.map(lineOf).join(''))
  return 0
}

async function boardOf(store: Store, code: string | undefined) {
  return await store.asRegistry(undefined, async (transaction) => {
    if (code === undefined) return { ok: true as const, rows: (await rolloutBoard(transaction, undefined, ALL)).rows }
    const { rows } = await listInstitutions(transaction, ALL)
    const found = rows.find((one) => one.code === code)
    if (found === undefined) {
      const codes = rows.map((one) => one.code)
      const problem = { code: 'dictionary-no-institution', institution: code, codes } as const
      return { ok: false as const, problem }
    }
    return { ok: true as const, rows: (await rolloutBoard(transaction, found.id, ALL)).rows }
  })
}

/** `H1  示范医院  collected 40  mapped 38/40  …`: a line an institution. */
function lineOf(row: RolloutRow): string {
  const steps = rolloutSteps(row).map(({ step, by, state, done, total, at }) =>
    by === 'registry' ? `${step} ${done}/${total}` : `${step} ${state === 'done' ? (at?.slice(0, 10) ?? '') : '-'}`,
  )
  return `${[row.code, row.name, ...steps].join('  ')}\n`
}
