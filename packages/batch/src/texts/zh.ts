import type { ProblemTexts } from '@yingma/core'
import type { BatchProblem } from '../problem.ts'

const list = (values: readonly string[]) => values.join('、')

/** Chinese texts of the problems of a run. */
export const zh: ProblemTexts<BatchProblem> = {
  'batch.input-missing': (p) => `找不到输入：${p.input}。请检查路径或通配符。`,
  'batch.input-unknown-kind': (p) =>
    `无法识别的输入：${p.input}。可用 .csv、.tsv、.txt、.parquet、.xlsx、.xls、文件夹、通配符、postgres:// 或 clickhouse:// 地址。`,
  'batch.input-empty': (p) => `输入没有数据行：${p.input}。`,
  'batch.input-changed': (p) => `文件 ${p.file} 在上次运行之后被改动。请去掉 --resume 重新运行。`,
  'batch.columns-differ': (p) => `文件 ${p.file} 与 ${p.other} 的列不一致：${list(p.columns)}。请统一列名或分开运行。`,
  'batch.column-missing': (p) => `表中没有列“${p.column}”。现有列：${list(p.columns)}。`,
  'batch.column-taken': (p) => `输入中已有列“${p.column}”，与输出列同名。请改名后再运行。`,
  'batch.role-unknown': (p) =>
    `认不出哪一列是“${p.role}”，请用 --column ${p.role}=列名 指定。现有列：${list(p.columns)}。`,
  'batch.name-column-unknown': (p) =>
    `认不出哪一列是检查项目名称，请用 --column name=列名 指定。现有列：${list(p.columns)}。`,
  'batch.money-unreadable': (p) =>
    `“${p.column}”列有 ${p.lines} 行不是数字（例如“${p.example}”）：当作 0 会掩盖实际收费。请把金额写成以元为单位的数字；没有收费的留空。`,
  'batch.session-empty': (p) =>
    `有 ${p.lines} 行没有医嘱号（${list(p.columns)} 为空），会被当成同一次检查。请补全或去掉这些行，或用 --column session=列名,列名 指定一次检查由哪些列确定。`,
  'batch.institution-column-unknown': (p) =>
    `给出了多家机构的记忆（${list(p.institutions)}），但认不出哪一列是医疗机构，请用 --column institution=列名 指定。现有列：${list(p.columns)}。`,
  'batch.name-column-numeric': (p) =>
    `名称列“${p.column}”有 ${Math.round(p.share * 100)}% 的行是数字（例如 ${p.sample}），像是代码列。请用 --column name=列名 指定真正的名称列。`,
  'batch.wrong-encoding': (p) =>
    `文件 ${p.file}${p.row === null ? '' : ` 第 ${p.row} 行`}不是有效的 ${p.encoding} 文本。请用 --encoding gb18030 或 --encoding utf-8 指定编码。`,
  'batch.ragged-row': (p) =>
    `文件 ${p.file} 第 ${p.row} 行应有 ${p.expected} 列，实有 ${p.found} 列：${p.line}。请检查分隔符和引号后修正该行。`,
  'batch.unclosed-quote': (p) => `文件 ${p.file} 第 ${p.row} 行的引号没有闭合：${p.line}。请修正该行。`,
  'batch.broken-parquet': (p) => `文件 ${p.file} 不是完整的 Parquet 文件（${p.reason}）。请重新导出或重新传输。`,
  'batch.broken-workbook': (p) => `无法读取工作簿 ${p.file}（${p.reason}）。请在 Excel 中另存为 .xlsx。`,
  'batch.disk-full': (p) => `磁盘已满：${p.folder}。请腾出空间后用 --resume 继续，或用 --spill 指定别的临时文件夹。`,
  'batch.memory-too-small': (p) => `内存上限 ${p.limit} 不够（${p.reason}）。请提高 --memory 后用 --resume 继续。`,
  'batch.connection-failed': (p) => `无法连接 ${p.server}（${p.reason}）。请检查地址、账号和服务是否启动。`,
  'batch.connection-lost': (p) => `与 ${p.server} 的连接中断（${p.reason}）。服务恢复后用 --resume 继续。`,
  'batch.table-missing': (p) => `${p.server} 上没有表 ${p.table}。`,
  'batch.engine-cannot-read': (p) =>
    `引擎 ${p.engine} 不能直接读取 ${p.input}。ClickHouse 引擎的输入是 ClickHouse 表名。`,
  'batch.engine-refused': (p) => `引擎 ${p.engine} 报错：${p.reason}`,
  'batch.output-exists': (p) => `文件夹 ${p.folder} 中已有一次完整的结果。请换一个文件夹，或用 --overwrite 覆盖。`,
  'batch.run-unfinished': (p) =>
    `文件夹 ${p.folder} 中有一次未完成的运行。用 --resume 继续，或用 --overwrite 重新开始。`,
  'batch.run-active': (p) => `进程 ${p.pid} 正在写 ${p.folder}。请等待它结束。`,
  'batch.nothing-to-resume': (p) => `文件夹 ${p.folder} 中没有可以继续的运行。请去掉 --resume。`,
  'batch.resume-different': (p) =>
    `${p.folder} 中未完成的运行与这次不同：${list(p.what)}。请用相同的参数继续，或用 --overwrite 重新开始。`,
  'batch.counts-differ': (p) => `核对不符（${p.check}）：应为 ${p.expected}，实为 ${p.found}。结果没有发布。`,
  'batch.interrupted': (p) => `已在步骤 ${p.step} 中断，没有留下半成品。用 --resume 从 ${p.folder} 继续。`,
  'batch.bad-option': (p) => `选项 ${p.option} 的值无效：${p.value}。`,
}
