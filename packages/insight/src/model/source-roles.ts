import type { Text } from '@yingma/core'

/** One column that a standardised exam table may have. All are optional: a figure that needs one says so. */
interface SourceRole {
  readonly id: string
  readonly title: Text
  /** Headers under which it is met, compared without case and spaces. */
  readonly headers: readonly string[]
}

const role = (id: string, zh: string, en: string, ...headers: readonly string[]) =>
  ({ id, title: { zh, en }, headers: [id.toLowerCase(), zh, ...headers] }) as const

/**
 * What we know of an exam besides its name. Roles that the batch run found (institution, time …) are taken over from its
 * record; the rest is found by header or given.
 */
export const SOURCE_ROLES = [
  role('examId', '检查号', 'exam number', '检查流水号', 'exam_id', 'accession'),
  role('institution', '医疗机构', 'institution', '医院', '机构', '医院名称'),
  role('device', '设备', 'device', '设备编号', '设备名称', '机房', 'device_id', 'station'),
  role('department', '申请科室', 'department', '开单科室', '科室'),
  role('patientType', '患者来源', 'patient type', '就诊类型', '患者类型', 'patient_type', 'patientclass'),
  role('modality', '设备类型', 'modality', '检查类型'),
  role('name', '检查项目名称', 'exam name', '检查项目', '项目名称'),
  role('sex', '性别', 'sex', 'gender'),
  role('age', '年龄', 'age', '岁'),
  role('patient', '患者标识', 'patient token', '患者令牌', 'patient_token', 'token'),
  role('orderedAt', '开单时间', 'ordered at', '申请时间', '医嘱时间', 'ordered_at'),
  role('startedAt', '检查时间', 'started at', '检查开始时间', '开始时间', 'started_at', 'exam_time'),
  role('finishedAt', '检查结束时间', 'finished at', '结束时间', 'finished_at'),
  role('reportedAt', '报告时间', 'reported at', '审核时间', '报告审核时间', 'reported_at'),
  role('technician', '技师', 'technician', '检查技师', '检查者'),
  role('doctor', '报告医师', 'reporting doctor', '诊断医师', '报告者'),
  role('team', '班组', 'team', '诊断组'),
  role('price', '金额', 'amount', '费用', '价格', 'price'),
  role('artefact', '不良伪影', 'artefact', '伪影'),
  role('positive', '阳性', 'positive finding', '是否阳性', '有异常发现'),
  role('critical', '危急值', 'critical value', '是否危急值'),
  role('criticalMinutes', '危急值通报分钟', 'minutes to the notification', 'critical_minutes'),
  role('reportSound', '报告书写规范', 'report written to the rules', '报告合格', 'report_sound'),
  role('extravasation', '对比剂外渗', 'extravasation', '外渗'),
  role('lesion', '病变报告', 'lesion report', '有病变', '占位'),
  role('graded', 'RADS分类', 'RADS category given', 'rads', '是否分类'),
  role('agrees', '诊断符合', 'agrees with the final diagnosis', '符合'),
  role('imageSide', '图像侧别', 'side on the images', 'image_side'),
  role('imageModality', '图像设备类型', 'modality of the images', 'image_modality'),
  role('imageContrast', '图像对比剂', 'contrast on the images', 'image_contrast'),
] as const satisfies readonly SourceRole[]

export type RoleId = (typeof SOURCE_ROLES)[number]['id']

/** Which column of the table plays which role. */
export type SourceColumns = { readonly [role in RoleId]?: string }

const folded = (header: string) => header.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/gu, '')

/** Finds the roles of columns by their headers; what is given or known from the batch run comes first. */
export function findColumns(columns: readonly string[], given: SourceColumns): SourceColumns {
  const taken = new Set<string>(Object.values(given) as string[])
  const found: Partial<Record<RoleId, string>> = { ...given }
  for (const { id, headers } of SOURCE_ROLES) {
    if (found[id] !== undefined) continue
    const wanted: ReadonlySet<string> = new Set(headers.map(folded))
    const column = columns.find((name) => !taken.has(name) && wanted.has(folded(name)))
    if (column === undefined) continue
    found[id] = column
    taken.add(column)
  }
  return found
}

export function isRole(id: string): id is RoleId {
  return SOURCE_ROLES.some((each) => each.id === id)
}

export function roleTitle(id: RoleId): Text {
  const found = SOURCE_ROLES.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no role ${id}`)
  return found.title
}
