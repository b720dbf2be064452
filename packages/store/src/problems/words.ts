import type { Action } from '../people/permissions.ts'
import type { Role, Scope } from '../schema/roles.ts'

/** What the registry holds and can say that it does not find, or has already. */
export type Thing =
  | 'api-key'
  | 'catalogue'
  | 'charge-audit'
  | 'charge-session'
  | 'cluster'
  | 'dictionary'
  | 'dictionary-build'
  | 'dictionary-file'
  | 'institution'
  | 'job'
  | 'local-item'
  | 'membership'
  | 'name'
  | 'price-schedule'
  | 'proposal'
  | 'reading'
  | 'release'
  | 'sample'
  | 'suspicion'
  | 'user'
  | 'webhook'

type Words<Key extends string> = Readonly<Record<Key, string>>

export const ZH_THINGS: Words<Thing> = {
  'api-key': 'API 密钥',
  catalogue: '表格',
  'charge-audit': '收费审核',
  'charge-session': '收费单',
  cluster: '名称组',
  dictionary: '字典',
  'dictionary-build': '生成的字典',
  'dictionary-file': '字典文件',
  institution: '机构',
  job: '任务',
  'local-item': '本地项目',
  membership: '成员身份',
  name: '名称',
  'price-schedule': '价格目录',
  proposal: '提案',
  reading: '阅读结果',
  release: '发布版本',
  sample: '抽样',
  suspicion: '疑点',
  user: '用户',
  webhook: 'webhook',
}

export const ZH_ROLES: Words<Role> = {
  reader: '只读',
  mapper: '对照员',
  reviewer: '复核员',
  'price-officer': '物价员',
  'insurer-auditor': '医保审核员',
  expert: '专家',
  'institution-admin': '机构管理员',
  editor: '标准编辑',
  publisher: '标准发布',
  admin: '系统管理员',
}

export const ZH_SCOPES: Words<Scope> = { read: '读取', decide: '决定', upload: '上传', manage: '管理' }

export const ZH_ACTIONS: Words<Action> = {
  'catalogue.read': '查看表格和名称',
  'catalogue.upload': '上传表格',
  'catalogue.delete': '删除表格',
  'decision.make': '作出决定',
  'decision.comment': '写备注',
  'decision.verify': '核对决定',
  'decision.undo': '撤销决定',
  'review.assign': '分配复核任务',
  'review.read-sample': '阅读抽样',
  'rule.change': '修改机构规则',
  'dictionary.change': '修改字典设置',
  'rollout.mark': '标记推广进度',
  'price.change': '添加价格目录',
  'price.simulate': '模拟调价',
  'charge.read': '查看收费疑点',
  'charge.audit': '审核收费',
  'suspicion.rebut': '申辩疑点',
  'suspicion.close': '认定疑点',
  'member.manage': '管理成员',
  'institution.create': '添加机构',
  'institution.change': '修改机构',
  'institution.delete': '删除机构',
  'audit.read': '查看审计记录',
  'job.start': '启动任务',
  'user.manage': '管理账号',
  'webhook.manage': '管理 webhook',
  'edition.register': '登记标准版本',
  'standard.propose': '提出提案',
  'standard.review': '评审提案',
  'standard.decide': '决定提案',
  'standard.release': '发布标准',
}

export const EN_ACTIONS: Words<Action> = {
  'catalogue.read': 'see tables and their names',
  'catalogue.upload': 'upload tables',
  'catalogue.delete': 'delete tables',
  'decision.make': 'decide on names',
  'decision.comment': 'comment on names',
  'decision.verify': 'verify decisions',
  'decision.undo': 'undo decisions',
  'review.assign': 'give out review work',
  'review.read-sample': 'read samples',
  'rule.change': 'change the rules of the institution',
  'dictionary.change': 'change the settings of the dictionary',
  'rollout.mark': 'mark steps of the roll-out',
  'price.change': 'add price schedules',
  'price.simulate': 'simulate prices',
  'charge.read': 'see suspicions of charges',
  'charge.audit': 'audit charges',
  'suspicion.rebut': 'rebut suspicions',
  'suspicion.close': 'close suspicions',
  'member.manage': 'manage members',
  'institution.create': 'add institutions',
  'institution.change': 'change institutions',
  'institution.delete': 'delete institutions',
  'audit.read': 'see the record of changes',
  'job.start': 'start jobs',
  'user.manage': 'manage accounts',
  'webhook.manage': 'manage webhooks',
  'edition.register': 'register editions',
  'standard.propose': 'propose changes of the standard',
  'standard.review': 'review proposals',
  'standard.decide': 'decide on proposals',
  'standard.release': 'release the standard',
}

/** An id of several words as English says it: `price-schedule` is a price schedule. */
export function inEnglish(id: string): string {
  return id.replaceAll('-', ' ')
}
