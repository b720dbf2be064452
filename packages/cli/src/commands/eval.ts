import { readFile } from 'node:fs/promises'
import {
  type AssistProblem,
  compareResults,
  type EarlierResult,
  type Evaluation,
  evaluate,
  type HelpByState,
  measureHelp,
  readGold,
  readResultLine,
} from '@yingma/assist'
import { createCodec, type Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import { assistCatalogue } from '../assist/assist-catalogue.ts'
import { comparisonText, evaluationText } from '../assist/evaluation-text.ts'
import { helpText } from '../assist/help-text.ts'
import { MODEL_OPTIONS, modelWithoutAddress, openModel, refuseModel } from '../assist/model-options.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { writeLines } from '../normalise/write-lines.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const SHOWN = 20

export const command: Command = {
  usage: 'GOLD [--before RESULTS]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '用自己标注的名称检验：完全正确、采纳、采纳者中正确的比例（按名称和检查次数），置信度的校准，各种现象的错误，错的名称。\nGOLD 是任何表格，“标注”（expected）列写项目代码，多个用 + 连接，几种都对用 | 分开；或 no-item、not-exam、ambiguous、conflict。可有“现象”列。\n--results 把这一版的结果写下来，--before 与写下来的另一版比较：名称、先前、现在，哪些改对、哪些改错。\n给出 --model-url 时，另测那个模型在待定名称上的得失，按状态列出；不给则名称不离开本机。',
    en: "Holds the results against names that you labelled: whole set right, accepted, right of those accepted (by names and by exams),\ncalibration of the confidence, errors by phenomenon, the wrong names. GOLD is any table with a column 'expected': codes of items,\nseveral joined by +, alternatives parted by |; or no-item, not-exam, ambiguous, conflict. A column 'phenomenon' is used where there is one.\n--results writes the results of this version, --before compares with those of another: input, before, after. \nWith --model-url: what that model adds and spoils on the open names, by state. Without it names stay on this machine.",
  },
  options: [
    {
      name: 'expected',
      value: 'COLUMN',
      text: { zh: '标注列的表头，默认“标注”或 expected', en: "header of the labels, 'expected' if not said" },
    },
    {
      name: 'before',
      value: 'RESULTS',
      text: {
        zh: '另一版的结果（JSON Lines），用来比较',
        en: 'results of another version (JSON Lines) to compare with',
      },
    },
    { name: 'results', value: 'FILE', text: { zh: '写下这一版的结果', en: 'write the results of this version' } },
    {
      name: 'institution',
      value: 'FILE',
      text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' },
    },
    {
      name: 'show',
      short: 'n',
      value: 'N',
      text: { zh: `最多列出几个名称，默认 ${SHOWN}`, en: `show at most so many names, ${SHOWN} if not said` },
    },
    ...MODEL_OPTIONS,
    ...TABLE_OPTIONS,
  ],
  examples: [
    { line: 'yingma eval 标注.xlsx', text: { zh: '检验一份标注', en: 'hold the results against labels' } },
    {
      line: 'yingma eval gold.csv --before last-year.jsonl --results now.jsonl',
      text: { zh: '与先前的结果比较，并写下现在的', en: 'compare with earlier results and write down those of now' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  const shown = options.get('show') ?? String(SHOWN)
  if (!/^\d{1,6}$/u.test(shown))
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'show', value: shown, allowed: ['0 … 999999'] })
  const { value, problems } = readTableOptions(options)
  const alone = modelWithoutAddress(options)
  if (alone !== undefined || problems.length > 0)
    return refuseUsage(call, ...(alone === undefined ? [] : [alone]), ...problems)
  return withEdition(call, async (edition) => {
    const model = options.has('model-url') ? openModel(options, edition) : undefined
    if (model?.ok === false) return refuseModel(call, model)
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const gold = await readGold(operands[0] ?? '-', value, options.get('expected'), createCodec(edition))
    if (!gold.ok) return sayProblems({ catalogue: assistCatalogue, problems: gold.problems }, call, 1)
    const earlier = await earlierResults(options.get('before'))
    if (!earlier.ok) return sayProblems({ catalogue: assistCatalogue, problems: [earlier.problem] }, call, 1)
    const evaluation = evaluate(gold.names, opened.value.normaliser, edition)
    const target = options.get('results')
    if (target !== undefined) {
      const lines = evaluation.names.map(({ result }) => `${JSON.stringify(result)}\n`)
      const problem = await writeLines(target, lines, call.terminal)
      if (problem !== undefined) return sayProblems({ catalogue: assistCatalogue, problems: [problem] }, call, 1)
    }
    const help = model && (await measureHelp(evaluation, model.suggester, edition))
    say(call, evaluation, { earlier: earlier.results, help, show: Number(shown), edition })
    return 0
  })
}

type Earlier =
  | { readonly ok: true; readonly results: readonly EarlierResult[] | undefined }
  | { readonly ok: false; readonly problem: AssistProblem }

async function earlierResults(file: string | undefined): Promise<Earlier> {
  if (file === undefined) return { ok: true, results: undefined }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === undefined) throw error
    return { ok: false, problem: { code: 'eval-file-unreadable', file, reason: message } }
  }
  const results: EarlierResult[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readResultLine(line)
    if (read === undefined) return { ok: false, problem: { code: 'eval-not-a-result', file, row: at + 1 } }
    results.push(read)
  }
  return { ok: true, results }
}

interface Beside {
  readonly earlier: readonly EarlierResult[] | undefined
  readonly help: HelpByState | undefined
  readonly show: number
  readonly edition: Edition
}

function say(call: Call, evaluation: Evaluation, { earlier, help, show, edition }: Beside): void {
  const comparison = earlier === undefined ? undefined : compareResults(evaluation, earlier, edition)
  if (!call.json) {
    call.terminal.out(evaluationText(evaluation, show, call))
    if (comparison !== undefined) call.terminal.out(comparisonText(comparison, show, call))
    if (help !== undefined) call.terminal.out(helpText(help, call.language))
    return
  }
  const { figures, byPhenomenon, states, calibration, names } = evaluation
  const wrong = names.filter(({ isRight }) => !isRight)
  writeJson(call, {
    edition: edition.version,
    figures,
    byPhenomenon,
    states,
    calibration,
    wrong: wrong.map(({ gold, result, codes }) => ({ ...gold, state: result.state, codes })),
    ...(help === undefined ? {} : { help }),
    ...(comparison === undefined
      ? {}
      : {
          comparison: {
            ...comparison,
            changed: comparison.changed.map(({ name, ...rest }) => ({ input: name.gold.input, ...rest })),
          },
        }),
  })
}
