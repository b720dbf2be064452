import { existsSync } from 'node:fs'
import type { Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import type { Normaliser } from '@yingma/normalise'
import type { WriteFormat } from '@yingma/tables'
import { assistCatalogue } from '../assist/assist-catalogue.ts'
import { readSuggestions, type SuggestionOf } from '../assist/read-suggestions.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'
import { withEdition } from '../edition/with-edition.ts'
import { type Opened, openNormaliser } from '../normalise/open-normaliser.ts'
import { previewTables } from '../normalise/preview-tables.ts'
import { printCodes } from '../normalise/print-codes.ts'
import { reviewClusters } from '../normalise/review/review-clusters.ts'
import { writeReview } from '../normalise/review/write-review.ts'
import { runTables } from '../normalise/run-tables.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import type { Counted } from '../normalise/verdicts.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

export const command: Command = {
  usage: 'FILE…',
  operands: { min: 0, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '把表格里的检查名称变成标准项目。读 CSV、TSV、XLSX、XLS、JSONL（UTF-8、GB18030 等），编码、分隔符、表头、列的用途都自动判断并说明。\n表格：每行一行，原有各列不变，其后加 state、confidence、codes、names、relations、modifiers、flags、classes、defaults。\nJSONL：每个不同的名称一行，带人次。结果写到标准输出或 --out，小结写到标准错误。- 指标准输入。',
    en: 'Turns the exam names of tables into standard items. Reads CSV, TSV, XLSX, XLS, JSONL in UTF-8, GB18030 and others;\nencoding, delimiter, header and the meaning of columns are guessed and said.\nTables: a row for every row, its columns unchanged, behind them state, confidence, codes, names, relations, modifiers,\nflags, classes, defaults. JSONL: one line per distinct input, with its count. Results go to the standard output or to\n--out, the summary to the standard error. - is the standard input.',
  },
  options: [
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: {
        zh: '写入文件，或写入已有的文件夹（文件名同输入）',
        en: 'write to this file, or into this folder under the names of the inputs',
      },
    },
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['jsonl', 'csv', 'tsv', 'xlsx'],
      text: { zh: '输出格式，默认与输入相同', en: 'format of the output, that of the input if not said' },
    },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '没有写设备类型的行按此类型', en: 'modality of the rows that say none' },
    },
    {
      name: 'bad-rows',
      value: 'FILE',
      text: { zh: '把无法读取的行另存于此，继续运行', en: 'set rows that cannot be read aside in this file and go on' },
    },
    ...TABLE_OPTIONS,
    {
      name: 'institution',
      value: 'FILE',
      text: {
        zh: '本院的记忆（JSON）：已确认的决定先于规则，另有本院用词和开关',
        en: 'memory of the institution (JSON): its decisions come before the rules, with words and switches of its own',
      },
    },
    {
      name: 'review',
      value: 'FILE.xlsx',
      text: {
        zh: '把需要人看的名称写成工作簿：按读法分组，按人次排序，附候选',
        en: 'write the names that need a person: clustered by reading, sorted by exams, with candidates to pick',
      },
    },
    {
      name: 'suggestions',
      value: 'FILE',
      text: {
        zh: '在 --review 的工作簿里写明 yingma suggest 得到的建议',
        en: 'say in the workbook of --review what yingma suggest got',
      },
    },
    {
      name: 'decisions',
      value: 'FILE',
      text: {
        zh: '把填好的复核表（或 JSON 的改动）存入 --institution，成为新版本',
        en: 'keep a filled-in review workbook, or changes as JSON, in --institution as a new version',
      },
    },
    {
      name: 'preview',
      value: 'FILE',
      text: {
        zh: '只看这些改动会改变哪些名称的结果，不保存',
        en: 'only say which names these changes would change; nothing is kept',
      },
    },
    {
      name: 'undo',
      text: {
        zh: '撤销 --institution 的当前版本（版本仍保留在文件里）',
        en: 'undo the current version of --institution (it stays in the file)',
      },
    },
    { name: 'codes', text: { zh: '列出结果中全部代码的含义', en: 'print all codes of the result with their texts' } },
  ],
  examples: [
    {
      line: 'yingma normalise exams.csv --out exams.standard.csv',
      text: { zh: '字典进，带标准代码的字典出', en: 'a dictionary in, the same with standard codes out' },
    },
    {
      line: 'yingma normalise 医嘱.xls --column name=医嘱名称 --format xlsx --out out.xlsx',
      text: { zh: '指定名称列，写成工作簿', en: 'say which column holds the names, write a workbook' },
    },
    {
      line: "printf '胸部CT平扫\\n' | yingma normalise - --format jsonl",
      text: { zh: '在管道中使用', en: 'in a pipe' },
    },
    {
      line: 'yingma normalise a.csv b.csv --format jsonl --json > names.jsonl',
      text: { zh: '多个表合为一份不同名称的清单', en: 'several tables into one list of distinct names' },
    },
    {
      line: 'yingma normalise exams.csv --out out.csv --review review.xlsx',
      text: { zh: '另写一份待人复核的名称', en: 'with a workbook of the names that need a person' },
    },
    {
      line: 'yingma normalise exams.csv --institution hospital.json --preview review.xlsx',
      text: { zh: '填好后先看会改变什么', en: 'filled in: see what would change' },
    },
    {
      line: 'yingma normalise --institution hospital.json --decisions review.xlsx',
      text: { zh: '保存决定；--undo 可撤销', en: 'keep the decisions; --undo takes them back' },
    },
    {
      line: 'yingma normalise --codes',
      text: { zh: '状态、类别、修饰、提示和原因的含义', en: 'what states, classes, modifiers, flags and reasons mean' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  if (options.has('codes')) return printCodes(call)
  const wrong = usageProblems(call)
  const { value, problems } = readTableOptions(options)
  if (wrong.length + problems.length > 0) return refuseUsage(call, ...wrong, ...problems)
  return withEdition(call, async (edition) => {
    const suggestions = await readSuggestions(options.get('suggestions'), edition, call.language)
    if (!suggestions.ok) return sayProblems({ catalogue: assistCatalogue, problems: [suggestions.problem] }, call, 1)
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const { normaliser, done, memory } = opened.value
    if (done !== null) sayDone(done, call)
    if (operands.length === 0) return 0
    const plan = { options: value, badRows: options.get('bad-rows'), language: call.language, terminal: call.terminal }
    if (options.has('preview')) return await previewTables(call, opened.value, plan)
    const review = options.get('review')
    const format = options.get('format') as WriteFormat | undefined
    const withDecisions = memory !== null || review !== undefined
    const end = await runTables({ call, normaliser, withDecisions, plan, out: options.get('out') ?? '-', format })
    if (!end.ok) return end.exit
    return review === undefined ? 0 : await writeReviewOf(end.inputs, review, suggestions.of, edition, normaliser, call)
  })
}

function usageProblems({ operands, options }: Call): readonly UsageProblem[] {
  const problems: UsageProblem[] = []
  const changing = ['decisions', 'undo', 'preview'].filter((option) => options.has(option))
  const [first, second] = changing
  if (first !== undefined && second !== undefined)
    problems.push({ code: 'cli-options-exclude', option: first, other: `--${second}` })
  if (first !== undefined && !options.has('institution'))
    problems.push({ code: 'cli-option-needs-option', option: first, other: '--institution' })
  if (options.has('suggestions') && !options.has('review'))
    problems.push({ code: 'cli-option-needs-option', option: 'suggestions', other: '--review' })
  if (operands.length === 0 && (first === undefined || first === 'preview'))
    problems.push({ code: 'cli-operand-missing', usage: command.usage })
  const name = operands.find((operand) => operand !== '-' && !/[./\\]/u.test(operand) && !existsSync(operand))
  if (name !== undefined) problems.push({ code: 'cli-name-for-file', name })
  return problems
}

async function writeReviewOf(
  inputs: readonly Counted<unknown>[],
  target: string,
  suggestionOf: SuggestionOf,
  edition: Edition,
  normaliser: Normaliser,
  call: Call,
): Promise<ExitCode> {
  const clusters = reviewClusters(inputs, normaliser)
  const written = await writeReview(target, clusters, edition, call.language, suggestionOf)
  if ('code' in written) return sayProblems({ catalogue: tableCatalogue, problems: [written] }, call, 1)
  if (call.json) call.terminal.err(`${JSON.stringify({ review: target, names: written.names })}\n`)
  else
    call.terminal.err(
      call.language === 'zh'
        ? `${written.names} 个名称待人复核，写入 ${target}\n`
        : `${written.names} names for a person to look at are in ${target}\n`,
    )
  return 0
}

function sayDone(done: NonNullable<Opened['done']>, { json, language, terminal }: Call): void {
  if (json) terminal.err(`${JSON.stringify({ memory: done })}\n`)
  else if (done.kind === 'undone')
    terminal.err(
      language === 'zh'
        ? `已撤销版本 ${done.from}，现为版本 ${done.version}\n`
        : `version ${done.from} is undone, version ${done.version} holds\n`,
    )
  else
    terminal.err(
      language === 'zh'
        ? `已保存 ${done.count} 条，版本 ${done.version}\n`
        : `${done.count} changes kept as version ${done.version}\n`,
    )
}
