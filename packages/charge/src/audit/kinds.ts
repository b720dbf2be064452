import type { Text } from '@yingma/core'

/**
 * How a kind of violation shows: in one exam; as a rate over many, where one exam is no more than a warning; or only with data
 * that charge lines do not hold.
 */
export type Detection = 'exam' | 'rate' | 'needs-data'

export interface AuditKind {
  /** Number in the national list of problems, 2025; our own kinds have words instead. */
  readonly id: string
  readonly type: 'fictitious' | 'duplicate' | 'swapped' | 'excessive' | 'split' | 'over-standard'
  readonly detection: Detection
  readonly title: Text
}

const kind = (id: string, type: AuditKind['type'], detection: Detection, zh: string, en: string): AuditKind => ({
  id,
  type,
  detection,
  title: { zh, en },
})

/** The 25 kinds of imaging violations of the national list, 2025 edition, in our words, then three of our own. */
export const AUDIT_KINDS: readonly AuditKind[] = [
  kind('75', 'fictitious', 'exam', '收了费但没有做', 'charged but not performed'),
  kind('76', 'fictitious', 'exam', '彩超项目与性别不符', 'ultrasound of an organ that the sex does not have'),
  kind('77', 'duplicate', 'exam', 'X线摄影之外又收透视', 'fluoroscopy beside radiography'),
  kind(
    '78',
    'swapped',
    'exam',
    '未经同意收胶片或以耗材换项目',
    'film without consent, or consumables charged as services',
  ),
  kind('79', 'duplicate', 'exam', '胶片收费张数多于打印', 'more films charged than printed'),
  kind('80', 'excessive', 'rate', '住院患者普遍做胸部CT', 'chest CT for inpatients as a rule'),
  kind('81', 'fictitious', 'exam', '收取已取消的三维重建', 'reconstruction charged after its abolition'),
  kind('82', 'excessive', 'rate', '门控加收普遍化', 'gating surcharges as a rule'),
  kind('83', 'split', 'exam', '平扫加增强按两项足额收', 'plain and contrast both at full price'),
  kind('84', 'over-standard', 'exam', '多部位超过封顶', 'more regions than the cap'),
  kind('85', 'duplicate', 'needs-data', '超选择造影又收选择性造影', 'superselective beside selective angiography'),
  kind('86', 'duplicate', 'exam', '系统检查之外另收其组成部分', 'a part charged beside the region that holds it'),
  kind('87', 'over-standard', 'exam', '多部位三维重建加收', 'reconstruction charged for several regions'),
  kind('88', 'over-standard', 'exam', '同一特殊方式收多次', 'one special technique charged several times'),
  kind('89', 'over-standard', 'exam', '血管或水成像同时收平扫', 'vessel or water imaging beside plain MR'),
  kind('90', 'over-standard', 'exam', '彩超不按计价单位收', 'ultrasound not charged by its unit'),
  kind(
    '91',
    'excessive',
    'rate',
    '住院患者普遍做妇科、泌尿彩超',
    'gynaecological or urinary ultrasound for inpatients as a rule',
  ),
  kind('92', 'excessive', 'rate', '住院患者普遍做血管彩超', 'vascular ultrasound for inpatients as a rule'),
  kind('93', 'excessive', 'rate', '住院患者普遍做心脏彩超', 'heart ultrasound for inpatients as a rule'),
  kind('94', 'duplicate', 'exam', '床旁检查又收同类常规检查', 'an ordinary exam charged beside the bedside one'),
  kind('95', 'swapped', 'exam', '低配设备按高配收', 'a lower device charged as a higher one'),
  kind('96', 'duplicate', 'exam', '磁共振引导又收检查费', 'MR exam beside MR guidance'),
  kind('97', 'duplicate', 'exam', 'CT引导又收检查费', 'CT exam beside CT guidance'),
  kind('98', 'duplicate', 'exam', 'B超引导又收检查费', 'B-mode exam beside ultrasound guidance'),
  kind('99', 'duplicate', 'exam', '彩超引导又收检查费', 'colour Doppler exam beside ultrasound guidance'),
  kind('ceiling', 'over-standard', 'exam', '单价高于公布价', 'unit price above the listed one'),
  kind('excluded', 'duplicate', 'exam', '收了同次不得同收的项目', 'an item that another one of the exam excludes'),
  kind('beyond', 'over-standard', 'exam', '收费多于按标准项目应收', 'more charged than the standard items give'),
]

export const kindById: ReadonlyMap<string, AuditKind> = new Map(AUDIT_KINDS.map((k) => [k.id, k]))
