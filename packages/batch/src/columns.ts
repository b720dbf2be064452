import type { NormaliseInput } from '@yingma/normalise'
import { ProblemError } from './problem.ts'

/** Columns of an exam table that mean something to us. The first ones are read by the normaliser. */
export const FIELDS = [
  'name',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'ageGroup',
  'charge',
  'department',
  'sex',
  'localCode',
  'institution',
  'time',
  'examId',
] as const
export type Field = (typeof FIELDS)[number]

/** Which column of the table plays which role. */
export type Roles = Readonly<Partial<Record<Field, string>>>

/** A role that may enter the key of the distinct inputs. */
export type KeyField = Exclude<Field & keyof NormaliseInput, 'localCode'>

/**
 * Roles that enter the key wherever the table has them. Department and sex multiply the distinct inputs and almost
 * never decide, so they enter on request only.
 */
export const DEFAULT_KEY: readonly KeyField[] = [
  'name',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'ageGroup',
  'charge',
]

/** Headers met in exports of hospital systems, most telling first. Compared without case, spaces and punctuation. */
const HEADERS: Readonly<Record<Field, readonly string[]>> = {
  name: [
    '检查项目名称',
    '检查项目',
    '项目名称',
    '检查名称',
    '医嘱名称',
    '检查内容',
    'examname',
    'procedurename',
    'studydescription',
    'itemname',
    'localname',
    '名称',
    'name',
  ],
  modality: ['检查类型', '设备类型', '影像类型', '检查类别', 'modality', '模态'],
  part: ['检查部位', '部位', 'bodypart', 'bodypartexamined', 'part'],
  side: ['侧别', '方位', 'laterality', 'side'],
  position: ['体位', '投照体位', 'projection', 'viewposition', 'position'],
  method: ['检查方法', '扫描方式', '检查方式', 'method', 'scanmethod'],
  contrast: ['增强', '是否增强', '造影剂', 'contrast'],
  device: ['设备', '设备名称', '机房', 'device', 'stationname'],
  ageGroup: ['年龄段', 'agegroup'],
  charge: ['收费项目', '收费项目名称', '收费名称', 'chargeitem', 'charge'],
  department: ['申请科室', '科室', '开单科室', 'department'],
  sex: ['性别', 'sex', 'gender'],
  localCode: ['项目代码', '项目编码', '检查项目代码', '院内编码', '医嘱代码', 'localcode', 'itemcode', 'code'],
  institution: ['医疗机构', '机构名称', '机构', '医院名称', '医院', '机构代码', 'institution', 'hospital'],
  time: ['检查时间', '检查日期', '登记时间', '执行时间', 'examtime', 'examdate', 'studydate', 'date'],
  examId: ['检查流水号', '检查号', '流水号', '检查编号', 'examid', 'accessionnumber', 'studyid'],
}

/**
 * Says which column plays which role: what the caller gave first, then what the headers tell. A given column that the
 * table lacks, or no column of names at all, is a problem.
 */
export function chooseRoles(columns: readonly string[], given: Roles): Roles {
  const roles: Partial<Record<Field, string>> = {}
  const taken = new Set<string>()
  for (const field of FIELDS) {
    const column = given[field]
    if (column === undefined) continue
    if (!columns.includes(column)) throw new ProblemError({ code: 'batch.column-missing', column, columns })
    roles[field] = column
    taken.add(column)
  }
  const byKey = new Map(columns.map((column) => [headerKey(column), column] as const))
  for (const field of FIELDS) {
    if (roles[field] !== undefined) continue
    const column = HEADERS[field].map((header) => byKey.get(header)).find((found) => found && !taken.has(found))
    if (column === undefined) continue
    roles[field] = column
    taken.add(column)
  }
  if (roles.name === undefined) throw new ProblemError({ code: 'batch.name-column-unknown', columns })
  return roles
}

/** The roles that enter the key: those asked for, or the default ones, as far as the table has them. The name always does. */
export function chooseKey(roles: Roles, asked: readonly KeyField[] = DEFAULT_KEY): readonly KeyField[] {
  return (['name', ...asked.filter((field) => field !== 'name')] as KeyField[]).filter((f) => roles[f] !== undefined)
}

function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.()（）/]/gu, '')
}
