import { readSchedules } from '@yingma/charge'
import { loadSchedules, loadVocabulary } from '@yingma/edition'
import { applyChanges, type Impact, impactOf, indexNames, priceListOf } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft, loadProposals } from '../govern/load-draft.ts'
import { readUsedNames } from '../govern/read-rows.ts'

export const command: Command = {
  usage: 'PROPOSALS.json [--names TABLE]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '提案一旦通过会怎样：涉及的项目与代码、读法改变的本地名称（人次、医院）、变动的收费行、相差一键的代码。违反原则的提案被拒绝并给出反例，退出码 1。\n提案文件来自 standard import 或 API 的 /proposals；--names 给出本地名称表（名称、检查类型、医院、数量列自动识别）。',
    en: 'What proposals would do: items and codes, local names that would be read otherwise (exams, institutions), charge lines that\nmove, codes one keystroke apart. Proposals that break a principle are refused with the counterexample, exit code 1.\nThe file comes from standard import or from /proposals of the API; --names is a table of local names (columns found out).',
  },
  options: [
    { name: 'names', value: 'TABLE', text: { zh: '本地名称表', en: 'table of local names' } },
    { name: 'name', value: 'COLUMN', text: { zh: '名称列', en: 'column of names' } },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    {
      line: 'yingma govern impact proposals.json --names names.xlsx',
      text: { zh: '在本地名称上计算影响', en: 'over a table of names' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const loaded = loadDraft(call)
  const proposals = loadProposals(call, call.operands[0] ?? '')
  if (loaded === undefined || proposals === undefined) return 1
  const { draft, releases } = loaded
  const table = call.options.get('names')
  const read =
    table === undefined ? ({ ok: true, rows: [] } as const) : await readUsedNames(table, call.options.get('name'))
  if (!read.ok) return sayProblems({ catalogue: governProblems, problems: [read.problem] }, call, 1)
  const result = applyChanges(
    draft,
    proposals.flatMap(({ changes }) => changes),
    releases,
  )
  if (!result.ok) return sayProblems({ catalogue: governProblems, problems: result.problems }, call, 1)
  const index = indexNames(draft, loadVocabulary(), read.rows)
  const impact = impactOf(index, result.draft, readSchedules(loadSchedules()).schedules.map(priceListOf))
  if (call.json) writeJson(call, impact)
  else call.terminal.out(impactText(impact, call))
  return 0
}

const WORDS = {
  zh: {
    added: '新增',
    retired: '停用',
    reworded: '改写',
    names: '读法改变的名称',
    prices: '变动的收费',
    confusable: '相差一键',
    exams: '人次',
    institutions: '医院',
  },
  en: {
    added: 'added',
    retired: 'retired',
    reworded: 're-worded',
    names: 'names read otherwise',
    prices: 'charges that move',
    confusable: 'one keystroke apart',
    exams: 'exams',
    institutions: 'institutions',
  },
} as const

function impactText(impact: Impact, { language, terminal }: Call): string {
  const words = WORDS[language]
  const said = (codes: readonly string[]): string => (codes.length === 0 ? '—' : codes.join(' + '))
  const { names, prices, confusable } = impact
  const total = `${names.moved} / ${names.known}, ${words.exams} ${names.exams}, ${words.institutions} ${names.institutions}`
  const blocks: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [words.added, impact.added.map(({ code, name, nameEn }) => [code, language === 'zh' ? name : nameEn])],
    [
      words.retired,
      impact.retired.map(({ code, name, nameEn, successors }) => [
        code,
        language === 'zh' ? name : nameEn,
        `→ ${said(successors)}`,
      ]),
    ],
    [words.reworded, impact.reworded.map(({ code, before, after }) => [code, `${before} → ${after}`])],
    [
      `${words.names}: ${total}`,
      names.examples.map(({ name, exams, before, after }) => [
        String(exams),
        name,
        `${said(before.codes)} → ${said(after.codes)}`,
      ]),
    ],
    [
      words.prices,
      prices.map(({ schedule, item, before, after }) => [
        schedule,
        item,
        `${before.join('; ') || '—'} → ${after.join('; ') || '—'}`,
      ]),
    ],
    [
      words.confusable,
      confusable.map(({ code, neighbour }) => [
        code,
        neighbour.code,
        language === 'zh' ? neighbour.name : neighbour.nameEn,
      ]),
    ],
  ]
  return blocks
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([title, rows]) =>
        `${terminal.paint('bold', title)}\n${layColumns(rows)
          .map((line) => `  ${line}\n`)
          .join('')}`,
    )
    .join('\n')
}
