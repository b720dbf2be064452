import type { Figure } from './figure.ts'

const CHECKED = { id: 'checked', kind: 'count', column: 'n_checked', title: { zh: '可判断', en: 'checked' } } as const
const BAD = { id: 'bad', kind: 'count', column: 'n_bad', title: { zh: '有问题', en: 'wrong' } } as const
const RATE = {
  id: 'rate',
  kind: 'ratio',
  over: 'n_bad',
  under: 'n_checked',
  scale: 100,
  title: { zh: '占比（%）', en: 'share (%)' },
} as const

export const QUALITY: readonly Figure[] = [
  {
    id: 'quality',
    area: 'quality',
    title: { zh: '质量指标', en: 'quality indicators' },
    definition: {
      zh: '国家质控指标中检查表能回答的各项：分子、分母、排除数和比值（0–1）。缺列的指标不出现，见模型中的说明',
      en: 'those national indicators that an exam table can answer: numerator, denominator, what is left out, and the rate (0–1). Indicators without their columns do not appear, the model says which',
    },
    table: 'agg_quality',
    needs: [],
    dimensions: ['institution', 'modality', 'month', 'indicator'],
    by: ['indicator'],
    measures: [
      { id: 'numerator', kind: 'count', column: 'n_numerator', title: { zh: '分子', en: 'numerator' } },
      { id: 'denominator', kind: 'count', column: 'n_denominator', title: { zh: '分母', en: 'denominator' } },
      { id: 'excluded', kind: 'count', column: 'n_excluded', title: { zh: '排除', en: 'left out' } },
      {
        id: 'rate',
        kind: 'ratio',
        over: 'n_numerator',
        under: 'n_denominator',
        scale: 1,
        title: { zh: '比值', en: 'rate' },
      },
    ],
  },
  {
    id: 'positive',
    area: 'quality',
    title: { zh: '阳性率', en: 'positive findings' },
    definition: {
      zh: '报告有异常发现的检查占比，可按设备；没有记录的检查不计',
      en: 'share of exams whose report has findings, also by device; exams without a record of it are left out',
    },
    table: 'agg_positive',
    needs: ['positive'],
    dimensions: ['institution', 'device', 'modality', 'patient_type', 'month'],
    by: ['modality'],
    measures: [
      { ...CHECKED, column: 'n_known' },
      { id: 'positive', kind: 'count', column: 'n_positive', title: { zh: '阳性', en: 'with findings' } },
      { ...RATE, over: 'n_positive', under: 'n_known' },
    ],
    rows: { table: 'exams', where: 'positive = 1' },
  },
  {
    id: 'plausibility',
    area: 'quality',
    title: { zh: '数据合理性', en: 'plausibility' },
    definition: {
      zh: '医嘱与图像的侧别、设备类型、对比剂是否一致，性别与部位、年龄与项目是否相符；判断不了的不计',
      en: 'whether side, modality and contrast of order and images agree, and sex with part, age with item; what cannot be judged is left out',
    },
    table: 'agg_plausible',
    needs: [],
    dimensions: ['institution', 'modality', 'month', 'kind'],
    by: ['kind'],
    measures: [CHECKED, BAD, RATE],
    rows: {
      table: 'items',
      where: '(bad_side = 1 OR bad_sex = 1 OR bad_age = 1 OR bad_modality = 1 OR bad_contrast = 1)',
    },
  },
  {
    id: 'bad-input',
    area: 'quality',
    title: { zh: '问题数据', en: 'bad input' },
    definition: {
      zh: '时间缺失、无法识别、在未来、间隔为负、前后矛盾，人员不明，患者标识不是令牌：逐类计数，不进入任何平均',
      en: 'times that are missing, unreadable, in the future, negative or contradictory, staff unknown, patients without a proper token: counted by kind, in no average',
    },
    table: 'agg_issues',
    needs: [],
    dimensions: ['institution', 'modality', 'month', 'kind'],
    by: ['kind'],
    measures: [CHECKED, BAD, RATE],
    rows: {
      table: 'exams',
      where:
        '(is_missing = 1 OR is_unreadable = 1 OR is_future = 1 OR is_negative = 1 OR is_contradictory = 1 OR unknown_staff = 1 OR bad_token = 1)',
    },
  },
]
