import { loadVocabulary } from '@yingma/edition'
import { indexNames, principleReport } from '@yingma/govern'
import { resultTexts } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft } from '../govern/load-draft.ts'
import { readUsedNames } from '../govern/read-rows.ts'

export const command: Command = {
  usage: '[TABLE]',
  operands: { min: 0, max: 1 },
  text: {
    zh: '五项原则的数据：全面性（检查类型 × 部位 × 扫描方式的项目数与人次，实际人次的覆盖，未对应名称），适中性（每个项目的人次、医院数，可能过粗或过细的项目，拆分与合并的建议及其依据），相差一键的代码，没有使用的项目。TABLE 是本地名称表；不给时只有与用量无关的部分。--json 给出全部。',
    en: 'The principles in figures: coverage (items and exams by modality, part and scan, share of real volume, names without an item),\ngranularity (exams and institutions of each item, items that may be too coarse or too fine, what to split or merge and why), codes one keystroke apart, items\nnobody uses. TABLE holds local names; without it only what needs no use is said. --json gives all of it.',
  },
  options: [
    { name: 'name', value: 'COLUMN', text: { zh: '名称列', en: 'column of names' } },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [{ line: 'yingma standard report names.csv', text: { zh: '在本地名称上', en: 'over local names' } }],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const loaded = loadDraft(call)
  if (loaded === undefined) return 1
  const [table] = call.operands
  const read =
    table === undefined ? ({ ok: true, rows: [] } as const) : await readUsedNames(table, call.options.get('name'))
  if (!read.ok) return sayProblems({ catalogue: governProblems, problems: [read.problem] }, call, 1)
  const report = principleReport(indexNames(loaded.draft, loadVocabulary(), read.rows))
  if (call.json) writeJson(call, report)
  else call.terminal.out(textOf(report, call))
  return 0
}

const WORDS = {
  zh: {
    coverage: '全面性：检查类型、部位、扫描方式、项目、人次',
    volume: (names: string, exams: string) => `有项目的名称 ${names}，人次 ${exams}`,
    tail: '没有项目的名称（人次最多的在前）',
    coarse: '可能过粗',
    fine: '可能过细（上级项目）',
    splits: '可考虑拆分：名称另说了什么，说的人次、医院数',
    merges: '可考虑合并：标准自己怀疑同义的项目，保留者在前，各自人次',
    confusable: (count: number) => `相差一键的代码 ${count} 对`,
    unused: (count: number) => `没有使用的项目 ${count} 个`,
  },
  en: {
    coverage: 'Coverage: modality, part, scan, items, exams',
    volume: (names: string, exams: string) => `names with an item ${names}, exams ${exams}`,
    tail: 'Names without an item, the most used first',
    coarse: 'Perhaps too coarse',
    fine: 'Perhaps too fine (under the item)',
    splits: 'To split, perhaps: what names say besides, exams and institutions that say it',
    merges:
      'To merge, perhaps: items that the standard itself suspects to be the same, the one that stays first, exams of each',
    confusable: (count: number) => `${count} pairs of codes one keystroke apart`,
    unused: (count: number) => `${count} items that nobody uses`,
  },
} as const

const SHOWN = 20

function textOf(report: ReturnType<typeof principleReport>, { language, terminal }: Call): string {
  const words = WORDS[language]
  const { coverage, volume, granularity, confusable, unused } = report
  const block = (title: string, rows: readonly (readonly string[])[]): string =>
    rows.length === 0
      ? ''
      : `${terminal.paint('bold', title)}\n${layColumns(rows)
          .map((line) => `  ${line}\n`)
          .join('')}\n`
  const share = (part: number, whole: number): string => `${part} / ${whole}`
  const use = ({ code, name, exams, institutions }: (typeof granularity.uses)[number]): readonly string[] => [
    code,
    name,
    String(exams),
    String(institutions),
  ]
  const figures = [
    ...(volume.names === 0
      ? []
      : [words.volume(share(volume.mappedNames, volume.names), share(volume.mappedExams, volume.exams))]),
    words.confusable(confusable.length),
    ...(volume.names === 0 ? [] : [words.unused(unused.length)]),
  ]
  return [
    block(
      words.coverage,
      coverage.map(({ modality, region, scanName, items, exams }) => [
        modality,
        region[language],
        scanName[language],
        String(items),
        String(exams),
      ]),
    ),
    block(
      words.tail,
      volume.tail.slice(0, SHOWN).map(({ name, exams }) => [String(exams), name]),
    ),
    block(words.coarse, granularity.coarse.slice(0, SHOWN).map(use)),
    block(
      words.fine,
      granularity.fine.slice(0, SHOWN).map((one) => [...use(one), one.broader]),
    ),
    block(
      words.splits,
      granularity.splits
        .slice(0, SHOWN)
        .map(({ code, name, modifier, said, exams }) => [
          code,
          name,
          resultTexts[language].modifiers[modifier],
          share(said.exams, exams),
          String(said.institutions),
        ]),
    ),
    block(
      words.merges,
      granularity.merges
        .slice(0, SHOWN)
        .map(({ into, items }) => [into, ...items].flatMap(({ code, name, exams }) => [code, name, String(exams)])),
    ),
    figures.map((line) => `${line}\n`).join(''),
  ].join('')
}
