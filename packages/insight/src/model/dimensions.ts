import type { Text } from '@yingma/core'

export interface Dimension {
  readonly id: string
  readonly title: Text
  readonly type: 'text' | 'integer'
  /** May be shown in reports that leave the institution: nothing that tells an institution, a device or a person. */
  readonly isShared: boolean
}

const dimension = (id: string, zh: string, en: string, isShared: boolean, type: Dimension['type'] = 'text') =>
  ({ id, title: { zh, en }, isShared, type }) as const

/** What figures can be parted by. */
export const DIMENSIONS = [
  dimension('institution', '医疗机构', 'institution', false),
  dimension('device', '设备', 'device', false),
  dimension('department', '申请科室', 'department', false),
  dimension('team', '班组', 'team', false),
  dimension('staff', '人员', 'staff', false),
  dimension('role', '岗位', 'role', true),
  dimension('local_name', '本院名称', 'local name', false),
  dimension('patient_type', '患者来源', 'patient type', true),
  dimension('modality', '设备类型', 'modality', true),
  dimension('part1', '部位（一级）', 'part, level 1', true),
  dimension('part2', '部位（二级）', 'part, level 2', true),
  dimension('code', '项目', 'item', true),
  dimension('other_code', '另一项目', 'other item', true),
  dimension('contrast', '对比剂', 'contrast', true),
  dimension('month', '月份', 'month', true),
  dimension('season', '月（1–12）', 'month of the year', true, 'integer'),
  dimension('day', '日期', 'day', true),
  dimension('weekday', '星期', 'weekday', true, 'integer'),
  dimension('hour', '小时', 'hour', true, 'integer'),
  dimension('price', '单价（分）', 'price in cents', false, 'integer'),
  dimension('kind', '类别', 'kind', true),
  dimension('indicator', '指标', 'indicator', true),
] as const satisfies readonly Dimension[]

export type DimensionId = (typeof DIMENSIONS)[number]['id']

export function dimensionOf(id: DimensionId): Dimension {
  const found = DIMENSIONS.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no dimension ${id}`)
  return found
}
