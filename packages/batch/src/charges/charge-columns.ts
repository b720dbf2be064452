import { type BatchProblem, ProblemError } from '../problem.ts'

/** Columns of a table of charge lines that mean something to the audit. */
export const CHARGE_FIELDS = [
  'session',
  'date',
  'items',
  'name',
  'modality',
  'priceCode',
  'priceName',
  'quantity',
  'amount',
  'unitPrice',
  'kind',
  'sex',
  'modifiers',
  'performed',
  'guidance',
  'filmConsent',
  'filmsPrinted',
  'department',
  'patientClass',
  'indication',
  'institution',
] as const
export type ChargeField = (typeof CHARGE_FIELDS)[number]

/** Which column plays which role; `session` may be several, parted by commas: lines that share them all are one exam. */
export type ChargeRoles = Readonly<Partial<Record<ChargeField, string>>>

/** Headers met in exports, most telling first. Compared without case, spaces and punctuation. */
const HEADERS: Readonly<Record<ChargeField, readonly string[]>> = {
  session: [
    '检查流水号',
    '医嘱号',
    '申请单号',
    '检查号',
    '就诊流水号',
    '结算号',
    'session',
    'orderid',
    'order',
    'examid',
  ],
  date: ['收费日期', '收费时间', '检查日期', '检查时间', '执行时间', 'date', 'chargedate', 'examdate'],
  items: ['标准项目代码', '标准项目编码', '标准代码', 'yingmacodes', 'codes', 'items'],
  name: ['检查项目名称', '检查项目', '检查名称', '医嘱名称', 'examname', 'name'],
  modality: ['检查类型', '设备类型', 'modality'],
  priceCode: ['医保编码', '医保项目编码', '价格项目编码', '收费项目编码', '项目编码', 'pricecode', 'chargecode'],
  priceName: ['价格项目名称', '收费项目名称', '收费项目', '项目名称', 'pricename', 'chargename'],
  quantity: ['数量', '收费数量', 'quantity', 'qty'],
  amount: ['金额', '收费金额', '总金额', 'amount'],
  unitPrice: ['单价', '收费单价', 'unitprice', 'price'],
  kind: ['费用类别', '收费类别', 'kind'],
  sex: ['性别', 'sex', 'gender'],
  modifiers: ['修饰', 'modifiers', 'yingmamodifiers'],
  performed: ['是否执行', '是否完成', '有报告', 'performed'],
  guidance: ['引导', '是否引导', 'guidance'],
  filmConsent: ['胶片同意', '胶片知情同意', 'filmconsent'],
  filmsPrinted: ['胶片打印数', '打印张数', 'filmsprinted'],
  department: ['申请科室', '开单科室', '开立科室', '临床科室', '科室', 'department', 'orderingdepartment'],
  patientClass: [
    '患者类型',
    '患者类别',
    '病人类型',
    '病人类别',
    '患者来源',
    '病人来源',
    '就诊类型',
    '就诊类别',
    'patientclass',
    'encounterclass',
  ],
  indication: ['检查指征', '指征', '适应证', '适应症', '申请理由', 'indication', 'reasonforexam'],
  institution: ['医疗机构', '机构名称', '医院名称', 'institution', 'hospital'],
}

/** Without these nothing can be audited; besides there must be items or names, and amounts or unit prices. */
const NEEDED = ['session', 'date', 'priceCode', 'quantity'] as const

/** Says which column plays which role: what the caller gave first, then what the headers tell. */
export function chooseChargeRoles(columns: readonly string[], given: ChargeRoles): ChargeRoles {
  const roles: Partial<Record<ChargeField, string>> = {}
  const taken = new Set<string>()
  for (const field of CHARGE_FIELDS) {
    const said = given[field]
    if (said === undefined) continue
    for (const column of field === 'session' ? said.split(',') : [said]) {
      if (!columns.includes(column)) throw new ProblemError({ code: 'batch.column-missing', column, columns })
      taken.add(column)
    }
    roles[field] = said
  }
  const byKey = new Map(columns.map((column) => [headerKey(column), column] as const))
  for (const field of CHARGE_FIELDS) {
    if (roles[field] !== undefined) continue
    const column = HEADERS[field].map((header) => byKey.get(header)).find((found) => found && !taken.has(found))
    if (column === undefined) continue
    roles[field] = column
    taken.add(column)
  }
  for (const field of NEEDED) if (roles[field] === undefined) throw roleUnknown(field, columns)
  if (roles.items === undefined && roles.name === undefined) throw roleUnknown('items', columns)
  if (roles.amount === undefined && roles.unitPrice === undefined) throw roleUnknown('amount', columns)
  return roles
}

/** The same, with what stands against it as a problem. */
export function readChargeRoles(
  columns: readonly string[],
): { readonly ok: true; readonly roles: ChargeRoles } | { readonly ok: false; readonly problem: BatchProblem } {
  try {
    return { ok: true, roles: chooseChargeRoles(columns, {}) }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

function roleUnknown(role: ChargeField, columns: readonly string[]): ProblemError {
  return new ProblemError({ code: 'batch.role-unknown', role, columns })
}

function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.()（）/]/gu, '')
}
