import { loadVocabulary } from '@yingma/edition'
import { indexNames, missingItems } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft } from '../govern/load-draft.ts'
import { readUsedNames } from '../govern/read-rows.ts'
import { writeLines } from '../normalise/write-lines.ts'

export const command: Command = {
  usage: 'TABLE [--out PROPOSALS.json]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '本地名称里说到、标准里却没有的组合：逐个写成提案草案，附上名称、人次和医院数，用量大的在前。',
    en: 'Combinations that local names say and the standard has no item for: each becomes the draft of a proposal with its names,\nexams and institutions, the most used first.',
  },
  options: [
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '提案文件（JSON）', en: 'file of proposals (JSON)' } },
    { name: 'min-exams', value: 'N', text: { zh: '至少的人次，默认 100', en: 'exams at least, 100 if not said' } },
    {
      name: 'min-institutions',
      value: 'N',
      text: { zh: '至少的医院数，默认 1', en: 'institutions at least, 1 if not said' },
    },
    { name: 'name', value: 'COLUMN', text: { zh: '名称列', en: 'column of names' } },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    {
      line: 'yingma govern suggest names.csv --min-exams 500 --out proposals.json',
      text: { zh: '五百人次以上的', en: 'those of 500 exams and more' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const [exams, institutions] = [
    Number(options.get('min-exams') ?? '100'),
    Number(options.get('min-institutions') ?? '1'),
  ]
  for (const [option, value] of [
    ['min-exams', exams],
    ['min-institutions', institutions],
  ] as const) {
    if (Number.isInteger(value) && value >= 1) continue
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option,
      value: String(options.get(option)),
      allowed: ['1 …'],
    })
  }
  const loaded = loadDraft(call)
  if (loaded === undefined) return 1
  const read = await readUsedNames(operands[0] ?? '', options.get('name'))
  if (!read.ok) return sayProblems({ catalogue: governProblems, problems: [read.problem] }, call, 1)
  const found = missingItems(indexNames(loaded.draft, loadVocabulary(), read.rows), { exams, institutions })
  const out = options.get('out')
  if (out !== undefined) {
    const contents = found.map(({ content }) => content)
    const unwritten = await writeLines(out, [`${JSON.stringify(contents, null, 2)}\n`], call.terminal)
    if (unwritten !== undefined) return sayProblems({ catalogue: governProblems, problems: [unwritten] }, call, 1)
    if (out === '-') return 0
  }
  if (call.json) writeJson(call, found)
  else {
    const rows = found.map((one) => [
      one.code,
      one.content.title[call.language],
      String(one.exams),
      String(one.institutions),
    ])
    call.terminal.out(
      layColumns(rows)
        .map((line) => `${line}\n`)
        .join(''),
    )
  }
  return 0
}
