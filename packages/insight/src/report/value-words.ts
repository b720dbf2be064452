import type { Text } from '@yingma/core'

/** Words of the values that facts hold as keys. */
export const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  patient_type: {
    outpatient: { zh: '门诊', en: 'outpatient' },
    emergency: { zh: '急诊', en: 'emergency' },
    inpatient: { zh: '住院', en: 'inpatient' },
    screening: { zh: '体检', en: 'screening' },
  },
  contrast: {
    none: { zh: '平扫', en: 'without contrast' },
    with: { zh: '增强', en: 'with contrast' },
    both: { zh: '平扫+增强', en: 'without and with contrast' },
  },
  role: {
    doctor: { zh: '医师', en: 'doctor' },
    technician: { zh: '技师', en: 'technician' },
  },
  kind: {
    side: { zh: '侧别', en: 'side' },
    sex: { zh: '性别与部位', en: 'sex and part' },
    age: { zh: '年龄与项目', en: 'age and item' },
    modality: { zh: '设备类型', en: 'modality' },
    contrast: { zh: '对比剂', en: 'contrast' },
    'missing-time': { zh: '缺少时间', en: 'times missing' },
    'unreadable-time': { zh: '时间无法识别', en: 'times unreadable' },
    'future-time': { zh: '时间在未来', en: 'times in the future' },
    'negative-interval': { zh: '间隔为负', en: 'negative intervals' },
    'contradictory-times': { zh: '时间前后矛盾', en: 'times that contradict' },
    'unknown-staff': { zh: '人员不明', en: 'staff unknown' },
    'bad-token': { zh: '患者标识不是令牌', en: 'patient without a proper token' },
  },
  weekday: Object.fromEntries(
    ['一', '二', '三', '四', '五', '六', '日'].map((zh, index) => [
      String(index + 1),
      { zh: `星期${zh}`, en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][index] ?? '' },
    ]),
  ),
}
