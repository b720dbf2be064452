import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import {
  exportLabels,
  LABEL_ROLES,
  type LabelColumns,
  type LabelRole,
  type LabelsRecord,
  type PseudonymKey,
  readPseudonymKey,
} from '@yingma/assist'
import { assistCatalogue } from '../assist/assist-catalogue.ts'
import { readCount } from '../batch/read-size.ts'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'
import { MODALITIES } from '../edition/modalities.ts'
import { withEdition } from '../edition/with-edition.ts'

export const command: Command = {
  usage: 'SOURCE --key FILE --out DIR',
  operands: { min: 1, max: 1 },
  text: {
    zh: '由标准化后的检查表（yingma run 的输出）导出训练用的标签：检查的假名、月份、标准项目、修饰、划分（训练、验证、留出机构、较晚时间）。\n测试中的患者不在训练中；少于 5 次的标签不导出；附分布、中英文数据卡、所用版本的哈希。不含姓名、证件号、检查号、确切时间和本院名称。\n密钥文件不存在时新建；谁有密钥，谁就能把假名对回去：请留在医院。',
    en: 'Exports labels for training from a standardised exam table (what yingma run wrote): pseudonym of the study, month, standard items, modifiers, fold\n(train, validation, institutions held out, later time). No patient of a test is in training; labels of fewer than 5 studies are not exported; with balance,\na data card in Chinese and English, and the hash of the edition. No names, numbers, exact times or local names. The key file is made where there is none;\nwhoever has it can find studies again: it stays in the hospital.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '输出文件夹', en: 'folder for the results' } },
    { name: 'key', value: 'FILE', text: { zh: '假名的密钥文件', en: 'file with the key of the pseudonyms' } },
    {
      name: 'item',
      value: 'CODE',
      repeat: true,
      text: {
        zh: '有这个项目的检查；组合项目指有其全部组成',
        en: 'exams with this item; a composite: with all its components',
      },
    },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      repeat: true,
      choices: MODALITIES,
      text: { zh: '设备类型', en: 'modality' },
    },
    {
      name: 'part',
      value: 'CODE',
      repeat: true,
      text: { zh: '部位代码的开头，如 0401', en: 'beginning of a part code, e.g. 0401' },
    },
    {
      name: 'modifier',
      value: 'M',
      repeat: true,
      text: { zh: '须有的修饰，如 thin-slice', en: 'modifier that must be there, e.g. thin-slice' },
    },
    { name: 'without', value: 'M', repeat: true, text: { zh: '不得有的修饰', en: 'modifier that must not be there' } },
    { name: 'from', value: 'DAY', text: { zh: '自某日', en: 'from this day on' } },
    { name: 'to', value: 'DAY', text: { zh: '至某日', en: 'to this day' } },
    {
      name: 'at-least',
      value: 'N',
      text: { zh: '标签至少有几次检查，不低于 5', en: 'studies that a label must have, 5 or more' },
    },
    { name: 'most', value: 'N', text: { zh: '每个标签最多几次检查', en: 'most studies of one label' } },
    {
      name: 'test-institutions',
      value: 'SHARE',
      text: { zh: '留出机构的比例，默认 0.2', en: 'share of institutions held out, 0.2 if not said' },
    },
    {
      name: 'validation',
      value: 'SHARE',
      text: { zh: '验证的比例，默认 0.1', en: 'share for validation, 0.1 if not said' },
    },
    {
      name: 'cutoff',
      value: 'DAY',
      text: {
        zh: '此日起为较晚的测试，默认最后五分之一',
        en: 'from this day on the later test; the last fifth if not said',
      },
    },
    {
      name: 'column',
      short: 'c',
      value: 'ROLE=COLUMN',
      repeat: true,
      text: { zh: `指定列：${LABEL_ROLES.join('、')}`, en: `which column is what: ${LABEL_ROLES.join(', ')}` },
    },
    {
      name: 'no-patient',
      text: {
        zh: '没有患者标识也导出；数据卡写明不能排除泄漏',
        en: 'export without patients; the card says that leakage cannot be excluded',
      },
    },
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['parquet', 'csv'],
      text: { zh: '格式，默认 parquet', en: 'format, parquet if not said' },
    },
  ],
  examples: [
    {
      line: 'yingma labels export out --modality CT --part 0401 --without bedside --key labels.key --out chest-ct',
      text: { zh: '胸部 CT', en: 'CT of the chest' },
    },
    {
      line: 'yingma labels export out --item 40040100003700 --most 5000 --format csv --key labels.key --out views',
      text: { zh: '正、侧位胸片，每种标签至多 5000', en: 'chest films in two views, 5,000 of each label at most' },
    },
  ],
  run,
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  const settings = readSettings(call)
  if ('problems' in settings) return refuseUsage(call, ...settings.problems)
  return withEdition(call, async (edition) => {
    const key = await openKey(options.get('key') ?? '')
    if (!key.ok)
      return sayProblems({ catalogue: assistCatalogue, problems: [{ code: 'labels-key', ...key.wrong }] }, call, 1)
    const result = await exportLabels({
      source: operands[0] ?? '',
      out: options.get('out') ?? '',
      edition,
      key: key.value,
      cohort: {
        items: options.all('item'),
        modalities: options.all('modality'),
        parts: options.all('part'),
        modifiers: options.all('modifier'),
        withoutModifiers: options.all('without'),
      },
      withPatient: !options.has('no-patient'),
      format: options.get('format') === 'csv' ? 'csv' : 'parquet',
      date: new Date().toISOString().slice(0, 10),
      ...settings,
    })
    if (!result.ok) return sayProblems({ catalogue: assistCatalogue, problems: result.problems }, call, 1)
    if (call.json) writeJson(call, result.record)
    else call.terminal.out(recordText(result.record, call))
    return 0
  })
}

interface Settings {
  readonly split: {
    readonly testInstitutions: number
    readonly validation: number
    readonly cutoff: string | undefined
  }
  readonly columns: LabelColumns
  readonly from?: string
  readonly to?: string
  readonly atLeast?: number
  readonly most?: number
}

function readSettings({ options }: Call): Settings | { readonly problems: readonly UsageProblem[] } {
  const problems: UsageProblem[] = []
  const refuse = (option: string, value: string, allowed: readonly string[]) =>
    problems.push({ code: 'cli-value-not-allowed', option, value, allowed })
  for (const option of ['out', 'key']) if (!options.has(option)) problems.push({ code: 'cli-option-missing', option })
  const day = (option: string): string | undefined => {
    const value = options.get(option)
    if (value !== undefined && !DAY.test(value)) refuse(option, value, ['2026-01-31'])
    return value
  }
  const share = (option: string, fallback: number): number => {
    const value = options.get(option) ?? String(fallback)
    const number = /^0(?:\.\d{1,4})?$/u.test(value) ? Number(value) : Number.NaN
    if (Number.isNaN(number) || number > 0.9) refuse(option, value, ['0 … 0.9'])
    return number
  }
  const count = (option: string): number | undefined => {
    const value = options.get(option)
    if (value === undefined) return undefined
    const number = readCount(value)
    if (number === undefined) refuse(option, value, ['1, 2 …'])
    return number
  }
  const columns: Partial<Record<LabelRole, string>> = {}
  for (const given of options.all('column')) {
    const [role = '', column] = given.split(/=(.*)/su)
    if (!(LABEL_ROLES as readonly string[]).includes(role) || column === undefined || column === '')
      refuse(
        'column',
        given,
        LABEL_ROLES.map((one) => `${one}=…`),
      )
    else columns[role as LabelRole] = column
  }
  const [from, to, atLeast, most] = [day('from'), day('to'), count('at-least'), count('most')]
  const split = {
    testInstitutions: share('test-institutions', 0.2),
    validation: share('validation', 0.1),
    cutoff: day('cutoff'),
  }
  if (problems.length > 0) return { problems }
  return {
    split,
    columns,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(most === undefined ? {} : { most }),
  }
}

type KeyOpened =
  | { readonly ok: true; readonly value: PseudonymKey }
  | { readonly ok: false; readonly wrong: { readonly file: string; readonly reason: string } }

/** The key of a file; a new one, readable by its owner only, where there is no file yet. */
async function openKey(file: string): Promise<KeyOpened> {
  try {
    const text = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      const made = randomBytes(32).toString('hex')
      await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
      return made
    })
    const value = readPseudonymKey(text)
    return value === undefined
      ? { ok: false, wrong: { file, reason: `${text.trim().length} characters` } }
      : { ok: true, value }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { ok: false, wrong: { file, reason: message } }
  }
}

function recordText(record: LabelsRecord, { language }: Call): string {
  const { studies, labels, institutions, leftOut, balance, split } = record
  const zh = language === 'zh'
  const head = zh
    ? `${studies} 次检查，${labels} 种标签，${institutions} 家机构；${split.cutoff} 起为较晚的测试`
    : `${studies} studies, ${labels} labels, ${institutions} institutions; the later test begins on ${split.cutoff}`
  const left = zh
    ? `去掉：读不定 ${leftOut.uncertain}，没有检查号或时间 ${leftOut.unplaced}，患者在测试中 ${leftOut.leak}，超出上限或标签太小 ${leftOut.cappedOrSmall}`
    : `left out: ${leftOut.uncertain} not read for certain, ${leftOut.unplaced} without number or time, ${leftOut.leak} whose patient is in a test, ${leftOut.cappedOrSmall} beyond the most or of small labels`
  const folds = Object.keys(balance.modality[0]?.counts ?? {})
  const rows = balance.modality.map(({ group, counts }) => [
    group,
    ...folds.map((fold) => String(counts[fold] ?? '<5')),
  ])
  return `${head}\n${left}\n${layColumns([['', ...folds], ...rows]).join('\n')}\n`
}
