import type { Suggester, Suggestion, SuggestOutcome } from '@yingma/assist'
import type { Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import type { Normalised } from '@yingma/normalise'
import { outcomesText } from '../assist/help-text.ts'
import { MODEL_OPTIONS, openModel, refuseModel } from '../assist/model-options.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { inputColumns } from '../normalise/distinct-inputs.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { createProgressBar } from '../normalise/progress-bar.ts'
import { readRows } from '../normalise/read-rows.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { type Counted, Verdicts } from '../normalise/verdicts.ts'
import { writeLines } from '../normalise/write-lines.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

export const command: Command = {
  usage: 'TABLE --model-url URL --model NAME --out FILE',
  operands: { min: 1, max: 1 },
  text: {
    zh: '就规则没有定下的名称（review、ambiguous）问一个模型，本机的也可以。模型只能在候选中选一个或不选：回答对照候选核对，问两次且一致才算；名称没有说的侧别和增强不问。\n结果是给人看的建议，写入 JSON Lines，附提问和回答；不改任何结果。只送出名称和读出的词，不送其他列、次数、医院；像人名、证件号、电话的不送。\n模型连不上、超时、超限额、答非所问时，名称保持原样。默认关闭：不写 --model-url 就不问。',
    en: 'Asks a model, one on this machine too, about the names that the rules leave open (review, ambiguous). It may pick one of the candidates\nor none: answers are held against the list and count only when two passes agree; a side or contrast that the name does not say is never asked.\nResults are suggestions for people, written as JSON Lines with question and answer; no result is changed. Only the name and the words read in it\nare sent: no other column, count or institution, and nothing that looks like a person, an identity or phone number. Where the model is down, slow,\nover budget or answers something else, the name stays as it was. Off unless --model-url is given.',
  },
  options: [
    ...MODEL_OPTIONS,
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '建议写入的文件', en: 'file for the suggestions' } },
    { name: 'institution', value: 'FILE', text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' } },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '没有写设备类型的行', en: 'modality of rows that say none' },
    },
    ...TABLE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma suggest exams.csv --model-url http://127.0.0.1:11434/v1 --model qwen2.5 --out suggestions.jsonl',
      text: { zh: '问本机的模型', en: 'ask a model on this machine' },
    },
    {
      line: 'yingma eval gold.csv --model-url http://127.0.0.1:11434/v1 --model qwen2.5',
      text: { zh: '先用标注检验模型的得失', en: 'first measure gain and harm on labelled names' },
    },
  ],
  run,
}

interface Asked {
  readonly counted: Counted<Normalised>
  readonly suggestion: Suggestion
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options } = call
  const missing = (['model-url', 'model', 'out'] as const).filter((option) => !options.has(option))
  const { value, problems } = readTableOptions(options)
  const wrong = [...missing.map((option) => ({ code: 'cli-option-missing', option }) as const), ...problems]
  if (wrong.length > 0) return refuseUsage(call, ...wrong)
  return withEdition(call, async (edition) => {
    const model = openModel(options, edition)
    if (!model.ok) return refuseModel(call, model)
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const verdicts = new Verdicts<Normalised>(opened.value.normaliser, (verdict) => verdict)
    const plan = {
      source: call.operands[0] ?? '-',
      options: value,
      badRows: undefined,
      language: call.language,
      terminal: call.terminal,
    }
    const read = await readRows(plan, (table) => {
      const columns = inputColumns(table, options.get('modality') ?? '', options.has('institution'))
      return Promise.resolve({
        rows: (rows) => {
          for (const row of rows) verdicts.of(row, columns)
          return undefined
        },
      })
    })
    if (!read.ok) return sayProblems({ catalogue: tableCatalogue, problems: [read.problem] }, call, 1)
    if (model.isElsewhere) call.terminal.err(ELSEWHERE[call.language])
    const asked = await askAll(verdicts.all().filter(isOpen), model.suggester, call)
    const lines = asked.filter(({ suggestion }) => suggestion.passes.length > 0).map((one) => lineOf(one, edition))
    const problem = await writeLines(options.get('out') ?? '-', lines, call.terminal)
    if (problem !== undefined) return sayProblems({ catalogue: tableCatalogue, problems: [problem] }, call, 1)
    saySummary(call, asked)
    return 0
  })
}

async function askAll(
  open: readonly Counted<Normalised>[],
  suggester: Suggester,
  { terminal }: Call,
): Promise<readonly Asked[]> {
  const bar = createProgressBar(terminal)
  const asked: Asked[] = []
  try {
    for (const counted of open) {
      bar.show(asked.length / open.length, `${asked.length} / ${open.length}`)
      asked.push({ counted, suggestion: await suggester.suggest(counted.made) })
    }
  } finally {
    bar.clear()
  }
  return asked
}

const ELSEWHERE = {
  zh: '注意：模型不在本机，待问的名称将送到那里\n',
  en: 'note: the model is not on this machine; the names that are asked about go there\n',
} as const

function isOpen({ state }: Counted<Normalised>): boolean {
  return state === 'review' || state === 'ambiguous'
}

function lineOf({ counted, suggestion }: Asked, edition: Edition): string {
  const { input, exams, made } = counted
  const { outcome, codes, model, passes } = suggestion
  const names = codes?.map((code) => edition.byCode.get(code.toUpperCase())?.name ?? code) ?? null
  const said = { name: input.name, modality: input.modality ?? '', count: exams, state: made.state }
  return `${JSON.stringify({ ...said, outcome, codes, names, model, edition: edition.version, passes })}\n`
}

/** Counts only: what was said about which name stands in the file. */
function saySummary({ json, language, terminal }: Call, asked: readonly Asked[]): void {
  const outcomes: Partial<Record<SuggestOutcome, number>> = {}
  for (const { suggestion } of asked) outcomes[suggestion.outcome] = (outcomes[suggestion.outcome] ?? 0) + 1
  if (json) terminal.err(`${JSON.stringify({ open: asked.length, outcomes })}\n`)
  else {
    const head = language === 'zh' ? `待定名称 ${asked.length} 个` : `${asked.length} names were open`
    terminal.err(`${head}${asked.length === 0 ? '' : `: ${outcomesText(outcomes, language)}`}\n`)
  }
}
