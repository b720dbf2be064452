import type { Evidence } from '../evidence/evidence.ts'
import { foldHeader } from '../guess/fold.ts'
import { roleOfHeader } from '../guess/role-of-header.ts'
import type { Role } from '../model/roles.ts'
import { familyName, isIdCard, isPersonName, isPhone } from './personal-text.ts'

export const PERSONAL_KINDS = ['person-name', 'person-id', 'phone'] as const

export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** A column that looks personal; `column` is its index (from 0) in the file. */
export interface PersonalReading {
  readonly column: number
  readonly kind: PersonalKind
  readonly evidence: readonly Evidence[]
}

const HEADERS: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'person-name',
    /姓名|^(?:患者|病人|受检者|受检人|医生|医师|技师|护士|操作者|报告人|审核人|登记人|联系人|家属)$|(?:报告|审核|检查|申请|开单|送检|执行|诊断|操作|书写)(?:医生|医师|技师|护士|人|人员)$|^(?:patient|person|full|first|last|family|given)name$|^(?:patient|surname|physician|doctor|radiologist|technician|technologist|operator|operatorsname)$|physicians?(?:name)?$|physicianof/,
  ],
  [
    'person-id',
    /身份证|证件号|护照|社保卡|医保卡|就诊卡|诊疗卡|一卡通|^(?:患者|病人|受检者)(?:id|编号|号|标识|主索引)$|^(?:住院|门诊|病历|病案|病员|床)号$|^(?:idcard|idno|idnumber|nationalid|ssn|passport|patientid|patientno|patientnumber|mrn|medicalrecordnumber|otherpatientids)$/,
  ],
  [
    'phone',
    /电话|手机|联系方式|^(?:phone|mobile|tel|telephone|cellphone|phonenumber|mobilephone|contact|patientphone|patienttelephonenumbers)$/,
  ],
]

/** Shares of the cells from which a column is taken for personal. A true identity card number hardly comes by chance. */
const ID_SHARE = 0.05
const PHONE_SHARE = 0.5
const NAME_SHARE = 0.85
/** Names need company to be told from words that happen to start like a family name. */
const LEAST_NAMES = 8
const LEAST_FAMILIES = 5

/** Finds the columns that look like a person's name, number or phone, by header or by the cells of the sample. */
export function personalColumns(headers: readonly string[], rows: readonly (readonly string[])[]): PersonalReading[] {
  const found: PersonalReading[] = []
  const width = Math.max(headers.length, ...rows.slice(0, 1).map((row) => row.length))
  for (let column = 0; column < width; column++) {
    const header = headers[column] ?? ''
    const reading = byHeader(header, column) ?? byCells(rows, column, roleOfHeader(header)?.role)
    if (reading !== undefined) found.push(reading)
  }
  return found
}

function byHeader(header: string, column: number): PersonalReading | undefined {
  const folded = foldHeader(header)
  for (const [kind, pattern] of HEADERS) {
    const word = pattern.exec(folded)?.[0]
    if (word !== undefined) return { column, kind, evidence: [{ code: 'header-says', header, word }] }
  }
  return undefined
}

/** A header that says what the column is outweighs cells that only might be personal: codes of eleven digits are no phones. */
function byCells(
  rows: readonly (readonly string[])[],
  column: number,
  said: Role | undefined,
): PersonalReading | undefined {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  const of = cells.length
  if (of === 0) return undefined
  const ids = cells.filter(isIdCard).length / of
  if (ids >= ID_SHARE) {
    return { column, kind: 'person-id', evidence: [{ code: 'cells-look-like', what: 'id-card', share: ids, of }] }
  }
  if (said !== undefined) return undefined
  const phones = cells.filter(isPhone).length / of
  if (phones >= PHONE_SHARE) {
    return { column, kind: 'phone', evidence: [{ code: 'cells-look-like', what: 'phone', share: phones, of }] }
  }
  const names = cells.filter(isPersonName)
  const share = names.length / of
  if (
    share >= NAME_SHARE &&
    new Set(names).size >= LEAST_NAMES &&
    new Set(names.map(familyName)).size >= LEAST_FAMILIES
  ) {
    return { column, kind: 'person-name', evidence: [{ code: 'cells-look-like', what: 'person-name', share, of }] }
  }
  return undefined
}

const ID_OR_PHONE = /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)/g

/** Blots out identity card and phone numbers in a free text, such as a bad row that is set aside. */
export function blotPersonal(text: string): string {
  return text.replaceAll(ID_OR_PHONE, (found) => (isIdCard(found) || isPhone(found) ? '*'.repeat(found.length) : found))
}

/** True for a cell that is an identity card or phone number; quick on all others. */
export function isPersonalNumber(cell: string): boolean {
  const length = cell.length
  return (length === 18 || length === 15 || length === 11) && (isIdCard(cell) || isPhone(cell))
}
