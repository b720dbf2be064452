import { type Proposal, proposeChanges } from '@yingma/assist'
import { createCodec, type Edition, type Vocabulary } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import {
  contentsOf,
  createNormaliser,
  emptyMemory,
  type MemoryContents,
  type NormaliseInput,
  withChanges,
} from '@yingma/normalise'
import { proposalsText } from '../assist/proposals-text.ts'
import { readCount } from '../batch/read-size.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { inputColumns } from '../normalise/distinct-inputs.ts'
import { readRows } from '../normalise/read-rows.ts'
import { type InstitutionProblem, loadChanges, loadMemory } from '../normalise/review/institution-file.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { Verdicts } from '../normalise/verdicts.ts'
import { writeLines } from '../normalise/write-lines.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const LEAST = 2
const MOST_TRIED = 40

export const command: Command = {
  usage: 'DECISIONS [--names TABLE] [--pick N … --out FILE]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '由已确认的决定（本院的记忆，或填好的复核工作簿）建议词和开关：规则不认得的词是什么意思，或其实不含检查内容。每条都单独试过：列出依据、反例，以及会改变的全部名称。\n不保存任何东西：由人用 --pick 选定、--out 写出，再用 yingma normalise --institution … --preview 和 --decisions 采纳。',
    en: 'Proposes words and switches from confirmed decisions (the memory of an institution, or a review workbook that has been filled in): what words\nthat the rules do not know mean, or that they say nothing. Each is tried out on its own, with the decisions for it and against it and every name\nthat would change. Nothing is kept: people choose with --pick, write with --out, and accept with yingma normalise --institution … --preview, --decisions.',
  },
  options: [
    {
      name: 'names',
      value: 'TABLE',
      text: { zh: '本院的名称，用来看会改变什么', en: 'names of the institution, to see what would change' },
    },
    {
      name: 'pick',
      value: 'N',
      repeat: true,
      text: { zh: '选定第几条建议，可多次给出', en: 'number of a proposal that is wanted, may be given several times' },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '选定的建议写入的文件（JSON）', en: 'file for the proposals chosen (JSON)' },
    },
    {
      name: 'at-least',
      value: 'N',
      text: { zh: `至少几个决定支持，默认 ${LEAST}`, en: `decisions that must speak for it, ${LEAST} if not said` },
    },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '没有写设备类型的行', en: 'modality of rows that say none' },
    },
    ...TABLE_OPTIONS,
  ],
  examples: [
    { line: 'yingma learn hospital.json --names exams.csv', text: { zh: '看有哪些建议', en: 'see what is proposed' } },
    {
      line: 'yingma learn hospital.json --pick 1 --pick 3 --out proposal.json',
      text: { zh: '选定两条，写成文件', en: 'choose two and write them down' },
    },
    {
      line: 'yingma normalise exams.csv --institution hospital.json --preview proposal.json',
      text: { zh: '采纳前再看一遍', en: 'look once more before accepting' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  const { value, problems } = readTableOptions(options)
  if (problems.length > 0) return refuseUsage(call, ...problems)
  const least = readCount(options.get('at-least') ?? String(LEAST))
  if (least === undefined)
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option: 'at-least',
      value: options.get('at-least') ?? '',
      allowed: ['1, 2 …'],
    })
  if (options.has('out') !== options.has('pick'))
    return refuseUsage(call, {
      code: 'cli-option-needs-option',
      option: options.has('out') ? 'out' : 'pick',
      other: options.has('out') ? '--pick' : '--out',
    })
  return withEdition(call, async (edition) => {
    const vocabulary = loadVocabulary()
    const memory = await decisionsOf(operands[0] ?? '', edition, vocabulary)
    if (!memory.ok) return sayProblems({ catalogue: tableCatalogue, problems: memory.problems }, call, 1)
    const general = createNormaliser(edition, vocabulary)
    const verdicts = new Verdicts(general, () => null)
    const source = options.get('names')
    if (source !== undefined) {
      const plan = { source, options: value, badRows: undefined, language: call.language, terminal: call.terminal }
      const read = await readRows(plan, (table) => {
        const columns = inputColumns(table, options.get('modality') ?? '', true)
        return Promise.resolve({
          rows: (rows) => {
            for (const row of rows) verdicts.of(row, columns)
            return undefined
          },
        })
      })
      if (!read.ok) return sayProblems({ catalogue: tableCatalogue, problems: [read.problem] }, call, 1)
    }
    const names = verdicts.all().map(({ input, exams }): NormaliseInput => ({ ...input, count: exams }))
    const { contents } = memory
    const task = { contents, names, edition, vocabulary, general, atLeast: least, mostTried: MOST_TRIED }
    const proposals = proposeChanges(task)
    return options.has('out')
      ? await write(call, proposals)
      : say(call, proposals, names.length + contents.decisions.size, edition)
  })
}

type Decisions =
  | { readonly ok: true; readonly contents: MemoryContents }
  | { readonly ok: false; readonly problems: readonly InstitutionProblem[] }

/** The memory of an institution, or decisions that are in no memory yet. */
async function decisionsOf(file: string, edition: Edition, vocabulary: Vocabulary): Promise<Decisions> {
  if (/\.json$/iu.test(file)) {
    const memory = await loadMemory(file, edition, vocabulary, false)
    return memory.ok ? { ok: true, contents: contentsOf(memory.value) } : memory
  }
  const changes = await loadChanges(file, edition, vocabulary, createCodec(edition))
  if (!changes.ok) return changes
  const memory = withChanges(emptyMemory(file), changes.value, { at: new Date().toISOString(), note: file })
  return { ok: true, contents: contentsOf(memory) }
}

/** Only what somebody chose is written; a number that no proposal has refuses the whole. */
async function write(call: Call, proposals: readonly Proposal[]): Promise<ExitCode> {
  const { options, terminal, language } = call
  const changes = []
  for (const value of options.all('pick')) {
    const proposal = /^\d{1,4}$/u.test(value) ? proposals[Number(value) - 1] : undefined
    if (proposal === undefined) {
      const allowed = proposals.map((_, at) => String(at + 1))
      return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'pick', value, allowed })
    }
    changes.push(proposal.change)
  }
  const target = options.get('out') ?? '-'
  const problem = await writeLines(target, [`${JSON.stringify({ changes }, null, 1)}\n`], terminal)
  if (problem !== undefined) return sayProblems({ catalogue: tableCatalogue, problems: [problem] }, call, 1)
  terminal.err(
    language === 'zh' ? `${changes.length} 条建议写入 ${target}\n` : `${changes.length} proposals are in ${target}\n`,
  )
  return 0
}

function say(call: Call, proposals: readonly Proposal[], looked: number, edition: Edition): ExitCode {
  if (call.json)
    writeJson(call, {
      looked,
      proposals: proposals.map(({ change, support, counterExamples, preview }) => ({
        change,
        support,
        counterExamples,
        changed: preview.map(({ input, before, after }) => ({
          ...input,
          before: { state: before.state, codes: before.items.map(({ code }) => code) },
          after: { state: after.state, codes: after.items.map(({ code }) => code) },
        })),
      })),
    })
  else call.terminal.out(proposalsText(proposals, looked, { edition, ...call }))
  return 0
}
