import { loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { printCodes } from '../normalise/print-codes.ts'
import { runTables } from '../normalise/run-tables.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'

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
      line: 'yingma normalise --codes',
      text: { zh: '状态、类别、修饰、提示和原因的含义', en: 'what states, classes, modifiers, flags and reasons mean' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  if (options.has('codes')) return printCodes(call)
  if (operands.length === 0) return refuseUsage(call, { code: 'cli-operand-missing', usage: command.usage })
  return withEdition(call, async (edition) => {
    const normaliser = createNormaliser(edition, loadVocabulary())
    const { value, problems } = readTableOptions(options)
    if (problems.length > 0) return refuseUsage(call, ...problems)
    const plan = { options: value, badRows: options.get('bad-rows'), language: call.language, terminal: call.terminal }
    const format = options.get('format') as 'jsonl' | 'csv' | 'tsv' | 'xlsx' | undefined
    const end = await runTables({
      call,
      normaliser,
      withDecisions: false,
      plan,
      out: options.get('out') ?? '-',
      format,
    })
    return end.ok ? 0 : end.exit
  })
}
