import type { Item } from '@yingma/core'
import type { Random } from './random.ts'

/** What an exam name is made of, taken apart from the published name of an item. */
export interface Words {
  readonly modality: 'CT' | 'MR' | 'DR'
  readonly part: string
  /** Scan or position as published, `''` where the name has none. */
  readonly method: string
}

/** The habits of one institution: how its dictionary spells all its names. */
export interface Habits {
  readonly order: (words: Spelt) => string
  readonly modality: string
  readonly open: string
  readonly close: string
  readonly separator: string
}

interface Spelt {
  readonly m: string
  readonly p: string
  readonly s: string
  readonly b: (text: string) => string
}

const ORDERS: ReadonlyArray<(words: Spelt) => string> = [
  ({ m, p, s }) => `${m}${p}${s}`,
  ({ m, p, s }) => `${p}${m}${s}`,
  ({ m, p, s, b }) => `${m}${b(p)}${s}`,
  ({ m, p, s, b }) => `${m}${p}${b(s)}`,
  ({ m, p, s }) => `${p}${s}${m}`,
  ({ m, p, s }) => `${m}-${p}-${s}`,
  ({ p, s, b }) => `${b(p)}${p}${s}`,
  ({ m, p, s }) => `${s}${p}${m}`,
]

const MODALITIES: Readonly<Record<Words['modality'], readonly string[]>> = {
  CT: ['CT', 'ct', 'ＣＴ', 'CT检查', '螺旋CT', 'X线计算机体层(CT)'],
  MR: ['MR', 'MRI', '磁共振', '核磁', '核磁共振', 'ＭＲ'],
  DR: ['DR', 'X线', '数字化摄影', 'DR摄片', 'Ｘ线', '平片'],
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  颅脑: ['头颅', '头部', '颅脑', '脑'],
  胸部: ['胸部', '胸', '肺部', '双肺'],
  膝关节: ['膝关节', '膝'],
  上腹部: ['上腹部', '上腹', '肝胆胰脾'],
  中下腹部: ['下腹部', '中下腹'],
  盆腔: ['盆腔', '盆部'],
  腰椎: ['腰椎', '腰椎间盘'],
}

const METHODS: Readonly<Record<string, readonly string[]>> = {
  平扫: ['平扫', '平扫', '扫描', ''],
  '平扫+增强': ['平扫+增强', '平扫加增强', '增强', '平扫及增强扫描'],
  正位: ['正位', '后前位', '正位片'],
  侧位: ['侧位', '侧位片'],
  '正、侧位': ['正侧位', '正、侧位', '正侧位片', '正+侧位'],
}

const HARDWARE: Readonly<Record<Words['modality'], readonly string[]>> = {
  CT: ['64排', '16排', '双源', '256层', '128排'],
  MR: ['1.5T', '3.0T', '3T'],
  DR: ['数字', '床旁', '移动'],
}

const NOTES = [
  '(需空腹)',
  '（总院）',
  '(医保)',
  '[门诊]',
  '(急诊)',
  '（东院）',
  '(体检)',
  '-不含片',
  '(加收)',
  '[复查]',
  '(术后)',
  '(特需)',
  '_1',
  '(VIP)',
  '（二部）',
  '[肺癌复查对比]',
  '(夜班)',
  '(含片)',
]

/** Film, consultations and other lines of charge lists that are no exams. */
const NO_EXAMS = ['胶片费', '读片会诊', '医用耦合剂', '打印图文报告', '影像数据光盘', '电子胶片', '造影剂', '静脉穿刺']

const GARBAGE = ['####', '测试', '??', '作废', '1', '　', '无', 'test']

/** Takes the published name of a CT, MR or DR item apart; null for other items. */
export function wordsOf(item: Item): Words | null {
  const match = /^(CT|MR|DR)(.+?)(?:\(([^)]*)\))?$/u.exec(item.name)
  if (match === null) return null
  const [, modality, body = '', bracket] = match as unknown as [string, Words['modality'], string, string | undefined]
  const position = modality === 'DR' ? /(?:正、侧位|[正侧斜轴切]位)$/u.exec(body)?.[0] : undefined
  const part = position === undefined ? body : body.slice(0, -position.length)
  return part === '' ? null : { modality, part, method: bracket ?? position ?? '' }
}

/** Habits of institution number `index`: the first ones of the list are those of many. */
export function habitsOf(random: Random): Habits {
  const [open, close] = random.pick([
    ['(', ')'],
    ['（', '）'],
    ['[', ']'],
    ['【', '】'],
  ] as const)
  return {
    order: random.pick(ORDERS),
    modality: String(random.below(6)),
    open,
    close,
    separator: random.pick(['+', '，', '、', '|', '及', '_']),
  }
}

/** One exam as an institution writes it. `noise` 0–1 is how far its clerks stray from the plain words. */
export function spell(words: Words, habits: Habits, random: Random, noise: number): string {
  const modalities = MODALITIES[words.modality]
  const habitual = modalities[Number(habits.modality) % modalities.length] as string
  const m = random.chance(noise * 0.3) ? random.pick(modalities) : habitual
  const name = habits.order({
    m,
    p: spellPart(words.part, random),
    s: spellMethod(words.method, random),
    b: (text) => (text === '' ? '' : `${habits.open}${text}${habits.close}`),
  })
  const before = random.chance(noise * 0.4) ? random.pick(HARDWARE[words.modality]) : ''
  const after = random.chance(noise * 0.6) ? random.pick(NOTES) : ''
  return `${before}${name}${after}`
}

/** A line that is no exam, or no words at all. */
export function noExam(random: Random): string {
  return random.pick(random.chance(0.7) ? NO_EXAMS : GARBAGE)
}

function spellPart(part: string, random: Random): string {
  const side = /^[左右双]侧?/u.exec(part)?.[0] ?? ''
  const site = part.slice(side.length)
  const base = random.pick(PARTS[site] ?? [site])
  if (side === '') return base
  return random.pick([`${side}${base}`, `${base}(${side.slice(0, 1)})`, `${side.slice(0, 1)}侧${base}`])
}

function spellMethod(method: string, random: Random): string {
  return random.pick(METHODS[method] ?? [method])
}
