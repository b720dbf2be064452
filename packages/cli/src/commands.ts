import type { Entry } from './command-line/command.ts'

/**
 * Every command: one line here, one file in commands/. A command is loaded when it is called, so that all of them start
 * fast.
 */
export const COMMANDS: readonly Entry[] = [
  entry(
    'normalise',
    '把表格里的检查名称变成标准项目',
    'exam names of tables in, standard items out',
    () => import('./commands/normalise.ts'),
  ),
  entry('decode', '读出代码的含义', 'say what codes mean', () => import('./commands/decode.ts')),
  entry('encode', '由要素得出代码', 'the code of an exam given in words', () => import('./commands/encode.ts')),
  entry('search', '按名称、拼音、同义词或代码查找项目', 'find items by any word', () => import('./commands/search.ts')),
  entry('item', '一个项目的全部内容（内涵）', 'everything about one item', () => import('./commands/item.ts')),
  entry('items', '列出全部项目', 'list the items', () => import('./commands/items.ts')),
  entry(
    'standard check',
    '标准的证书',
    'the certificate of the standard',
    () => import('./commands/standard-check.ts'),
  ),
  entry(
    'standard import',
    '发布机构的新表：差异写成提案',
    "the publisher's next table as proposals",
    () => import('./commands/standard-import.ts'),
  ),
  entry(
    'standard report',
    '五项原则的数据',
    'the principles of the standard in figures',
    () => import('./commands/standard-report.ts'),
  ),
  entry(
    'standard document',
    '标准的网页和 PDF',
    'the standard as a page and PDF',
    () => import('./commands/standard-document.ts'),
  ),
  entry(
    'govern suggest',
    '没有项目的组合写成提案草案',
    'drafts of proposals for combinations without an item',
    () => import('./commands/govern-suggest.ts'),
  ),
  entry('govern impact', '提案的影响', 'what proposals would do', () => import('./commands/govern-impact.ts')),
  entry(
    'govern release',
    '把通过的提案做成签名的发布',
    'a signed release of accepted proposals',
    () => import('./commands/govern-release.ts'),
  ),
  entry('govern verify', '核对一个发布文件夹', 'verify a release folder', () => import('./commands/govern-verify.ts')),
  entry(
    'govern key',
    '生成签名密钥',
    'make the key that releases are signed with',
    () => import('./commands/govern-key.ts'),
  ),
  entry('diff', '比较两个发布版本', 'what differs between two releases', () => import('./commands/diff.ts')),
  entry('run', '把整张检查表标准化', 'standardise a whole exam table', () => import('./commands/run.ts')),
  entry(
    'insight',
    '由标准化的检查表汇总',
    'aggregate a standardised exam table',
    () => import('./commands/insight.ts'),
  ),
  entry('report', '运行、质量、绩效、互认统计', 'figures of standardised exams', () => import('./commands/report.ts')),
  entry(
    'recognise',
    '先前的检查能否互认',
    'whether earlier exams stand for an order',
    () => import('./commands/recognise.ts'),
  ),
  entry('token', '把证件号换成互认令牌', 'linkage tokens in place of numbers', () => import('./commands/token.ts')),
  entry('generate', '生成合成的检查表', 'make a synthetic exam table', () => import('./commands/generate.ts')),
  entry(
    'dictionary build',
    '生成医院的新检查项目字典',
    "make a hospital's new dictionary",
    () => import('./commands/dictionary-build.ts'),
  ),
  entry(
    'dictionary verify',
    '核对现行系统与批准的字典',
    'hold a live system against the approved dictionary',
    () => import('./commands/dictionary-verify.ts'),
  ),
  entry(
    'watch',
    '上线以后看字典的使用',
    'how a dictionary fares since it went live',
    () => import('./commands/watch.ts'),
  ),
  entry(
    'export fhir',
    '把标准写成 FHIR 包和订阅源',
    'write the standard as FHIR packages and feed',
    () => import('./commands/export-fhir.ts'),
  ),
  entry(
    'import fhir',
    '检查并收下 FHIR 术语资源',
    'check and take over FHIR terminology resources',
    () => import('./commands/import-fhir.ts'),
  ),
  entry(
    'import codes',
    '由自己的代码表得到 CodeSystem 和 ConceptMap',
    'your table of codes as CodeSystem and ConceptMap',
    () => import('./commands/import-codes.ts'),
  ),
  entry(
    'hl7',
    '给 HL7 v2 消息加上标准编码',
    'add the standard coding to HL7 v2 messages',
    () => import('./commands/hl7.ts'),
  ),
  entry(
    'dicom',
    '核对 DICOM 影像与医嘱',
    'hold DICOM images against their orders',
    () => import('./commands/dicom.ts'),
  ),
  entry(
    'worklist',
    '项目的 DICOM 工作列表属性',
    'DICOM worklist attributes of items',
    () => import('./commands/worklist.ts'),
  ),
  entry(
    'mcp',
    '智能体用的工具（MCP，标准输入输出）',
    'tools for agents (MCP over stdio)',
    () => import('./commands/mcp.ts'),
  ),
  entry('serve', '启动登记库的 API 和网页', 'serve the registry: API and web', () => import('./commands/serve.ts')),
  entry('backup', '备份登记库', 'back up the registry', () => import('./commands/backup.ts')),
  entry('restore', '由备份恢复登记库', 'restore the registry from a backup', () => import('./commands/restore.ts')),
  entry('audit verify', '核对审计记录', 'verify the record of changes', () => import('./commands/audit-verify.ts')),
  entry('audit export', '导出审计记录', 'export the record of changes', () => import('./commands/audit-export.ts')),
  entry(
    'user reset',
    '重设一个账号的密码',
    'reset the password of an account',
    () => import('./commands/user-reset.ts'),
  ),
  entry('price quote', '一次检查的报价', 'quote one exam', () => import('./commands/price-quote.ts')),
  entry('price audit', '审核收费明细', 'audit charge lines', () => import('./commands/price-audit.ts')),
  entry(
    'price schedule check',
    '检查价表及其覆盖',
    'check price schedules and their coverage',
    () => import('./commands/price-schedule-check.ts'),
  ),
  entry(
    'price schedule export',
    '把价表写成可编辑的工作簿',
    'write a price schedule as a workbook to edit',
    () => import('./commands/price-schedule-export.ts'),
  ),
  entry(
    'price schedule import',
    '读回并检查编辑过的价表',
    'check an edited price schedule and take it over',
    () => import('./commands/price-schedule-import.ts'),
  ),
  entry(
    'price table',
    '检查项目与医保价格项目对照表',
    'exam items, price items and insurance codes',
    () => import('./commands/price-table.ts'),
  ),
  entry(
    'price simulate',
    '一份目录在新旧价表下的价格与收入',
    'a catalogue under an old and a new price schedule',
    () => import('./commands/price-simulate.ts'),
  ),
  entry(
    'eval',
    '用自己标注的名称检验结果',
    'how good the results are on names you labelled',
    () => import('./commands/eval.ts'),
  ),
  entry(
    'labels export',
    '导出以标准项目为标签的假名检查',
    'pseudonymous studies with items as labels',
    () => import('./commands/labels-export.ts'),
  ),
  entry(
    'routing check',
    '核对分流表：每个项目恰好去一处',
    'check a routing table: each item goes to one place',
    () => import('./commands/routing-check.ts'),
  ),
  entry(
    'routing emit',
    '检查或表格的去处（阅片队列、算法）',
    'where exams go: work lists and algorithms',
    () => import('./commands/routing-emit.ts'),
  ),
  entry(
    'learn',
    '由已确认的决定建议词和开关',
    'propose words and switches from decisions',
    () => import('./commands/learn.ts'),
  ),
  entry(
    'suggest',
    '就待定的名称问一个模型（默认关闭）',
    'ask a model about open names (off by default)',
    () => import('./commands/suggest.ts'),
  ),
  entry('explain', '说明一个检查名称是怎样读的', 'show how a name is read', () => import('./commands/explain.ts')),
]

function entry(name: string, zh: string, en: string, load: Entry['load']): Entry {
  return { name, summary: { zh, en }, load }
}
