import { createCodec, type Edition, type FieldReading, type Language } from '@yingma/core'
import { type FacetName, type Normalised, type ResultItem, resultTexts, ruleText, type Span } from '@yingma/normalise'
import { layColumns, widthOf } from '../../command-line/columns.ts'
import type { Terminal } from '../../command-line/terminal.ts'

const WORDS = {
  zh: {
    confidence: '置信度',
    reason: '原因',
    classes: '类别',
    modifiers: '修饰',
    flags: '提示',
    defaults: '按惯例取',
    rules: '规则',
    lost: '落选',
    noItem: '没有项目',
    missing: '缺',
    closest: '最接近',
    byDefault: '惯例',
    notSaid: '名称里没有',
  },
  en: {
    confidence: 'confidence',
    reason: 'reason',
    classes: 'classes',
    modifiers: 'modifiers',
    flags: 'flags',
    defaults: 'by convention',
    rules: 'rules',
    lost: 'lost',
    noItem: 'no item',
    missing: 'missing',
    closest: 'closest',
    byDefault: 'by convention',
    notSaid: 'not in the name',
  },
} as const

interface Context {
  readonly edition: Edition
  readonly language: Language
  readonly terminal: Terminal
}

/** A reading for people: the name with its spans marked, the parse as a tree, the rules that fired, what lost and why. */
export function explainText(result: Normalised, context: Context): string {
  const { language, terminal } = context
  const words = WORDS[language]
  const texts = resultTexts[language]
  const state = terminal.paint(result.state === 'mapped' ? 'green' : 'yellow', texts.states[result.state])
  const facts: readonly (readonly [string, readonly string[]])[] = [
    [words.reason, result.reason === undefined ? [] : [texts.reasons[result.reason]]],
    [words.flags, result.flags.map((flag) => texts.flags[flag])],
    [words.classes, result.classes.map((name) => texts.classes[name])],
    [words.modifiers, result.modifiers.map((modifier) => texts.modifiers[modifier])],
    [words.defaults, result.defaults.map((facet) => texts.facets[facet])],
    [words.rules, result.rules.map((rule) => `${rule} (${ruleText(rule, language)})`)],
  ]
  const said = facts.filter(([, values]) => values.length > 0)
  return [
    ...markSpans(
      result.name,
      result.items.flatMap(({ spans }) => spans),
      language,
    ),
    '',
    `${state} · ${words.confidence} ${result.confidence}`,
    ...treeLines(result.items.map((item) => itemNode(item, result, context))),
    ...layColumns(said.map(([title, values]) => [title, values.join(' · ')])),
    ...lostLines(result, context),
    '',
  ].join('\n')
}

/** The name, and below it every span with the facet that it gave. Spans that overlap stand on lines of their own. */
export function markSpans(name: string, spans: readonly Span[], language: Language): readonly string[] {
  const shown = name.replaceAll(/[\r\n\t]/g, ' ')
  const sorted = [...new Map(spans.map((span) => [span.join(), span])).values()].sort(
    (a, b) => a[0] - b[0] || b[1] - a[1],
  )
  const lines: string[] = []
  for (const [start, end, facet] of sorted) {
    const before = widthOf(shown.slice(0, start))
    const mark = '▔'.repeat(Math.max(1, widthOf(shown.slice(start, end)))) + facetWord(facet, language)
    const at = lines.findIndex((line) => widthOf(line) < before || line === '')
    const place = at < 0 ? lines.length : at
    const line = lines[place] ?? ''
    lines[place] = line + ' '.repeat(before - widthOf(line)) + mark
  }
  return [shown, ...lines]
}

function facetWord(facet: string, language: Language): string {
  return (resultTexts[language].facets as Readonly<Record<string, string>>)[facet] ?? facet
}

interface Node {
  readonly text: string
  readonly below: readonly string[]
}

function treeLines(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ text, below }, at) => {
    const last = at === nodes.length - 1
    const stem = last ? '   ' : '│  '
    return [
      `${last ? '└─' : '├─'} ${text}`,
      ...below.map((line, index) => `${stem}${index === below.length - 1 ? '└─' : '├─'} ${line}`),
    ]
  })
}

function itemNode(item: ResultItem, result: Normalised, { edition, language, terminal }: Context): Node {
  const words = WORDS[language]
  const texts = resultTexts[language]
  if (item.code === null) {
    const missing = (item.missing ?? []).map((facet) => texts.facets[facet]).join(', ')
    const closest = (item.closest ?? []).map((code) => `${words.closest} ${code} ${nameOf(code, edition, language)}`)
    return {
      text: `${terminal.paint('yellow', words.noItem)}${missing === '' ? '' : `: ${words.missing} ${missing}`}`,
      below: [...saidLines(item, result, language), ...closest],
    }
  }
  const decoded = createCodec(edition).decode(item.code)
  const fields =
    'fields' in decoded ? decoded.fields.filter(({ facet, value }) => facet !== null && value !== null) : []
  const rows = fields
    .filter((field) => isTold(field))
    .map((field) => [
      field.facet === null ? field.title[language] : facetWord(field.facet, language),
      valueName(field, language),
      whence(field.facet ?? '', item, result, language),
    ])
  return {
    text: `${terminal.paint('bold', item.code)}  ${nameOf(item.code, edition, language)}  ${texts.relations[item.relation]}`,
    below: layColumns(rows),
  }
}

/** Fields that say nothing (no processing, no route) are left out of the tree. */
function isTold({ value }: FieldReading): boolean {
  return !/^(?:0+|9+)$/.test(value?.code ?? '')
}

function valueName({ value }: FieldReading, language: Language): string {
  return `${value?.code ?? ''} ${(language === 'zh' ? value?.name : value?.nameEn) ?? ''}`
}

/** The words of the name that gave a facet; else where it comes from. */
function whence(facet: string, item: ResultItem, { name, defaults, rules }: Normalised, language: Language): string {
  const said = item.spans.filter(
    ([, , own]) => own === facet || (facet === 'part' && own === 'side') || (facet === 'device' && own === 'modality'),
  )
  if (said.length > 0) return `← ${said.map(([start, end]) => `“${name.slice(start, end)}”`).join(' ')}`
  if (defaults.includes(facet as FacetName)) return `← ${WORDS[language].byDefault}`
  const rule = rules.find((one) => one.startsWith(facet))
  return `← ${rule === undefined ? WORDS[language].notSaid : ruleText(rule, language)}`
}

function saidLines({ spans }: ResultItem, { name }: Normalised, language: Language): readonly string[] {
  return layColumns(spans.map(([start, end, facet]) => [facetWord(facet, language), `“${name.slice(start, end)}”`]))
}

function lostLines({ candidates }: Normalised, { edition, language, terminal }: Context): readonly string[] {
  if (candidates.length === 0) return []
  return [
    terminal.paint('bold', WORDS[language].lost),
    ...candidates.flatMap(({ codes, why }) => [
      `  ${ruleText(why, language)}`,
      ...layColumns(codes.map((code) => [`    ${code}`, nameOf(code, edition, language)])),
    ]),
  ]
}

function nameOf(code: string, edition: Edition, language: Language): string {
  const item = edition.byCode.get(code.toUpperCase())
  return (language === 'zh' ? item?.name : item?.nameEn) ?? ''
}
