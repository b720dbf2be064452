import type { Calibration, Comparison, Count, Evaluation, Figures, JudgedName } from '@yingma/assist'
import type { Language } from '@yingma/core'
import { resultTexts } from '@yingma/normalise'
import { layColumns } from '../command-line/columns.ts'
import type { Terminal } from '../command-line/terminal.ts'

const WORDS = {
  zh: {
    figure: '指标',
    names: '名称',
    exams: '检查次数',
    right: '完全正确',
    accepted: '采纳（有项目的名称中）',
    precision: '采纳者中正确',
    leaked: '误采纳（无项目的名称中）',
    phenomenon: '现象',
    wrong: '错',
    calibration: '置信度',
    ece: '校准误差',
    aurc: '风险—覆盖曲线下面积',
    constant: '恒定置信度',
    errors: '错的名称',
    more: '另有',
    compared: '与先前结果比较',
    before: '先前',
    after: '现在',
    effects: { fixed: '改对', broken: '改错', 'still-right': '仍对', 'still-wrong': '仍错' },
    unchanged: '没有变化',
  },
  en: {
    figure: 'figure',
    names: 'names',
    exams: 'exams',
    right: 'whole set right',
    accepted: 'accepted, of those with items',
    precision: 'right, of those accepted',
    leaked: 'accepted, of those without items',
    phenomenon: 'phenomenon',
    wrong: 'wrong',
    calibration: 'confidence',
    ece: 'calibration error',
    aurc: 'area under risk against coverage',
    constant: 'constant confidence',
    errors: 'Wrong names',
    more: 'more',
    compared: 'Against the earlier results',
    before: 'before',
    after: 'after',
    effects: { fixed: 'fixed', broken: 'broken', 'still-right': 'still right', 'still-wrong': 'still wrong' },
    unchanged: 'nothing changed',
  },
} as const

interface Place {
  readonly language: Language
  readonly terminal: Terminal
}

/** The figures of an evaluation for people, the hardest phenomena first, and `show` of the wrong names. */
export function evaluationText(evaluation: Evaluation, show: number, { language, terminal }: Place): string {
  const words = WORDS[language]
  const wrong = evaluation.names.filter(({ isRight }) => !isRight)
  const bold = (text: string) => terminal.paint('bold', text)
  const classes: Readonly<Record<string, string>> = resultTexts[language].classes
  const phenomena = evaluation.byPhenomenon.map(({ phenomenon, figures }) => [
    classes[phenomenon] ?? phenomenon,
    String(figures.all.names),
    String(figures.all.names - figures.right.names),
    share(figures.right, figures.all),
  ])
  return [
    ...layColumns([[bold(words.figure), words.names, words.exams], ...figureRows(evaluation.figures, language)]),
    '',
    ...(phenomena.length === 0
      ? []
      : [...layColumns([[bold(words.phenomenon), words.names, words.wrong, words.right], ...phenomena]), '']),
    ...calibrationLines(evaluation.calibration, language),
    ...(wrong.length === 0 || show === 0
      ? []
      : ['', bold(words.errors), ...wrong.slice(0, show).flatMap((name) => wrongLines(name))]),
    ...(wrong.length > show && show > 0 ? [`  … ${wrong.length - show} ${words.more}`] : []),
    '',
  ].join('\n')
}

function figureRows(figures: Figures, language: Language): readonly (readonly string[])[] {
  const words = WORDS[language]
  const row = (title: string, part: Count, whole: Count) => [
    title,
    `${share(part, whole)} (${part.names}/${whole.names})`,
    whole.exams === 0 ? '–' : percent(part.exams / whole.exams),
  ]
  return [
    row(words.right, figures.right, figures.all),
    row(words.accepted, figures.accepted, figures.withItems),
    row(words.precision, figures.acceptedRight, figures.accepted),
    row(words.leaked, figures.leaked, figures.withoutItems),
  ]
}

function calibrationLines(calibration: Calibration | null, language: Language): readonly string[] {
  if (calibration === null) return []
  const words = WORDS[language]
  const { ece, aurc, aurcConstant } = calibration
  return [
    `${words.calibration}: ${words.ece} ${ece.toFixed(4)} · ${words.aurc} ${aurc.toFixed(4)} (${words.constant} ${aurcConstant.toFixed(4)})`,
  ]
}

function wrongLines({ gold, result, codes }: JudgedName): readonly string[] {
  const asked = gold.labels.map((label) =>
    label.kind === 'state'
      ? label.state
      : label.slots.map((slot) => slot.map((one) => one.join('+')).join('/')).join('+'),
  )
  const modality = gold.input.modality === undefined ? '' : ` [${gold.input.modality}]`
  return [`  ${oneLine(gold.input.name)}${modality}`, `      ${asked.join(' | ')} → ${result.state} ${codes.join('+')}`]
}

/** What changed against the results of another version: input, before, after; broken names first. */
export function comparisonText(comparison: Comparison, show: number, { language, terminal }: Place): string {
  const words = WORDS[language]
  const { compared, rightBefore, rightAfter, changed } = comparison
  const order = ['broken', 'fixed', 'still-wrong', 'still-right'] as const
  const lines = order.flatMap((effect) =>
    changed
      .filter((one) => one.effect === effect)
      .map(({ name, before, after }) => [
        `  ${words.effects[effect]}  ${oneLine(name.gold.input.name)}`,
        `      ${words.before} ${before.state} ${before.codes.join('+')}`,
        `      ${words.after} ${after.state} ${after.codes.join('+')}`,
      ]),
  )
  const head = `${words.compared}: ${percent(rightBefore / Math.max(compared, 1))} → ${percent(rightAfter / Math.max(compared, 1))} (${compared} ${words.names})`
  return [
    terminal.paint('bold', head),
    ...(changed.length === 0 ? [`  ${words.unchanged}`] : lines.slice(0, show).flat()),
    ...(lines.length > show ? [`  … ${lines.length - show} ${words.more}`] : []),
    '',
  ].join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\t]/gu, ' ')
}

function share(part: Count, whole: Count): string {
  return whole.names === 0 ? '–' : percent(part.names / whole.names)
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}
