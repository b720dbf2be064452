import type { Text } from '@yingma/core'
import type { RoleId } from '../model/source-roles.ts'

/**
 * A quality indicator as national bodies define it, in our words. Conditions are over the exam facts; `applies` says which
 * exams are looked at, `known` which of them can be judged (the others are the exclusions shown), `fulfils` what counts.
 */
export interface Indicator {
  readonly id: string
  readonly set: 'radiology-2024' | 'ultrasound-2022'
  readonly title: Text
  readonly numerator: Text
  readonly denominator: Text
  readonly exclusions: Text
  readonly unit: '%' | '‰'
  readonly better: 'high' | 'low' | 'neither'
  readonly needs: readonly RoleId[]
  readonly applies: string
  readonly known: string
  readonly fulfils: string
  readonly source: Text
}

const RADIOLOGY = {
  zh: '国家放射影像专业医疗质量控制指标（2024）',
  en: 'national quality indicators of radiology, 2024',
}
const ULTRASOUND = {
  zh: '国家超声诊断专业医疗质量控制指标（2022）',
  en: 'national quality indicators of ultrasound, 2022',
}
const NOT_SAID = { zh: '该项没有记录的检查', en: 'exams without a record of it' }
const BAD_TIMES = {
  zh: '时间缺失、无法识别、在未来或自相矛盾的检查',
  en: 'exams whose times are missing, unreadable, in the future or contradict one another',
}
const XRAY_CT = "modality IN ('CT', 'DR')"

function flagged(
  id: string,
  set: Indicator['set'],
  flag: RoleId,
  column: string,
  rest: Pick<Indicator, 'title' | 'numerator' | 'denominator' | 'unit' | 'better' | 'applies'> & {
    readonly more?: readonly RoleId[]
  },
): Indicator {
  const { more = [], ...said } = rest
  return {
    ...said,
    id,
    set,
    exclusions: NOT_SAID,
    needs: [flag, ...more],
    known: `${column} >= 0`,
    fulfils: `${column} = 1`,
    source: set === 'radiology-2024' ? RADIOLOGY : ULTRASOUND,
  }
}

const artefact = (modality: 'CT' | 'MR') =>
  flagged(`RQI-IIA-01-${modality}`, 'radiology-2024', 'artefact', 'artefact', {
    title: { zh: `${modality} 图像不良伪影率`, en: `${modality} exams with disturbing artefacts` },
    numerator: { zh: '出现不良伪影的检查', en: 'exams with disturbing artefacts' },
    denominator: { zh: `同期 ${modality} 检查`, en: `${modality} exams of the period` },
    unit: '%',
    better: 'low',
    applies: `modality = '${modality}'`,
  })

const notified = (id: string, set: Indicator['set'], applies: string): Indicator => ({
  id,
  set,
  title: { zh: '危急值 10 分钟内通报完成率', en: 'critical values notified within 10 minutes' },
  numerator: { zh: '10 分钟内通报的危急值', en: 'critical values notified within 10 minutes' },
  denominator: { zh: '同期危急值', en: 'critical values of the period' },
  exclusions: { zh: '没有通报时间记录的危急值', en: 'critical values without a time of notification' },
  unit: '%',
  better: 'high',
  needs: ['critical', 'criticalMinutes'],
  applies: `critical = 1 AND ${applies}`,
  known: 'critical_minutes >= 0',
  fulfils: 'critical_minutes <= 10',
  source: set === 'radiology-2024' ? RADIOLOGY : ULTRASOUND,
})

const sound = (id: string, set: Indicator['set'], applies: string) =>
  flagged(id, set, 'reportSound', 'report_sound', {
    title: { zh: '报告书写规范（合格）率', en: 'reports written to the rules' },
    numerator: { zh: '书写规范（合格）的报告', en: 'reports written to the rules' },
    denominator: { zh: '同期报告', en: 'reports of the period' },
    unit: '%',
    better: 'high',
    applies,
  })

const graded = (id: string, set: Indicator['set'], rads: string, system: string, zh: string, en: string) =>
  flagged(id, set, 'graded', 'graded', {
    title: { zh: `${zh} ${system} 分类率`, en: `${en} with a ${system} category` },
    numerator: { zh: `给出 ${system} 分类的报告`, en: `reports with a ${system} category` },
    denominator: { zh: `同期${zh}报告`, en: `reports of ${en} in the period` },
    unit: '%',
    better: 'high',
    applies: `rads = '${rads}' AND lesion = 1`,
    more: ['lesion'],
  })

const positive = (id: string, applies: string, zh: string, en: string) =>
  flagged(id, 'ultrasound-2022', 'positive', 'positive', {
    title: { zh: `${zh}超声报告阳性率`, en: `ultrasound reports with findings, ${en}` },
    numerator: { zh: '有异常发现的报告', en: 'reports with findings' },
    denominator: { zh: `同期${zh}超声报告`, en: `ultrasound reports of the period, ${en}` },
    unit: '%',
    better: 'neither',
    applies: `modality = 'US' AND ${applies}`,
    more: ['patientType'],
  })

/** Those that exam rows can answer; what they cannot is in `OUTSIDE`. */
export const INDICATORS: readonly Indicator[] = [
  artefact('CT'),
  artefact('MR'),
  {
    id: 'RQI-RRC-02',
    set: 'radiology-2024',
    title: { zh: '急诊报告 2 小时完成率', en: 'emergency reports within 2 hours' },
    numerator: { zh: '检查开始后 2 小时内出具的急诊报告', en: 'emergency reports issued within 2 hours of the start' },
    denominator: { zh: '同期急诊 X 线和 CT 报告', en: 'emergency radiograph and CT reports of the period' },
    exclusions: BAD_TIMES,
    unit: '%',
    better: 'high',
    needs: ['patientType', 'startedAt', 'reportedAt'],
    applies: `patient_type = 'emergency' AND ${XRAY_CT}`,
    known: 'report_minutes >= 0',
    fulfils: 'report_minutes <= 120',
    source: RADIOLOGY,
  },
  sound('RQI-RWS-03', 'radiology-2024', "modality IN ('CT', 'MR', 'DR', 'MG', 'RF')"),
  notified('RQI-RCV-04', 'radiology-2024', "modality IN ('CT', 'MR', 'DR', 'MG', 'RF')"),
  flagged('RQI-ICME-05', 'radiology-2024', 'extravasation', 'extravasation', {
    title: { zh: '增强 CT 对比剂外渗发生率', en: 'extravasation of contrast in enhanced CT' },
    numerator: { zh: '发生外渗的检查', en: 'exams with extravasation' },
    denominator: { zh: '同期增强 CT 检查', en: 'enhanced CT exams of the period' },
    unit: '‰',
    better: 'low',
    applies: "modality = 'CT' AND contrast IN ('with', 'both')",
  }),
  graded('RQI-RCR-06', 'radiology-2024', 'PI', 'PI-RADS', '前列腺病变 MR', 'MR of prostate lesions'),
  graded('RQI-RCR-07', 'radiology-2024', 'BI', 'BI-RADS', '乳腺病变钼靶', 'mammography of breast lesions'),
  {
    id: 'US-48H',
    set: 'ultrasound-2022',
    title: { zh: '住院超声检查 48 小时内完成率', en: 'inpatient ultrasound within 48 hours' },
    numerator: { zh: '开单后 48 小时内出报告的检查', en: 'exams reported within 48 hours of the order' },
    denominator: { zh: '同期住院超声申请', en: 'inpatient ultrasound orders of the period' },
    exclusions: BAD_TIMES,
    unit: '%',
    better: 'high',
    needs: ['patientType', 'orderedAt', 'reportedAt'],
    applies: "patient_type = 'inpatient' AND modality = 'US'",
    known: 'total_minutes >= 0',
    fulfils: 'total_minutes <= 2880',
    source: ULTRASOUND,
  },
  notified('US-CV-01', 'ultrasound-2022', "modality = 'US'"),
  sound('US-RE-01', 'ultrasound-2022', "modality = 'US'"),
  graded('US-BI-RADS', 'ultrasound-2022', 'BI-US', 'BI-RADS', '乳腺病变超声', 'ultrasound of breast lesions'),
  positive('US-DR-01', "patient_type IN ('outpatient', 'emergency')", '门急诊', 'outpatients and emergency'),
  positive('US-DR-02', "patient_type = 'inpatient'", '住院', 'inpatients'),
  flagged('US-DI-01', 'ultrasound-2022', 'agrees', 'agrees', {
    title: { zh: '超声诊断符合率', en: 'ultrasound diagnoses that agree' },
    numerator: { zh: '与病理或临床诊断符合', en: 'agreeing with pathology or the clinical diagnosis' },
    denominator: { zh: '有对应诊断的检查', en: 'exams with a diagnosis to compare with' },
    unit: '%',
    better: 'high',
    applies: "modality = 'US'",
  }),
  flagged('US-BREAST-AGREE', 'ultrasound-2022', 'agrees', 'agrees', {
    title: { zh: '乳腺占位超声诊断准确率', en: 'ultrasound diagnoses of breast masses that agree' },
    numerator: { zh: '与病理一致', en: 'agreeing with pathology' },
    denominator: { zh: '送病理的乳腺占位', en: 'breast masses sent to pathology' },
    unit: '%',
    better: 'high',
    applies: "rads = 'BI-US' AND lesion = 1",
    more: ['lesion'],
  }),
]

/** Indicators that no column of an exam table can answer, and what they would take. */
export const OUTSIDE: ReadonlyArray<{ readonly id: string; readonly title: Text; readonly why: Text }> = [
  {
    id: 'US-HR-01',
    title: { zh: '超声医师月均工作量', en: 'monthly workload of a sonographer' },
    why: {
      zh: '分母是在岗医师数；“workload”按实际署名的医师给出每人份数',
      en: 'its denominator is the staff on the payroll; the figure “workload” gives reports per doctor who signed',
    },
  },
  {
    id: 'US-EQ-01',
    title: { zh: '超声仪器质检率', en: 'ultrasound devices inspected' },
    why: { zh: '要有设备质检台账', en: 'needs the register of inspections' },
  },
  {
    id: 'US-DR-OB-01',
    title: { zh: '胎儿重大致死性畸形检出率', en: 'lethal fetal malformations found' },
    why: { zh: '要有妊娠结局', en: 'needs the outcome of the pregnancy' },
  },
  {
    id: 'TERTIARY-11',
    title: { zh: '大型医用设备检查阳性率', en: 'positive findings of large devices' },
    why: {
      zh: '口径由医院填报；“positive”按设备给出阳性率',
      en: 'filled in by hospitals; the figure “positive” gives the share by device',
    },
  },
  {
    id: 'TERTIARY-12',
    title: { zh: '大型医用设备维修保养及质量控制管理', en: 'maintenance and quality control of large devices' },
    why: { zh: '定性指标', en: 'a judgement, no rate' },
  },
  {
    id: 'BIE-ICH-01',
    title: { zh: '自发性脑出血患者 CTA 检查率', en: 'CTA in spontaneous intracerebral haemorrhage' },
    why: { zh: '要有诊断', en: 'needs the diagnosis' },
  },
  {
    id: 'BIE-CI-09',
    title: { zh: '急性脑梗死初诊患者脑血管影像学评估率', en: 'vascular imaging in acute cerebral infarction' },
    why: { zh: '要有诊断', en: 'needs the diagnosis' },
  },
]
