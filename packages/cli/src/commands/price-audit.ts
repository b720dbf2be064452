import { availableParallelism } from 'node:os'
import {
  auditCharges,
  batchProblems,
  CHARGE_FIELDS,
  type ChargeAuditRecord,
  type ChargeField,
  DEFAULT_MEMORY,
} from '@yingma/batch'
import { AUDIT_KINDS, createPricer, fixedYuan, type PriceSchedule } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import { readCount, readSize } from '../batch/read-size.ts'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { moneyJson, yuan } from '../price/money-json.ts'
import { FACTOR_OPTION, openSchedule, openSchedules, SCHEDULES_OPTION, SET_OPTION } from '../price/open-schedules.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'LINES… --out DIR',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '审核收费明细：CSV、Parquet、文件夹、Excel。每行一条收费：医嘱号、日期、标准项目代码（或检查项目名称）、医保编码、数量、金额；\n性别、机构、是否执行、引导、胶片、申请科室、患者类型（住院、门诊）、指征等列有就用。同一医嘱（或 --column session=病人,日期,设备）为一次检查，按当日有效的价表核对。\n结果是疑点，不是结论：每个疑点有种类（国家问题清单第75—99条等）、依据、涉及金额、把握程度；写入 suspicions 和 audit.json。金额为元。',
    en: 'Audits charge lines in CSV, Parquet, folders, Excel. A line a charge: order, day, codes of standard items (or the exam name),\ninsurance code, quantity, amount; sex, institution, performed, guidance, film, department, patient class (inpatient, outpatient),\nindication … are used where there are such columns.\nLines of one order (or --column session=patient,day,device) are one exam, held against the schedule in force that day.\nThe results are suspicions, never verdicts: kind (75–99 of the national list and three of our own), evidence, amount at stake in\nyuan, certainty; written to suspicions.parquet and audit.json.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '输出文件夹', en: 'folder for the results' } },
    {
      name: 'jurisdiction',
      value: 'PLACE',
      text: {
        zh: '地区，默认 江西省；其各期价表都用',
        en: 'the jurisdiction, 江西省 if not said; all its schedules are used',
      },
    },
    FACTOR_OPTION,
    SET_OPTION,
    SCHEDULES_OPTION,
    {
      name: 'column',
      short: 'c',
      value: 'ROLE=COLUMN',
      repeat: true,
      text: {
        zh: `指定列的含义（${CHARGE_FIELDS.join('、')}）；session 可为多列，逗号分隔`,
        en: `what a column is (${CHARGE_FIELDS.join(', ')}); session may be several, parted by commas`,
      },
    },
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['parquet', 'csv'],
      text: { zh: '疑点表的格式，默认 parquet', en: 'format of the suspicions, parquet if not said' },
    },
    { name: 'encoding', value: 'E', text: { zh: '文本文件的编码', en: 'encoding of text files' } },
    {
      name: 'memory',
      value: 'SIZE',
      text: { zh: '内存上限，如 1GB（默认）', en: 'memory limit such as 1GB (if not said)' },
    },
    { name: 'threads', value: 'N', text: { zh: '线程数', en: 'threads' } },
  ],
  examples: [
    {
      line: 'yingma price audit charges.parquet --out audit',
      text: { zh: '核对一批收费明细', en: 'audit a table of charge lines' },
    },
    {
      line: 'yingma price audit charges.csv --out audit --factor 0.9 --column items=标准代码 --format csv',
      text: { zh: '按地方价，指定列', en: 'at local prices, saying a column' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands, language } = call
  const out = options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const roles = readRoles(call)
  const [memory, threads] = [options.get('memory'), options.get('threads')]
  const bytes = memory === undefined ? DEFAULT_MEMORY : readSize(memory)
  const count = threads === undefined ? availableParallelism() : readCount(threads)
  if (roles === undefined) return 2
  if (bytes === undefined)
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option: 'memory',
      value: memory ?? '',
      allowed: ['1GB', '512MB'],
    })
  if (count === undefined)
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option: 'threads',
      value: threads ?? '',
      allowed: ['1', '2 …'],
    })
  return withEdition(call, async (edition) => {
    const schedules = schedulesOf(call)
    if (typeof schedules === 'number') return schedules
    const encoding = options.get('encoding')
    const outcome = await auditCharges({
      inputs: operands,
      out,
      pricers: schedules.map((schedule) => createPricer(edition, schedule)),
      language,
      normaliser: () => createNormaliser(edition, loadVocabulary()),
      roles,
      format: options.get('format') === 'csv' ? 'csv' : 'parquet',
      memory: bytes,
      threads: count,
      ...(encoding !== undefined && { encoding }),
    })
    if (!outcome.ok) return sayProblems({ catalogue: batchProblems, problems: [outcome.problem] }, call, 1)
    if (call.json) call.terminal.out(`${moneyJson(recordJson(outcome.value))}\n`)
    else call.terminal.out(recordText(outcome.value, out, language))
    return 0
  })
}

/** The schedules of the jurisdiction, each with the factor and those switches that it has; or the exit code of a refusal. */
function schedulesOf(call: Call): readonly PriceSchedule[] | ExitCode {
  const { options } = call
  const all = openSchedules(options)
  if (!all.ok) return sayProblems({ catalogue: priceCatalogue, problems: all.problems }, call, 1)
  const place = options.get('jurisdiction') ?? '江西省'
  const own = all.value.filter((schedule) => schedule.jurisdiction === place)
  if (own.length === 0) {
    const places = [...new Set(all.value.map((schedule) => schedule.jurisdiction))]
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'jurisdiction', value: place, allowed: places })
  }
  const made: PriceSchedule[] = []
  const switches = options.all('set')
  for (const schedule of own) {
    const known = switches.filter((text) => schedule.switches.some(({ id }) => text.startsWith(`${id}=`)))
    const unknown = switches.filter((text) => !own.some((s) => s.switches.some(({ id }) => text.startsWith(`${id}=`))))
    const one = openSchedule(all.value, schedule.id, options.get('factor'), [...known, ...unknown])
    if (!one.ok) return sayProblems({ catalogue: priceCatalogue, problems: one.problems }, call, 1)
    made.push(one.value)
  }
  return made
}

function readRoles(call: Call): Readonly<Partial<Record<ChargeField, string>>> | undefined {
  const roles: Partial<Record<ChargeField, string>> = {}
  for (const given of call.options.all('column')) {
    const [role = '', column] = given.split(/=(.*)/su)
    const field = CHARGE_FIELDS.find((one) => one === role)
    if (field === undefined || column === undefined) {
      refuseUsage(call, {
        code: 'cli-value-not-allowed',
        option: 'column',
        value: given,
        allowed: CHARGE_FIELDS.map((one) => `${one}=…`),
      })
      return undefined
    }
    roles[field] = column
  }
  return roles
}

function recordJson(record: ChargeAuditRecord): unknown {
  return {
    ...record,
    kinds: record.kinds.map(({ stakeCents, ...kind }) => ({ ...kind, stake: yuan(stakeCents) })),
  }
}

const TITLES = new Map(AUDIT_KINDS.map((kind) => [kind.id, kind.title]))

/** Departments that the text shows; all of them stand in audit.json. */
const MOST_DEPARTMENTS = 20

function departmentsText({ departments }: ChargeAuditRecord, zh: boolean): readonly string[] {
  if (departments.length === 0) return []
  const rows = departments
    .slice(0, MOST_DEPARTMENTS)
    .map(({ institution, department, kind, sessions, of }) => [
      `  ${institution === undefined ? '' : `${institution} `}${department}`,
      kind,
      `${sessions.toLocaleString('en')} / ${of.toLocaleString('en')}`,
      `${((sessions / of) * 100).toFixed(1)}%`,
    ])
  const more = departments.length - rows.length
  return [
    zh
      ? '没有指征的检查和门控加收占科室检查的比例：'
      : 'exams and gating without an indication, as a share of the exams of a department:',
    ...layColumns(rows),
    ...(more > 0 ? [zh ? `  另有 ${more} 行，见 audit.json` : `  ${more} more in audit.json`] : []),
  ]
}

function recordText(record: ChargeAuditRecord, out: string, language: Language): string {
  const n = (count: number): string => count.toLocaleString('en')
  const zh = language === 'zh'
  const kinds = record.kinds.map(({ kind, warning, sessions, stakeCents }) => [
    `  ${kind}`,
    n(sessions),
    fixedYuan(stakeCents),
    `${TITLES.get(kind)?.[language] ?? ''}${warning ? (zh ? '（仅提示）' : ' (warning only)') : ''}`,
  ])
  const not = Object.entries(record.notQuoted).map(([reason, sessions]) => `  ${reason} ${n(sessions)}`)
  return [
    zh
      ? `${n(record.lines)} 行收费，${n(record.sessions)} 次检查，${n(record.shapes)} 种；${n(record.suspectSessions)} 次检查有疑点，共 ${n(record.suspicions)} 个`
      : `${n(record.lines)} lines, ${n(record.sessions)} exams of ${n(record.shapes)} shapes; ${n(record.suspectSessions)} exams with ${n(record.suspicions)} suspicions`,
    ...layColumns(kinds),
    ...departmentsText(record, zh),
    ...(not.length > 0 ? [zh ? '未能核对的检查：' : 'exams that could not be held against a quote:', ...not] : []),
    ...record.files.map((file) => `${out}/${file}`),
    '',
  ].join('\n')
}
